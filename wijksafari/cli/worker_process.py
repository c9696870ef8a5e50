"""The worker as a process beside the site, started again whenever it dies."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_PAUSE = 1.0
_LONGEST_GOODBYE = 30.0


@contextmanager
def worker_beside(environ: Mapping[str, str]) -> Iterator[None]:
    """Run ``python -m wijksafari work`` in this environment for as long as this lasts."""
    done = threading.Event()
    keeper = threading.Thread(target=_keep_running, args=(done, environ), name="worker keeper")
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


@contextmanager
def ending_on_sigterm() -> Iterator[None]:
    """Within this, SIGTERM ends the program as Ctrl+C does, so that it cleans up."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _keep_running(done: threading.Event, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "wijksafari", "work", "--parent", str(os.getpid())]
    while not done.is_set():
        # A session of its own: Ctrl+C reaches the site, which then stops the worker, once.
        process = subprocess.Popen(command, start_new_session=True, env=environ)  # noqa: S603
        while process.poll() is None and not done.wait(0.2):
            pass
        _stop(process)
        done.wait(_PAUSE)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_LONGEST_GOODBYE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
