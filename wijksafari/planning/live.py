"""An evening under way: what was reported so far, and the times that follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from wijksafari.planning.itinerary import Itinerary, Visit

Happening = Literal["departed", "arrived"]
Stage = Literal["before", "riding", "visiting", "finished"]

START = ""  # where one departs from first, and arrives at last


@dataclass(frozen=True, slots=True)
class Report:
    """A group rode off from a place or came to one.

    ``location_id`` is a stop's, or empty: departing that is the meeting point,
    arriving the finish.
    """

    kind: Happening
    location_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LiveTour:
    """A plan with the times of this evening.

    ``itinerary`` has every moment as reported, or as it is expected from there;
    its violations are what no longer fits. ``position`` counts visits: the one
    the group is at or rides to; with all of them behind it, it is their number.
    ``shifts`` are the seconds by which the arrival at each visit is later than
    planned, the finish last.
    """

    plan: Itinerary
    itinerary: Itinerary
    stage: Stage
    position: int
    shifts: tuple[int, ...]


def live_tour(plan: Itinerary, reports: Sequence[Report]) -> LiveTour:
    """The plan with its times moved by what was reported.

    Without a report everything goes as planned. Rides and visits last as long
    as planned; a visit waits for its activity to open.
    """
    said = {(each.kind, each.location_id): each.at for each in reports}
    evening = plan.evening
    leaves = said.get(("departed", START), plan.departs)
    left, visits = plan.departs, []
    position = 0
    stage: Stage = "riding" if ("departed", START) in said else "before"
    for number, visit in enumerate(plan.visits):
        arrival = said.get(("arrived", visit.location.id), leaves + (visit.arrival - left))
        moved = _visit(visit, arrival, evening.parking_minutes * 60)
        departure = said.get(("departed", visit.location.id), moved.departure)
        visits.append(replace(moved, departure=max(departure, moved.arrival)))
        leaves, left = visits[-1].departure, visit.departure
        if ("arrived", visit.location.id) in said:
            position, stage = number, "visiting"
        if ("departed", visit.location.id) in said:
            position, stage = number + 1, "riding"
    arrives = said.get(("arrived", START), leaves + (plan.arrives - left))
    if ("arrived", START) in said:
        position, stage = len(visits), "finished"
    itinerary = replace(
        plan,
        visits=tuple(visits),
        departs=said.get(("departed", START), plan.departs),
        arrives=arrives,
        ends=arrives + (plan.ends - plan.arrives),
    )
    planned = [visit.arrival for visit in plan.visits] + [plan.arrives]
    now = [visit.arrival for visit in visits] + [arrives]
    shifts = tuple(round((b - a).total_seconds()) for a, b in zip(planned, now, strict=True))
    return LiveTour(plan, itinerary, stage, position, shifts)


def _visit(visit: Visit, arrival: datetime, parking: int) -> Visit:
    ready = arrival + timedelta(seconds=parking)
    opens = visit.occurrence.opens if visit.occurrence else ready
    start = max(ready, opens)
    wait = round((start - ready).total_seconds())
    length = visit.departure - visit.start
    return replace(visit, arrival=arrival, start=start, departure=start + length, wait_seconds=wait)
