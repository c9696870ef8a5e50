"""Work that takes minutes, as its row tells: waiting, taken up, or left by a silent worker.

Whoever takes work up gets a claim to it. Only with that claim can one say how
far the work is, and how it ended: a worker that was silent for too long has
lost it to the next one, and may notice only when it is done.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from wijksafari.models import CatalogueImport, StreetFetch

# A worker that is alive says so every few seconds.
GIVEN_UP = timedelta(seconds=90)
_LONGEST_SAID = 300

WorkT = TypeVar("WorkT", bound=CatalogueImport | StreetFetch)


class ClaimLostError(Exception):
    """The work is no longer this worker's: another took it up, or nobody wants it any more."""


@dataclass(frozen=True, slots=True)
class Claim(Generic[WorkT]):
    """Work that somebody took up: its row in ``table``, and the name of whoever does it."""

    table: type[WorkT]
    number: int
    worker: str


def any_wanted(session: Session, table: type[WorkT], now: datetime) -> bool:
    """Whether a worker has something to do."""
    return session.scalar(select(table.id).where(_free(table, now)).limit(1)) is not None


def claim_longest_waiting(
    session: Session, table: type[WorkT], now: datetime
) -> tuple[WorkT, Claim[WorkT]] | None:
    """What waits longest, now taken up; None where nothing waits, or somebody else just did."""
    query = select(table).where(_free(table, now)).order_by(table.id).limit(1)
    row = session.scalar(query.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.state, row.beat_at, row.problem = "busy", now, ""
    row.worker = secrets.token_hex(16)
    return row, Claim(table, row.id, row.worker)


def claimed(session: Session, claim: Claim[WorkT]) -> WorkT:
    """The row of the work, which nobody else can take up meanwhile. Raises ClaimLostError."""
    row = session.get(claim.table, claim.number, with_for_update=True)
    if row is None or row.state != "busy" or row.worker != claim.worker:
        raise ClaimLostError
    return row


def beat(session: Session, claim: Claim[WorkT], now: datetime, said: str = "") -> WorkT:
    """A sign of life, and how far it is where that is new. Raises ClaimLostError."""
    row = claimed(session, claim)
    row.beat_at = now
    row.said = said[:_LONGEST_SAID] or row.said
    return row


def let_go(session: Session, claim: Claim[WorkT]) -> None:
    """The worker has to stop: let another take it up at once. Raises ClaimLostError."""
    row = claimed(session, claim)
    row.state, row.beat_at, row.worker = "waiting", None, ""


def state_now(row: CatalogueImport | StreetFetch, now: datetime) -> str:
    """How it stands; what a worker left by going silent waits for another."""
    given_up = row.beat_at is None or row.beat_at < now - GIVEN_UP
    return "waiting" if row.state == "busy" and given_up else row.state


def _free(table: type[WorkT], now: datetime) -> ColumnElement[bool]:
    silent = or_(table.beat_at.is_(None), table.beat_at < now - GIVEN_UP)
    return or_(table.state == "waiting", (table.state == "busy") & silent)
