"""What a leader will report next, up to the end of the evening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wijksafari.planning.live import START, Happening
from wijksafari.planning.words import sentence
from wijksafari.render.programme import line
from wijksafari.services.riding.riding import Ride
from wijksafari.services.riding.words import movement


@dataclass(frozen=True, slots=True)
class Step:
    """Riding off from a place or coming to one, and when that is expected.

    ``label`` is what a button says: "Aangekomen bij 2. De Linde".
    """

    kind: Happening
    location_id: str
    label: str
    expected: datetime


def coming_steps(ride: Ride) -> tuple[Step, ...]:
    """Everything that is still to be reported, the next first."""
    tour = ride.tour
    steps = tuple(every_step(ride))
    match tour.stage:
        case "before":
            return steps
        case "riding":
            return steps[1 + 2 * tour.position :]
        case "visiting":
            return steps[2 + 2 * tour.position :]
        case "finished":
            return ()


def every_step(ride: Ride) -> Iterator[Step]:
    """The whole evening, as it is expected now."""
    now = ride.tour.itinerary
    yield Step("departed", START, _label("departed", ""), now.departs)
    for number, visit in enumerate(now.visits, start=1):
        place, name = visit.location.id, line(visit.location.name)
        yield Step("arrived", place, _label("arrived", f"{number}. {name}"), visit.arrival)
        yield Step("departed", place, _label("departed", name), visit.departure)
    yield Step("arrived", START, _label("arrived", ""), now.arrives)


def _label(kind: str, place: str) -> str:
    return sentence(movement(kind, place)).removesuffix(".")


def delay(ride: Ride) -> int:
    """By how many seconds the next arrival is later than agreed; negative where earlier."""
    tour = ride.tour
    ahead = tour.position + (tour.stage == "visiting")
    return tour.shifts[min(ahead, len(tour.shifts) - 1)]
