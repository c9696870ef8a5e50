"""What was reported of an evening that then moved to another day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from wijksafari.models import HostNotice, RideAction, Safari
from wijksafari.services.journal import Actor
from wijksafari.services.riding.checks import OPENS


def undo_earlier_evening(session: Session, safari: Safari, *, actor: Actor, now: datetime) -> None:
    """Let nothing count that was reported before ``safari``, at its new time, opens.

    Somebody who tried the buttons has not left yet, and who was checked in is not
    there. What hosts heard of that evening says nothing about this one.
    """
    opens = safari.starts_at - OPENS
    earlier = update(RideAction).where(
        RideAction.safari_id == safari.id,
        RideAction.undone_at.is_(None),
        RideAction.at < opens,
    )
    session.execute(earlier.values(undone_at=now, undone_by=actor.name))
    session.execute(
        delete(HostNotice).where(HostNotice.safari_id == safari.id, HostNotice.told_at < opens)
    )
