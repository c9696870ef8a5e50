"""Groups that would meet at a stop, now that one of them is no longer on plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.problem import Location


@dataclass(frozen=True, slots=True)
class Meeting:
    """At ``location`` the group with number ``other`` is there, too, ``since`` … ``until``."""

    location: Location
    other: int
    since: datetime
    until: datetime


def meetings(
    itinerary: Itinerary, others: Mapping[int, Itinerary], now: datetime
) -> tuple[Meeting, ...]:
    """Where a group is to meet another after ``now``, in its own order; ``others`` by number."""
    found = (
        meeting
        for visit in itinerary.visits
        for number, other in sorted(others.items())
        for meeting in _at(visit, number, other.visits)
    )
    return tuple(each for each in found if each.until > now)


def _at(visit: Visit, number: int, others: Iterable[Visit]) -> Iterable[Meeting]:
    for other in others:
        since = max(visit.arrival, other.arrival)
        until = min(visit.departure, other.departure)
        if other.location.id == visit.location.id and since < until:
            yield Meeting(visit.location, number, since, until)
