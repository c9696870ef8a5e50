"""Signing up: pages and complete sign-ups per second, by eight visitors at once.

The real server on SQLite with every commit on the disk, and eight processes
that each ask one thing at a time. A complete sign-up is the form, the sending
of it and the page of thanks, with CSRF tokens, validation, templates, the
confirmation in the outbox and its calendar file; every visitor is somebody new,
who followed the practice's link just before. Each evening gets sixty of them.
"""

import http.client
import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing import Barrier, get_context
from pathlib import Path
from typing import Any

from benchmarks.plan_request import free_port, server
from tests.databases import template_database
from tests.pressure.visitor import create_visitor
from tests.pressure.world import create_coming_safari
from tests.worlds import SECRET_KEY

# The seconds each request of one visitor took, in order.
Wait = tuple[float, ...]

CLIENTS = 8
PAGES = 250  # by each client
VISITORS = 60  # of each client

_together: list[Any] = []


@dataclass(frozen=True)
class Yardstick:
    """What another gets done on two such cores, and what we are after."""

    name: str
    others: str
    target: str


PAGE = Yardstick("Sign-up page", "17/s, p95 277 ms", "at least 200/s, p95 at most 50 ms")
WHOLE = Yardstick("Complete sign-up", "1.9/s, p95 1300 ms", "at least 50/s, p95 at most 150 ms")


def main() -> None:
    """Print how many, and how long each visitor waits."""
    with tempfile.TemporaryDirectory() as folder:
        links: list[str] = []
        with template_database(
            Path(folder),
            lambda session: links.extend(
                create_coming_safari(session, capacity=VISITORS)[1] for _ in range(CLIENTS)
            ),
        ) as url:
            environ = {
                **os.environ,
                "WIJKSAFARI_INSTANCE": folder,
                "WIJKSAFARI_PORT": str(free_port()),
                "WIJKSAFARI_SECRET_KEY": SECRET_KEY,
                "WIJKSAFARI_PROXIES": "1",  # so that each visitor has an address of their own
                "DATABASE_URL": url,
            }
            with server(environ) as port:
                _measure(PAGE, partial(_pages, port), links)
                _measure(WHOLE, partial(_sign_ups, port), links)


def _measure(yardstick: Yardstick, work: Any, links: Sequence[str]) -> None:
    together = Barrier(CLIENTS)
    with ProcessPoolExecutor(
        CLIENTS, get_context("fork"), initializer=_together.append, initargs=(together,)
    ) as clients:
        seconds, spans = zip(*clients.map(work, range(CLIENTS), links), strict=True)
    waits = [each for one in seconds for each in one]
    took = max(end for _, end in spans) - min(begin for begin, _ in spans)
    print(f"{yardstick.name}, {CLIENTS} clients, {len(waits)} of them")
    print(f"  per second {len(waits) / took:6.0f}")
    print(f"  median     {1000 * statistics.median(map(sum, waits)):6.0f} ms")
    print(f"  p95        {1000 * _p95(map(sum, waits)):6.0f} ms")
    if len(waits[0]) > 1:
        print(f"  p95 of each request: {', '.join(_each(waits))} ms")
    print(f"  target            {yardstick.target}")
    print(f"  a well-known ticketing system, two such cores: {yardstick.others}")


def _p95(waits: Iterable[float]) -> float:
    ordered = sorted(waits)
    return ordered[int(0.95 * len(ordered)) - 1]


def _each(waits: Sequence[Wait]) -> Iterator[str]:
    return (f"{1000 * _p95(request):.0f}" for request in zip(*waits, strict=True))


def _pages(port: int, client: int, link: str) -> tuple[list[Wait], tuple[float, float]]:
    """The wait for every page, and when the first began and the last ended."""
    visitor = create_visitor(client)
    visitor.open(port, link)
    waits = []
    _together[0].wait()
    begin = time.perf_counter()
    for _ in range(PAGES):
        asked = time.perf_counter()
        visitor.reopen(port)
        waits.append((time.perf_counter() - asked,))
    end = time.perf_counter()
    visitor.close()
    return waits, (begin, end)


def _sign_ups(port: int, client: int, link: str) -> tuple[list[Wait], tuple[float, float]]:
    """The same of every complete sign-up."""
    visitors = [create_visitor(VISITORS * client + number) for number in range(VISITORS)]
    for visitor in visitors:
        visitor.open(port, link)
        visitor.close()
    waits = []
    _together[0].wait()
    begin = time.perf_counter()
    for visitor in visitors:
        moments = [time.perf_counter()]
        visitor.reopen(port)
        moments.append(time.perf_counter())
        answer, _ = visitor.send(port)
        moments.append(time.perf_counter())
        thanks, page = visitor.get(port, answer.getheader("Location", ""))
        moments.append(time.perf_counter())
        waits.append(tuple(after - before for before, after in pairwise(moments)))
        visitor.close()
        if (answer.status, thanks.status) != (http.client.SEE_OTHER, http.client.OK):
            raise SystemExit(f"the server answered {answer.status} and {thanks.status}")
        if "u gaat mee" not in page:
            raise SystemExit("somebody got no place")
    return waits, (begin, time.perf_counter())


if __name__ == "__main__":
    main()
