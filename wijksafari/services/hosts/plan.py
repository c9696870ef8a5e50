"""Who comes when to each stop of a safari, as its plan has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, RidingGroup, Safari, SignUp
from wijksafari.planning.host_visits import GroupVisit, Terms, in_order
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.problem import Location
from wijksafari.services.groups.riding_groups import groups_of
from wijksafari.services.groups.tours import group_rows
from wijksafari.services.safaris.safaris import SafariDraft


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop with its visits, in the order in which groups come."""

    location: Location
    visits: tuple[GroupVisit, ...]


Stops = Mapping[str, Stop]


def stops_of(session: Session, safari: Safari) -> Stops:
    """The stops as they are planned now, by location id, in the order in which they are reached."""
    groups = groups_of(session, safari)
    riders = riders_in(session, safari, len(groups))
    people = [max(most_at_once(safari), riders[group.number]) for group in groups]
    return _stops([group.tour for group in groups], people)


def stops_of_draft(session: Session, safari: Safari, draft: SafariDraft) -> Stops:
    """The same once ``draft`` replaces the safari's tour."""
    groups = len(group_rows(session, safari))
    keeps_groups = groups > 1 and len(draft.group_tours) == groups
    tours = draft.group_tours if keeps_groups else (draft.tour,)
    riders = riders_in(session, safari, len(tours))
    return _stops(tours, [max(most_at_once(safari), riders[number]) for number in _numbers(tours)])


def stops_of_tours(safari: Safari, tours: Sequence[PlannedTour]) -> Stops:
    """The same once all who take part are divided over groups that ride these tours."""
    return _stops(tours, [most_at_once(safari) for _ in tours])


def most_at_once(safari: Safari) -> int:
    """How many people come to a stop together at most, as was agreed."""
    return min(safari.capacity, safari.group_size)


def riders_in(session: Session, safari: Safari, groups: int) -> Counter[int]:
    """How many take part by group, also where that is more than was agreed."""
    query = (
        select(RidingGroup.number, func.count(SignUp.id))
        .select_from(SignUp)
        .outerjoin(RidingGroup, SignUp.group_id == RidingGroup.id)
        .where(SignUp.safari_id == safari.id, SignUp.status == "taking_part")
        .group_by(RidingGroup.number)
    )
    found: Counter[int] = Counter()
    for number, count in session.execute(query):
        found[number if groups > 1 and number else 1] += count
    return found


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


def _numbers(tours: Sequence[PlannedTour]) -> range:
    return range(1, len(tours) + 1)


def _stops(tours: Sequence[PlannedTour], people: Sequence[int]) -> Stops:
    found: dict[str, list[GroupVisit]] = {}
    places: dict[str, Location] = {}
    for number, (tour, coming) in enumerate(zip(tours, people, strict=True), 1):
        for location, visit in _visits(tour.itinerary, number, coming):
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
