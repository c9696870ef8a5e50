"""The demo as ``make run`` serves it: ``demo``, then ``serve --with-worker``."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from wijksafari.config import PROJECT

_PROGRAM = (sys.executable, "-m", "wijksafari")
PATIENCE = 180  # seconds; a loaded machine needs most of a minute to begin or to end
_HELD: list[socket.socket] = []


@dataclass(frozen=True)
class RealSite:
    """A running site; ``password`` is that of the demo's accounts."""

    address: str
    password: str


@contextmanager
def real_site(folder: Path, database_url: str) -> Iterator[RealSite]:
    """The demo site on a free port, with everything it keeps in ``folder``."""
    environment = own_environment(folder, database_url)
    prepare_demo(environment)
    with served(environment) as site:
        yield site


def own_environment(folder: Path, database_url: str) -> dict[str, str]:
    """Settings for a site of its own on a free port."""
    return {
        **{name: value for name, value in os.environ.items() if "WIJKSAFARI" not in name},
        "WIJKSAFARI_INSTANCE": str(folder),
        "WIJKSAFARI_PORT": str(_free_port()),
        "DATABASE_URL": database_url,
    }


def prepare_demo(environment: dict[str, str]) -> None:
    """``demo``, in this environment."""
    subprocess.run(
        [*_PROGRAM, "demo"], cwd=PROJECT, env=environment, check=True, capture_output=True
    )


@contextmanager
def served(environment: dict[str, str], *options: str) -> Iterator[RealSite]:
    """The demo that was prepared in this environment."""
    site = subprocess.Popen(
        [*_PROGRAM, "serve", "--with-worker", *options],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{environment['WIJKSAFARI_PORT']}"
        _wait_for(address, site)
        yield RealSite(address, _password(Path(environment["WIJKSAFARI_INSTANCE"])))
    finally:
        site.terminate()
        site.wait(timeout=PATIENCE)


def _password(folder: Path) -> str:
    text = (folder / "demo-account.txt").read_text()
    return next(line.split(":", 1)[1].strip() for line in text.splitlines() if "achtwoord:" in line)


def _free_port() -> int:
    """A port that nobody else is given while the tests run: it takes long before the site is there.

    Whoever listens may share it, for it is held without listening.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _HELD.append(held)
    port: int = held.getsockname()[1]
    return port


def _wait_for(address: str, site: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert site.poll() is None, f"the site ended with {site.returncode}"
        try:
            urlopen(f"{address}/static/icon.svg", timeout=10).close()  # noqa: S310 a site of our own
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the site did not start within {PATIENCE} seconds")
