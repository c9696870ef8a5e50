"""Several workers at once do each round once; the proof takes the lock away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.services.hosts.at_once import WORKERS, all_at_once
from tests.services.worlds_host_requests import create_asking
from tests.worlds import create_user
from wijksafari.database import Database
from wijksafari.models import JournalEntry, Location
from wijksafari.services.hosts.doors import follow_doors
from wijksafari.services.hosts.outgrown import tell_outgrown
from wijksafari.services.mail.post import Post

ROUNDS = {"outgrown": (tell_outgrown, "alert", 5), "doors": (follow_doors, "change", 1)}


@pytest.mark.parametrize("name", ROUNDS)
def test_six_workers_at_once_do_it_once(database: Database, name: str) -> None:
    assert _flaws(database, *ROUNDS[name], locks=True) == []


@pytest.mark.parametrize("name", ROUNDS)
def test_without_the_lock_it_is_done_twice_or_rounds_fail(database: Database, name: str) -> None:
    assert _flaws(database, *ROUNDS[name], locks=False) != []


def _flaws(
    database: Database,
    work: Callable[[Session, Post, datetime], int],
    kind: str,
    notes: int,
    *,
    locks: bool,
) -> list[str]:
    with database.writing.begin() as session:
        asking = create_asking(session, organiser=create_user(session))
        asking.ask()
        asking.safari.group_size = asking.safari.capacity = 20
        session.execute(update(Location).values(entrance="Om de hoek"))
        now = asking.now + timedelta(minutes=1)
    done = all_at_once(database, work, now, locks=locks)
    with database.reading() as session:
        count = select(func.count(JournalEntry.id)).filter_by(kind=kind, at=now)
        written = session.scalar(count)
    right = {
        "no round fails": None not in done,
        "one round does it": sorted(each or 0 for each in done) == [0] * (WORKERS - 1) + [1],
        "it is written once": written == notes,
    }
    return [sentence for sentence, so in right.items() if not so]
