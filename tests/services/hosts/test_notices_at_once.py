"""Several workers at once tell every host once; the proof takes the lock away."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from tests.services.hosts.at_once import all_at_once
from tests.services.worlds_hosts import MINUTE, create_waiting
from wijksafari.database import Database
from wijksafari.models import Message
from wijksafari.services.hosts.notices import tell_hosts


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
    told = all_at_once(database, tell_hosts, now, locks=locks)
    with database.reading() as session:
        found = Counter(session.scalars(select(Message.to_email).where(Message.created_at == now)))
    right = {
        "no round fails": None not in told,
        "one round tells all": sorted(each or 0 for each in told)[-1] == stops - 1,
        "each host gets one mail": set(found.values()) == {1} and len(found) == stops - 1,
    }
    return [sentence for sentence, so in right.items() if not so]
