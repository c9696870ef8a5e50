"""Which safaris to come stop at a location, so that nobody closes the door on a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.itinerary import Visit
from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.windows import falls_on
from wijksafari.services.groups.riding_groups import groups_of_each
from wijksafari.services.practices.changes import safaris_to_come


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationVisit:
    """A group's stop on a safari: from ``starts`` to ``ends``, local times of ``day``."""

    uid: str
    title: str
    day: date
    starts: datetime
    ends: datetime

    def during(self, activity: Activity) -> bool:
        """Whether the group is there at hours of ``activity``."""
        starts = self.starts.astimezone(AMSTERDAM).time()
        return activity.opens <= starts < activity.closes


def stops_to_come(
    session: Session, neighbourhood: Neighbourhood, now: datetime
) -> Iterator[tuple[Safari, Visit]]:
    """Every stop of every group of the wijk's safaris to come."""
    coming = safaris_to_come(session, neighbourhood, now)
    for safari, groups in groups_of_each(session, coming):
        for group in groups:
            for visit in group.tour.itinerary.visits:
                yield safari, visit


def safaris_along(
    session: Session, neighbourhood: Neighbourhood, code: str, now: datetime
) -> list[Safari]:
    """The safaris to come of which any group visits location ``code``, the soonest first."""
    stops = stops_to_come(session, neighbourhood, now)
    along = dict.fromkeys(safari for safari, visit in stops if visit.location.id == code)
    return sorted(along, key=lambda safari: (safari.starts_at, safari.id))


def visits_to(
    session: Session, neighbourhood: Neighbourhood, code: str, now: datetime
) -> tuple[LocationVisit, ...]:
    """Every time that a group is to be at location ``code``, the soonest first."""
    found = {
        LocationVisit(
            uid=safari.uid,
            title=safari.title,
            day=visit.start.astimezone(AMSTERDAM).date(),
            starts=visit.start,
            ends=visit.departure,
        )
        for safari, visit in stops_to_come(session, neighbourhood, now)
        if visit.location.id == code
    }
    return tuple(sorted(found, key=lambda visit: (visit.starts, visit.uid)))


def visits_meeting(
    session: Session, neighbourhood: Neighbourhood, activity: Activity, now: datetime
) -> tuple[LocationVisit, ...]:
    """Those that are planned while ``activity`` is held by its rule, cancelled or not."""
    always = replace(activity, except_dates=frozenset())
    return tuple(
        visit
        for visit in visits_to(session, neighbourhood, activity.location_id, now)
        if falls_on(always, visit.day, Holidays()) and visit.during(activity)
    )
