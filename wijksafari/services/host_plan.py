"""Who comes when to each stop of a safari, as its plan has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.host_visits import GroupVisit, Terms, in_order
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.problem import Location
from wijksafari.services.group_tours import group_rows
from wijksafari.services.riding_groups import groups_of
from wijksafari.services.safaris import SafariDraft


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop with its visits, in the order in which groups come."""

    location: Location
    visits: tuple[GroupVisit, ...]


Stops = Mapping[str, Stop]


def stops_of(session: Session, safari: Safari) -> Stops:
    """The stops as they are planned now, by location id, in the order in which they are reached."""
    tours = [group.tour for group in groups_of(session, safari)]
    return _stops(tours, most_at_once(safari))


def stops_of_draft(session: Session, safari: Safari, draft: SafariDraft) -> Stops:
    """The same once ``draft`` replaces the safari's tour."""
    groups = len(group_rows(session, safari))
    keeps_groups = groups > 1 and len(draft.group_tours) == groups
    return _stops(draft.group_tours if keeps_groups else (draft.tour,), most_at_once(safari))


def stops_of_tours(safari: Safari, tours: Sequence[PlannedTour]) -> Stops:
    """The same once its groups ride these tours, by number."""
    return _stops(tours, most_at_once(safari))


def most_at_once(safari: Safari) -> int:
    """How many people come to a stop together at most, as was agreed."""
    return min(safari.capacity, safari.group_size)


def asked_visits(row: HostRequest) -> tuple[GroupVisit, ...]:
    """What the host was asked."""
    return _read(row.visits)


def told_visits(row: HostRequest) -> tuple[GroupVisit, ...]:
    """What the host counts on: what it heard last."""
    return _read(row.told) or _read(row.visits)


def terms_of(row: HostRequest) -> Terms:
    """What the host asks for with "yes, but"."""
    if row.answer != "yes_but":
        return Terms()
    return Terms(
        other_from=row.other_from, other_until=row.other_until, most_people=row.most_people
    )


def as_json(visits: Iterable[GroupVisit]) -> list[dict[str, Any]]:
    """As the table keeps them."""
    return [
        {
            "group": each.group,
            "arrival": each.arrival.isoformat(),
            "departure": each.departure.isoformat(),
            "people": each.people,
        }
        for each in visits
    ]


def _stops(tours: Sequence[PlannedTour], people: int) -> Stops:
    found: dict[str, list[GroupVisit]] = {}
    places: dict[str, Location] = {}
    for number, tour in enumerate(tours, 1):
        for location, visit in _visits(tour.itinerary, number, people):
            places.setdefault(location.id, location)
            found.setdefault(location.id, []).append(visit)
    stops = [Stop(places[each], in_order(visits)) for each, visits in found.items()]
    stops.sort(key=lambda stop: stop.visits[0].arrival)
    return {stop.location.id: stop for stop in stops}


def _visits(
    itinerary: Itinerary, number: int, people: int
) -> Iterable[tuple[Location, GroupVisit]]:
    for visit in itinerary.visits:
        yield (
            visit.location,
            GroupVisit(
                group=number,
                arrival=visit.arrival.astimezone(AMSTERDAM),
                departure=visit.departure.astimezone(AMSTERDAM),
                people=people,
            ),
        )


def _read(kept: Sequence[Mapping[str, Any]]) -> tuple[GroupVisit, ...]:
    return in_order(
        [
            GroupVisit(
                group=each["group"],
                arrival=datetime.fromisoformat(each["arrival"]).astimezone(AMSTERDAM),
                departure=datetime.fromisoformat(each["departure"]).astimezone(AMSTERDAM),
                people=each["people"],
            )
            for each in kept
        ]
    )
