"""How a group's evening goes: its plan, what was reported, and the times that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from wijksafari.models import RideAction, Safari
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.live import Happening, LiveTour, Report, live_tour
from wijksafari.planning.problem import Location
from wijksafari.render.programme import Names
from wijksafari.services.groups.riding_groups import Group, groups_of
from wijksafari.services.hosts.stops_now import stops_now
from wijksafari.services.riding.checks import MOVES
from wijksafari.services.riding.log import course_of
from wijksafari.services.safaris.safaris import names_of
from wijksafari.services.safaris.tour_json import itinerary_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """One group's evening as it goes.

    ``agreed`` is the programme everybody knows from before; ``tour`` what has
    become of it, by the last choice for the rest of the evening. ``skipped``
    are the stops that fell out on the way. ``changed_at`` is when we last heard
    something that moved the times; None where everything goes as agreed.
    ``stops`` are the places by id, with the doors and contacts that are known by now.
    """

    group: Group
    names: Names
    agreed: Itinerary
    tour: LiveTour
    skipped: tuple[Location, ...]
    changed_at: datetime | None
    stops: Mapping[str, Location] = field(default_factory=dict)


def rides_of(session: Session, safari: Safari) -> tuple[Ride, ...]:
    """Every group's evening, by number."""
    course = course_of(session, safari)
    return tuple(
        with_stops(session, safari, ride_by(safari, group, course))
        for group in groups_of(session, safari)
    )


def with_stops(session: Session, safari: Safari, ride: Ride) -> Ride:
    """The ride for whoever has to find the doors on it."""
    return replace(ride, stops=stops_now(session, safari, [ride.agreed, ride.tour.itinerary]))


def ride_by(safari: Safari, group: Group, course: Sequence[RideAction]) -> Ride:
    """The evening of ``group``; ``course`` is what was reported of all groups' movements."""
    own = [each for each in course if each.group_number == group.number]
    agreed = group.tour.itinerary
    plan = _plan(group, own)
    kept = {visit.location.id for visit in plan.visits}
    return Ride(
        group=group,
        names=names_of(safari),
        agreed=agreed,
        tour=live_tour(plan, _reports(own, agreed), agreed),
        skipped=tuple(v.location for v in agreed.visits if v.location.id not in kept),
        changed_at=max((each.undone_at or each.recorded_at for each in own), default=None),
    )


def _plan(group: Group, own: Sequence[RideAction]) -> Itinerary:
    """The last choice for the rest of the evening, unless the tour was saved anew after it."""
    plan = next((each.plan for each in reversed(own) if holds(each, group)), None)
    return group.tour.itinerary if plan is None else itinerary_from_json(plan)


def holds(action: RideAction, group: Group) -> bool:
    """Whether this is a choice for the rest of the evening that says how it goes."""
    counts = action.kind == "way_on" and action.undone_at is None
    return counts and action.recorded_at >= group.saved_at


def _reports(own: Sequence[RideAction], agreed: Itinerary) -> list[Report]:
    zone = agreed.evening.start.tzinfo
    return [
        Report(cast("Happening", each.kind), each.location_code, each.at.astimezone(zone))
        for each in own
        if each.kind in MOVES and each.undone_at is None
    ]
