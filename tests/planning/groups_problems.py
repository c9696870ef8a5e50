"""What the tests of groups look at: random small evenings, and rules checked anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.planning.worlds import (
    StraightRoads,
    at,
    create_activity,
    create_evening,
    create_location,
    occurring,
)
from wijksafari.planning.groups import GroupPlan, split
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.travel import Rides
from wijksafari.planning.windows import visit_seconds

_CLOCKS = ("17.00", "17.30", "18.00", "18.15", "18.30", "19.00", "19.30", "20.00", "20.30", "21.00")


@dataclass(frozen=True)
class Problem:
    """Everything ``split`` is asked with."""

    evening: Evening
    stops: tuple[Location, ...]
    occurrences: tuple[Occurrence, ...]
    rides: Rides
    groups: int
    changeover_minutes: int = 5

    def split(self) -> GroupPlan:
        return split(
            self.evening,
            self.stops,
            self.occurrences,
            self.rides,
            self.groups,
            changeover_minutes=self.changeover_minutes,
        )


def problem(
    stops: Sequence[Location],
    groups: int = 2,
    *,
    hours: dict[str, tuple[str, str]] | None = None,
    changeover_minutes: int = 5,
    **evening: int,
) -> Problem:
    """``stops`` on the plane, open from 17.00 to 21.00 but for ``hours``."""
    asked = create_evening(**evening)
    activities = [
        create_activity(stop, *(hours or {}).get(stop.id, ("17.00", "21.00"))) for stop in stops
    ]
    rides = Rides(StraightRoads(), asked, stops)
    return Problem(asked, tuple(stops), occurring(*activities), rides, groups, changeover_minutes)


def random_problem(seed: int, groups: int, stops: int) -> Problem:
    """Stops up to a quarter of an hour away, some open for a part of the evening only."""
    draw = random.Random(seed)
    places = [
        create_location(f"Plek {n}", at(draw.randint(-9, 9), draw.randint(-9, 9)))
        for n in range(stops)
    ]
    hours = {}
    for place in places:
        opens, closes = sorted(draw.sample(range(len(_CLOCKS)), 2))
        hours[place.id] = (_CLOCKS[opens], _CLOCKS[closes])
        if draw.random() < 0.5:
            del hours[place.id]
    visit = draw.choice((10, 20, 30))
    return problem(
        places,
        groups,
        hours=hours,
        changeover_minutes=draw.choice((0, 5, 15)),
        min_visit_minutes=visit,
        max_visit_minutes=visit + draw.choice((0, 10)),
        duration_minutes=draw.choice((90, 120, 180)),
    )


def broken_rules(itineraries: Sequence[Itinerary], asked: Problem) -> list[str]:
    """Everything the groups' times get wrong, told by their moments alone."""
    found = [
        f"{len(itineraries)} groups"
        for _ in range(len({frozenset(_stops(each)) for each in itineraries}) - 1)
    ]
    for number, each in enumerate(itineraries):
        found += [f"group {number}: {fault}" for fault in _faults(each, asked)]
    for stop in asked.stops:
        stays = sorted(
            (visit.arrival, visit.departure)
            for each in itineraries
            for visit in each.visits
            if visit.location == stop
        )
        found += [
            f"two groups at {stop.name}"
            for (_, leaves), (arrives, _) in pairwise(stays)
            if (arrives - leaves).total_seconds() < 60 * asked.changeover_minutes
        ]
    return found


def _faults(itinerary: Itinerary, asked: Problem) -> list[str]:
    evening = asked.evening
    places = [evening.meeting_point, *(v.location.point for v in itinerary.visits), evening.finish]
    arrivals = [*(visit.arrival for visit in itinerary.visits), itinerary.arrives]
    departures = [itinerary.departs, *(visit.departure for visit in itinerary.visits)]
    found = [fault for visit in itinerary.visits for fault in _visit_faults(visit, evening)]
    if sorted(_stops(itinerary)) != sorted(stop.id for stop in asked.stops):
        found.append("not every stop once")
    if (itinerary.departs - evening.start).total_seconds() < evening.departs:
        found.append("away too early")
    if (itinerary.arrives - evening.start).total_seconds() > evening.must_finish:
        found.append("home too late")
    for (one, other), leaves, arrives in zip(pairwise(places), departures, arrivals, strict=True):
        if not 0 <= (arrives - leaves).total_seconds() - asked.rides.seconds(one, other) < 60:
            found.append("a ride that takes another time")
    return found


def _visit_faults(visit: Visit, evening: Evening) -> list[str]:
    met = visit.occurrence
    if met is None:
        return ["nothing met"]
    shortest, longest = visit_seconds(met.activity, evening)
    length = (visit.departure - visit.start).total_seconds()
    parked = (visit.start - visit.arrival).total_seconds() - 60 * evening.parking_minutes
    faults = {
        "before it opens": visit.start < met.opens,
        "after it closes": visit.departure > met.closes,
        "too short": length < shortest,
        "too long": length > longest,
        "no time to park": parked < 0 or parked != visit.wait_seconds,
    }
    return [fault for fault, is_so in faults.items() if is_so]


def _stops(itinerary: Itinerary) -> list[str]:
    return [visit.location.id for visit in itinerary.visits]
