"""A safari with a huisartsengroep of ten, of whom some come."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.worlds import create_invitation, create_practice, create_safari, create_sign_up
from wijksafari.models import JournalEntry, Message, Safari


def create_ten(session: Session, comes: int = 0, **overrides: Any) -> Safari:
    """A safari with two invited practices, 6 GPs and 4 POHs, of whom ``comes`` signed up."""
    safari = create_safari(session, **overrides)
    brug = create_practice(session, "De Brug", gps=6, practice_nurses=0)
    poort = create_practice(session, "De Poort", gps=0, practice_nurses=4)
    for practice in (brug, poort):
        create_invitation(session, safari, practice)
    for n in range(comes):
        create_sign_up(session, safari, brug if n < 6 else poort)
    return safari


def journal(session: Session) -> list[tuple[str, str, str]]:
    """Kind, what and why of every entry, oldest first."""
    entries = session.scalars(select(JournalEntry).order_by(JournalEntry.id))
    return [(each.kind, each.what.replace("\u00a0", " "), each.why) for each in entries]


def mails(session: Session, kind: str) -> list[Message]:
    """The mails of one kind in the outbox."""
    return list(session.scalars(select(Message).filter_by(kind=kind).order_by(Message.id)))
