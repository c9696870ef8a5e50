"""Two leaders who tap at the same moment, each in a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.pressure.web_worker import forget_locks
from tests.services.worlds_rides import ANNE, BAS, MINUTE, Evening, create_evening
from wijksafari.database import Database, open_database
from wijksafari.errors import StaleError
from wijksafari.models import Safari
from wijksafari.services.journal import Actor

Tap = Callable[[Evening, Actor], object]

LEADERS = (ANNE, BAS)


@pytest.fixture
def uid(database: Database) -> str:
    """The safari of an evening that is half an hour late."""
    with database.writing.begin() as session:
        evening = create_evening(session)
        evening.leave_late(30)
        return evening.safari.uid


def tapped(database: Database, uid: str, tap: Tap, *, locks: bool = True) -> list[str]:
    """What came of the tap of each of two leaders, on connections of their own.

    Nobody writes before the other is about to write too, or waits for a lock.
    """
    together = Barrier(len(LEADERS))

    def one(who: Actor) -> str:
        with _connected(database, together, locks=locks) as own, own.writing.begin() as session:
            return str(tap(_evening(session, uid), who))

    def told(who: Actor) -> str:
        try:
            return one(who)
        except (DBAPIError, StaleError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(LEADERS)) as pool:
        return sorted(pool.map(told, LEADERS))


@contextmanager
def _connected(database: Database, together: Barrier, *, locks: bool) -> Iterator[Database]:
    own = open_database(database.engine.url.render_as_string(hide_password=False))
    if not locks:
        forget_locks(own.engine)
    waited: list[bool] = []

    def wait(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("INSERT") and not waited:
            waited.append(True)
            try:
                together.wait(timeout=1)
            except BrokenBarrierError:
                return  # the other waits for the lock

    event.listen(own.engine, "before_cursor_execute", wait)
    try:
        yield own
    finally:
        own.close()


def _evening(session: Session, uid: str) -> Evening:
    return Evening(session, session.query(Safari).filter_by(uid=uid).one())


def arrive(evening: Evening, who: Actor) -> str:
    stop = evening.agreed.visits[0]
    done = evening.tell("arrived", stop.location.id, stop.arrival + 30 * MINUTE, who=who)
    return "counts" if done.first is None else "already told"


def finish(evening: Evening, _who: Actor) -> str:
    return evening.go("finish", evening.agreed.departs + 31 * MINUTE).choice


def test_of_two_arrivals_at_once_one_counts_and_the_other_hears_so(
    database: Database, uid: str
) -> None:
    assert tapped(database, uid, arrive) == ["already told", "counts"]


def test_without_the_lock_both_arrivals_count_or_one_is_lost(database: Database, uid: str) -> None:
    assert tapped(database, uid, arrive, locks=False) != ["already told", "counts"]


def test_of_the_same_choice_made_twice_at_once_one_is_made(database: Database, uid: str) -> None:
    assert tapped(database, uid, finish) == ["StaleError", "finish"]


def test_without_the_lock_both_make_it_or_one_is_lost(database: Database, uid: str) -> None:
    assert tapped(database, uid, finish, locks=False) != ["StaleError", "finish"]
