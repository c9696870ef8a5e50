"""Workers in processes of their own, to be stopped and killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.jobs.world import World
from wijksafari.config import PROJECT


@contextmanager
def running(world: World, *command: str) -> Iterator[subprocess.Popen[str]]:
    """``python -m wijksafari …`` on this world; killed in the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wijksafari", *(command or ("work",))],
        cwd=PROJECT,
        env=environment(world),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that run in the background ignore Ctrl+C, and so would what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def environment(world: World) -> dict[str, str]:
    settings = world.tools.settings
    return {
        **os.environ,
        "WIJKSAFARI_INSTANCE": str(settings.instance),
        "WIJKSAFARI_SECRET_KEY": settings.secret_key,
        "WIJKSAFARI_SMTP_URL": settings.smtp_url,
        "WIJKSAFARI_MAIL_FROM": "Wijksafari <post@wijksafari.test>",
        "DATABASE_URL": settings.database_url,
        "PYTHONUNBUFFERED": "1",
    }


def wait_until(true: Callable[[], bool], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never became so"
        time.sleep(0.005)
