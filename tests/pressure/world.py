"""An evening to sign up for by the real clock, which processes of their own look at."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.worlds import (
    POST,
    STARTS_AT,
    create_invitation,
    create_practice,
    create_safari,
    planned_tour,
)
from wijksafari import clock
from wijksafari.models import Safari
from wijksafari.services.safaris.tour_json import tour_to_json

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T.*\+00:00")


def create_coming_safari(session: Session, *, capacity: int) -> tuple[Safari, str]:
    """A safari ten weeks from now, and the link of a large practice that is invited."""
    evening = clock.now().replace(hour=17, minute=30, second=0, microsecond=0)
    starts_at = evening + timedelta(weeks=10)
    safari = create_safari(
        session,
        capacity=capacity,
        starts_at=starts_at,
        deadline=starts_at - timedelta(weeks=2),
    )
    invitation = create_invitation(session, safari, create_practice(session, gps=80))
    return safari, POST.links.url(invitation.link)


def create_evening_now(session: Session, **overrides: Any) -> Safari:
    """A confirmed evening that began five minutes ago, with the usual tour."""
    begins = clock.now().replace(microsecond=0) - timedelta(minutes=5)
    safari = create_safari(session, **{"state": "confirmed"} | overrides)
    safari.tour = _later(tour_to_json(planned_tour()), begins - STARTS_AT)
    safari.starts_at = begins
    session.flush()
    return safari


def _later(value: Any, by: timedelta) -> Any:
    """JSON in which every moment is later; days and times of day stay as they are."""
    match value:
        case dict():
            return {key: _later(each, by) for key, each in value.items()}
        case list() | tuple():
            return [_later(each, by) for each in value]
        case str() if _MOMENT.fullmatch(value):
            return (datetime.fromisoformat(value) + by).isoformat()
        case _:
            return value
