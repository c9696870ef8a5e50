"""What happened to a safari, written down in the transaction in which it happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import JournalEntry, Safari

Kind = Literal["step", "mail", "decision", "change", "alert", "view"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: an organiser, or the program by itself (no ``user_id``)."""

    user_id: int | None
    name: str


PROGRAM = Actor(None, "wijksafari zelf")
PARTICIPANT = Actor(None, "een deelnemer")


def note(
    session: Session,
    safari: Safari,
    kind: Kind,
    what: str,
    *,
    actor: Actor,
    now: datetime,
    why: str = "",
) -> None:
    """Add an entry. ``what`` is a Dutch sentence without names of participants."""
    session.add(
        JournalEntry(
            safari_id=safari.id,
            at=now,
            user_id=actor.user_id,
            actor_name=actor.name,
            kind=kind,
            what=what,
            why=why,
        )
    )


def entries_of(session: Session, safari: Safari) -> Sequence[JournalEntry]:
    """Everything that happened to ``safari``, the newest first."""
    query = select(JournalEntry).filter_by(safari_id=safari.id)
    return session.scalars(query.order_by(JournalEntry.at.desc(), JournalEntry.id.desc())).all()
