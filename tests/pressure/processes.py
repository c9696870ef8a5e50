"""Processes of a site under pressure, which may be killed at any moment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wijksafari.config import PROJECT


@dataclass
class Worker:
    """A process that told its port (or any number) once it was ready."""

    process: subprocess.Popen[str]
    port: int

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.process.kill()
        self.process.wait()


def start(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start ``python -m module``; ``ready`` waits for it."""
    run = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(run, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def ready(process: subprocess.Popen[str]) -> Worker:
    """Wait for the number it prints."""
    assert process.stdout is not None
    return Worker(process, int(process.stdout.readline()))


def start_web(folder: Path, database_url: str, *, locks: bool = True) -> subprocess.Popen[str]:
    """A process that serves the site."""
    return start("tests.pressure.web_worker", str(folder), database_url, str(int(locks)))


@contextmanager
def web_workers(
    count: int, folder: Path, database_url: str, *, locks: bool = True
) -> Iterator[Sequence[Worker]]:
    """So many processes that serve one site; gone after."""
    processes = [start_web(folder, database_url, locks=locks) for _ in range(count)]
    try:
        yield [ready(process) for process in processes]
    finally:
        for process in processes:
            with process:
                process.kill()
