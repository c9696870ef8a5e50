"""A slow and unsteady machine, for ``make test-shaken``: what goes wrong only there shows here.

Python imports this by itself wherever its folder is on ``PYTHONPATH``, so also in the sites
that tests serve in processes of their own. ``SHAKEN_DELAY`` is how long, in seconds, answers
are kept waiting on average, and ``SHAKEN_SLOWDOWN`` how many times slower pages compute.
"""

import functools
import os
import random
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page
from waitress.task import WSGITask
from werkzeug.serving import WSGIRequestHandler

DELAY = float(os.environ.get("SHAKEN_DELAY", "0.08"))
SLOWDOWN = float(os.environ.get("SHAKEN_SLOWDOWN", "3"))
HICCUPS = 0.04  # how many of all answers take about a second longer


def _late(answer: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(answer)
    def answer_late(*given: Any) -> None:
        wait = min(random.expovariate(1 / DELAY), 6 * DELAY)
        time.sleep(wait + (random.uniform(0.3, 1.2) if random.random() < HICCUPS else 0))
        answer(*given)

    return answer_late


def _slowed(open_page: Callable[[BrowserContext], Page]) -> Callable[[BrowserContext], Page]:
    @functools.wraps(open_page)
    def open_slow_page(context: BrowserContext) -> Page:
        page = open_page(context)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        return page

    return open_slow_page


WSGITask.execute = _late(WSGITask.execute)
WSGIRequestHandler.run_wsgi = _late(WSGIRequestHandler.run_wsgi)  # type: ignore[method-assign]
BrowserContext.new_page = _slowed(BrowserContext.new_page)  # type: ignore[assignment, method-assign]
