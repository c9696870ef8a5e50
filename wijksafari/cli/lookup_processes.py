"""Lookups beside the mail, each kind in a process of its own that ends when nothing waits.

What it takes in memory and time, and what goes wrong in it, is no trouble of
the worker's: mail leaves as ever.
"""

import logging
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijksafari.jobs.tools import Tools

_AFTER_FAILURE = 30.0
_LONGEST_GOODBYE = 10.0

log = logging.getLogger(__name__)


class LookupProcesses:
    """The lookups that run now, by name; ``environ`` is theirs."""

    def __init__(self, tools: "Tools", environ: Mapping[str, str]) -> None:
        self._tools = tools
        self._environ = environ
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._not_before: dict[str, float] = {}

    def look(self) -> None:
        """Start what is wanted and does not run yet."""
        from wijksafari.jobs.lookups import wanted_lookups

        for name, process in list(self._running.items()):
            if process.poll() is not None:
                del self._running[name]
                # One that cannot even start would otherwise be tried every second.
                pause = _AFTER_FAILURE if process.returncode else 0
                self._not_before[name] = time.monotonic() + pause
        for name in wanted_lookups(self._tools):
            if name not in self._running and time.monotonic() >= self._not_before.get(name, 0):
                self._start(name)

    def stop(self) -> None:
        """End them; what they had begun is taken up again another time."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(_LONGEST_GOODBYE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, name: str) -> None:
        command = [sys.executable, "-m", "wijksafari", "lookup", name]
        try:
            # A session of its own: Ctrl+C reaches the worker, which then stops it, once.
            self._running[name] = subprocess.Popen(  # noqa: S603
                command, start_new_session=True, env=self._environ
            )
        except OSError as error:
            log.warning("lookup %s cannot be started: %s", name, type(error).__name__)
            self._not_before[name] = time.monotonic() + _AFTER_FAILURE
