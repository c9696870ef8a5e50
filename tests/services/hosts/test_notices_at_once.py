"""Several workers at once tell every host once; the proof takes the lock away."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from tests.pressure.web_worker import forget_locks
from tests.services.worlds_hosts import MINUTE, create_waiting
from tests.worlds import POST
from wijksafari.database import Database, open_database
from wijksafari.models import Message
from wijksafari.services.hosts.notices import tell_hosts

WORKERS = 6


def test_six_workers_at_once_tell_every_host_once(database: Database) -> None:
    assert _flaws(database, locks=True) == []


def test_without_the_lock_hosts_are_told_twice_or_rounds_fail(database: Database) -> None:
    assert _flaws(database, locks=False) != []


def _flaws(database: Database, *, locks: bool) -> list[str]:
    """Let all hosts have been told once already, so that no new row decides the race."""
    with database.writing.begin() as session:
        waiting = create_waiting(session)
        waiting.leave_late(8)
        stops = waiting.tell()
        second = waiting.plan.visits[0]
        waiting.report("arrived", second.location.id, second.arrival + 20 * MINUTE)
        now = waiting.now + MINUTE
    told = _all_at_once(database, now, locks=locks)
    with database.reading() as session:
        found = Counter(session.scalars(select(Message.to_email).where(Message.created_at == now)))
    right = {
        "no round fails": None not in told,
        "one round tells all": sorted(each or 0 for each in told)[-1] == stops - 1,
        "each host gets one mail": set(found.values()) == {1} and len(found) == stops - 1,
    }
    return [sentence for sentence, so in right.items() if not so]


def _all_at_once(database: Database, now: datetime, *, locks: bool) -> list[int | None]:
    """How many mails each worker's round wrote; None where it failed."""
    together = Barrier(WORKERS)
    url = database.engine.url.render_as_string(hide_password=False)

    def round_of_one_worker(_: int) -> int | None:
        own = open_database(url)
        try:
            if not locks:
                forget_locks(own.engine)
            with own.writing.begin() as session:
                together.wait(timeout=60)
                return tell_hosts(session, POST, now)
        except DBAPIError:
            return None
        finally:
            own.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(round_of_one_worker, range(WORKERS)))
