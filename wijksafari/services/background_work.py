"""Work that takes minutes, as its row tells: waiting, taken up, or left by a silent worker."""

from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from wijksafari.models import CatalogueImport, StreetFetch

# A worker that is alive says so every few seconds.
GIVEN_UP = timedelta(seconds=90)
_LONGEST_SAID = 300

WorkT = TypeVar("WorkT", bound=CatalogueImport | StreetFetch)


def any_wanted(session: Session, table: type[WorkT], now: datetime) -> bool:
    """Whether a worker has something to do."""
    return session.scalar(select(table.id).where(_free(table, now)).limit(1)) is not None


def longest_waiting(session: Session, table: type[WorkT], now: datetime) -> WorkT | None:
    """What waits longest, now taken up; None where nothing waits, or somebody else just did."""
    query = select(table).where(_free(table, now)).order_by(table.id).limit(1)
    row = session.scalar(query.with_for_update(skip_locked=True))
    if row is not None:
        row.state, row.beat_at, row.problem = "busy", now, ""
    return row


def beat(
    session: Session, table: type[WorkT], number: int, now: datetime, said: str = ""
) -> WorkT | None:
    """A sign of life, and how far it is where that is new; None where nobody wants it any more."""
    row = session.get(table, number, with_for_update=True)
    if row is None or row.state != "busy":
        return None
    row.beat_at = now
    row.said = said[:_LONGEST_SAID] or row.said
    return row


def let_go(session: Session, table: type[WorkT], number: int) -> None:
    """The worker has to stop: let another take it up at once."""
    row = session.get(table, number, with_for_update=True)
    if row is not None and row.state == "busy":
        row.state, row.beat_at = "waiting", None


def state_now(row: CatalogueImport | StreetFetch, now: datetime) -> str:
    """How it stands; what a worker left by going silent waits for another."""
    given_up = row.beat_at is None or row.beat_at < now - GIVEN_UP
    return "waiting" if row.state == "busy" and given_up else row.state


def _free(table: type[WorkT], now: datetime) -> ColumnElement[bool]:
    silent = or_(table.beat_at.is_(None), table.beat_at < now - GIVEN_UP)
    return or_(table.state == "waiting", (table.state == "busy") & silent)
