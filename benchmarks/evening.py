"""Following an evening: how often sixty phones can ask whether something changed.

The real server on SQLite and eight processes, each with some of the phones on a
connection of their own, that ask for one after the other without a pause. The
evening is under way, late, with half its stops behind it. Phones really ask
every fifteen seconds: sixty of them need four answers per second.
"""

import http.client
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import Barrier, get_context
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from benchmarks.plan_request import free_port, server
from tests.databases import template_database
from tests.pressure.visitor import create_visitor
from tests.pressure.world import create_evening_now
from tests.services.worlds_hosts import Waiting
from tests.worlds import POST, SECRET_KEY, create_sign_up
from wijksafari import clock
from wijksafari.services.hosts.links import host_link

PHONES, CLIENTS, ROUNDS = 60, 8, 30
PARTICIPANTS = "at least 100/s, p95 at most 150 ms"
HOSTS = "at least 40/s, p95 at most 300 ms"

_together: list[Any] = []


@dataclass(frozen=True)
class Links:
    """Private links that lead to the evening: those of all participants, and one host's."""

    participants: list[str]
    host: list[str]


def main() -> None:
    """Print how many answers there are, and how long each phone waits."""
    links = Links([], [])
    with (
        tempfile.TemporaryDirectory() as folder,
        template_database(Path(folder), partial(_evening, links)) as url,
    ):
        environ = {
            **os.environ,
            "WIJKSAFARI_INSTANCE": folder,
            "WIJKSAFARI_PORT": str(free_port()),
            "WIJKSAFARI_SECRET_KEY": SECRET_KEY,
            "WIJKSAFARI_PROXIES": "1",
            "DATABASE_URL": url,
        }
        with server(environ) as port:
            _measure("Participants' pages", port, links.participants, PARTICIPANTS)
            _measure("Hosts' pages", port, links.host * CLIENTS, HOSTS)


def _evening(links: Links, session: Session) -> None:
    safari = create_evening_now(session)
    waiting = Waiting(session, safari, now=clock.now())
    waiting.report("departed", "", waiting.now)
    for stop in waiting.stops[:2]:
        waiting.report("arrived", stop, waiting.now)
        waiting.report("departed", stop, waiting.now)
    for _ in range(PHONES):
        links.participants.append(POST.links.url(create_sign_up(session, safari).link))
    link = host_link(session, safari, waiting.stops[-1], POST, waiting.now)
    links.host.append(POST.links.url(link))


def _measure(name: str, port: int, links: Sequence[str], target: str) -> None:
    together = Barrier(CLIENTS)
    with ProcessPoolExecutor(
        CLIENTS, get_context("fork"), initializer=_together.append, initargs=(together,)
    ) as clients:
        shares = [links[number::CLIENTS] for number in range(CLIENTS)]
        seconds, spans = zip(*clients.map(partial(_follow, port), shares), strict=True)
    waits = sorted(each for one in seconds for each in one)
    took = max(end for _, end in spans) - min(begin for begin, _ in spans)
    print(f"{name}, {len(links)} phones, stand.json asked {len(waits)} times")
    print(f"  per second {len(waits) / took:6.0f}")
    print(f"  median     {1000 * statistics.median(waits):6.0f} ms")
    print(f"  p95        {1000 * waits[int(0.95 * len(waits)) - 1]:6.0f} ms")
    print(f"  target     {target}")


def _follow(port: int, links: Sequence[str]) -> tuple[list[float], tuple[float, float]]:
    """The wait for every answer, and when the first was asked and the last came."""
    phones = []
    for number, link in enumerate(links):
        phone = create_visitor(number)
        answer, _ = phone.get(port, link[link.index("/l/") :])
        phones.append((phone, f"{answer.getheader('Location', '')}/stand.json"))
    waits = []
    _together[0].wait()
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for phone, path in phones:
            asked = time.perf_counter()
            answer, _ = phone.get(port, path)
            waits.append(time.perf_counter() - asked)
            if answer.status != http.client.OK:
                raise SystemExit(f"the server answered {answer.status}")
    end = time.perf_counter()
    for phone, _ in phones:
        phone.close()
    return waits, (begin, end)


if __name__ == "__main__":
    main()
