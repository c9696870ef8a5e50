"""A tour with real times: who is where when, and what does not fit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.route import Leg

ViolationCode = Literal[
    "too_late", "too_early", "not_open", "visit_too_short", "evening_too_long", "forbidden"
]


@dataclass(frozen=True, slots=True)
class Visit:
    """One stop. ``arrival``: the wheels stop; ``start``: the visit begins, after
    parking and any wait; ``departure``: the group rides off.

    ``occurrence`` is what the group meets, None where nothing is open then.
    """

    location: Location
    occurrence: Occurrence | None
    arrival: datetime
    start: datetime
    departure: datetime
    prize: int
    wait_seconds: int = 0

    @property
    def minutes(self) -> int:
        """The length of the visit, without parking and waiting, in whole minutes."""
        return round((self.departure.timestamp() - self.start.timestamp()) / 60)


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that does not fit, its size in seconds, and the sentence that says so."""

    code: ViolationCode
    location_id: str | None
    seconds: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Itinerary:
    """The evening as it will go. There is one leg more than there are visits.

    ``departs``: the group leaves the meeting point; ``arrives``: it is at the
    finish; ``ends``: the wrap-up is done. ``prize`` counts the theme bonus.
    """

    evening: Evening
    visits: tuple[Visit, ...]
    legs: tuple[Leg, ...]
    departs: datetime
    arrives: datetime
    ends: datetime
    prize: int
    violations: tuple[Violation, ...] = ()

    @property
    def riding_seconds(self) -> float:
        """All riding together."""
        return sum(leg.seconds for leg in self.legs)

    @property
    def riding_metres(self) -> float:
        """All riding together."""
        return sum(leg.metres for leg in self.legs)

    def share(self, part: Literal["cycleway_metres", "busy_metres", "lit_metres"]) -> float:
        """The part of the riding on cycle infrastructure, busy roads or lit ways, 0 to 1."""
        metres = self.riding_metres
        return sum(getattr(leg, part) for leg in self.legs) / metres if metres else 0.0
