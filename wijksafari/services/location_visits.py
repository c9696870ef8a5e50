"""Which safaris to come stop at a location, so that nobody closes the door on a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood
from wijksafari.services.group_changes import safaris_to_come
from wijksafari.services.safaris import tour_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationVisit:
    """A safari's stop: from ``starts`` to ``ends``, local times of ``day``."""

    uid: str
    title: str
    day: date
    starts: datetime
    ends: datetime


def visits_to(
    session: Session, neighbourhood: Neighbourhood, code: str, now: datetime
) -> tuple[LocationVisit, ...]:
    """Every stop at location ``code`` that is planned, the soonest first."""
    found = [
        LocationVisit(
            uid=safari.uid,
            title=safari.title,
            day=visit.start.astimezone(AMSTERDAM).date(),
            starts=visit.start,
            ends=visit.departure,
        )
        for safari in safaris_to_come(session, neighbourhood, now)
        for visit in tour_of(safari).itinerary.visits
        if visit.location.id == code
    ]
    return tuple(sorted(found, key=lambda visit: (visit.starts, visit.uid)))
