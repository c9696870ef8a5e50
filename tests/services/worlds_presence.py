"""An evening under way, and what phones send of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tests.worlds import ACTOR, STARTS_AT
from wijksafari.models import Safari
from wijksafari.services.riding.intake import Answer, take_in
from wijksafari.services.riding.phone_batch import Batch
from wijksafari.services.riding.presence import Attendee, presence_of

NOW = STARTS_AT + timedelta(hours=1)
MINUTE = 60_000  # as phones count


def key(number: int) -> str:
    """The key of the so many-th thing that a phone keeps."""
    return str(UUID(int=number))


def told(number: int, type_: str, person: str = "", *, at: int = 0, **more: Any) -> dict[str, Any]:
    """One action; ``at`` in minutes before it is sent."""
    return {"key": key(number), "type": type_, "person": person, "at": -at * MINUTE, **more}


def send(session: Session, safari: Safari, *actions: dict[str, Any], now: datetime = NOW) -> Answer:
    """A phone sends these."""
    return take_in(session, safari, Batch(0, actions), actor=ACTOR, now=now)


def of(session: Session, safari: Safari, name: str) -> Attendee:
    """What is known about the one of this name."""
    (found,) = [each for each in presence_of(session, safari) if each.name == name]
    return found
