"""The planner served on loopback, with the small named world of the page tests.

It runs in a process of its own, under the server that serves it in earnest:
``python -m tests.browser.planner_site FOLDER DATABASE`` prints its port, the
cookie of an adviser who is logged in, and serves.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import waitress
from flask import Flask
from playwright.sync_api import BrowserContext
from sqlalchemy.orm import Session

from tests.databases import template_database
from tests.web.logins import log_in as web_log_in
from tests.web.world import NOW, STREETS, build
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings
from wijksafari.jobs.deliver import deliver_due
from wijksafari.jobs.tools import Tools

# The adviser's cookie, by the address of each site that runs.
LOGINS: dict[str, str] = {}


def log_in(context: BrowserContext) -> BrowserContext:
    """The same ``context``, on every site logged in as adviser of the wijk ``proefwijk``."""
    for address, cookie in LOGINS.items():
        context.add_cookies([{"name": "wijksafari", "value": cookie, "url": address}])
    return context


@contextmanager
def planner_site(
    folder: Path, more: Callable[[Session], object] = lambda _session: None
) -> Iterator[str]:
    """The address of a running site that keeps everything in ``folder``; ``more`` adds to it."""

    def fill(session: Session) -> None:
        build(session)
        more(session)

    with template_database(folder, fill) as url:
        site = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.planner_site", str(folder), url],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        address = ""
        try:
            assert site.stdout is not None
            address = f"http://127.0.0.1:{int(site.stdout.readline())}"
            LOGINS[address] = site.stdout.readline().strip()
            yield address
        finally:
            # Cookies do not tell ports apart: that of a site that is gone hides the others.
            LOGINS.pop(address, None)
            site.terminate()
            site.communicate(timeout=60)


def main(folder: Path, database_url: str) -> None:
    """Serve the world that lies in the database."""
    (folder / "streets").mkdir(parents=True)
    shutil.copyfile(PROJECT / "data" / STREETS, folder / "streets" / STREETS)
    settings = Settings(
        instance=folder,
        secret_key="secret in tests only",
        database_url=database_url,
    )
    app = create_app(settings, now=lambda: NOW)
    _deliver(app)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
    sys.stdout.write(f"{server.effective_port}\n{_cookie(app)}\n")
    sys.stdout.flush()
    server.run()


def _deliver(app: Flask) -> None:
    """Keep the mails that lie in the outbox as files, as the worker would in time."""
    made = app.extensions["wijksafari"]
    later = NOW + timedelta(days=30)
    deliver_due(
        Tools(
            made.settings,
            made.database,
            made.post,
            lambda: later,
            made.open_map,
            made.find_address,
        )
    )


def _cookie(app: Flask) -> str:
    with app.test_client() as client:
        cookie = web_log_in(client).get_cookie("wijksafari")
    assert cookie is not None
    return cookie.value


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
