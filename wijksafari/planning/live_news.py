"""What has become of a stop for those who wait there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wijksafari.planning.itinerary import Visit
from wijksafari.planning.live import LiveTour
from wijksafari.planning.problem import Location

TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Expected:
    """When a host counts on a group; ``departure`` is None where they never heard one."""

    arrival: datetime
    departure: datetime | None


@dataclass(frozen=True, slots=True)
class StopNews:
    """What a host does not know yet: the group comes at another time, or not at all.

    ``visit`` is None where it does not come; ``was`` is what the host counts on,
    None where they were told that it would not come.
    """

    location: Location
    visit: Visit | None
    was: Expected | None


def ahead(tour: LiveTour) -> tuple[Visit, ...]:
    """The visits the group has yet to come to."""
    if tour.stage == "finished":
        return ()
    return tour.itinerary.visits[tour.position + (tour.stage == "visiting") :]


def stop_news(
    tour: LiveTour,
    skipped: tuple[Location, ...],
    known: Mapping[str, Expected | None],
    now: datetime,
) -> tuple[StopNews, ...]:
    """What has to be told; ``known`` is what each host counts on, by location.

    Less than ``TOLERANCE`` is not worth a word, and an arrival that should have
    been by now no news any longer.
    """
    moved = (
        StopNews(visit.location, visit, known.get(visit.location.id))
        for visit in ahead(tour)
        if visit.arrival > now and _differs(known.get(visit.location.id), visit.arrival)
    )
    gone = (StopNews(each, None, known.get(each.id)) for each in skipped)
    return (*moved, *(each for each in gone if each.was is not None))


def _differs(was: Expected | None, arrival: datetime) -> bool:
    return was is None or abs(arrival - was.arrival) > TOLERANCE
