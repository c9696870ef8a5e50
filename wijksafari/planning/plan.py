"""plan_safari(): from what is open to proven, timed, explained tours."""

from dataclasses import dataclass

from wijksafari.planning.explain import Change, Rejection
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.problem import Evening, Location, Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What an organiser asks: an evening, what is open then, and wishes (location ids)."""

    evening: Evening
    locations: tuple[Location, ...]
    occurrences: tuple[Occurrence, ...]
    required: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    mutually_exclusive: tuple[tuple[str, str], ...] = ()
    alternatives: int = 3


@dataclass(frozen=True, slots=True)
class PlannedTour:
    """A timed tour, and for every open location outside it why it is not in it."""

    itinerary: Itinerary
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The best tours, best first. Where there is none, ``reason`` says why in a
    sentence and ``change`` is the smallest single change found that helps.
    """

    tours: tuple[PlannedTour, ...]
    reason: str = ""
    change: Change | None = None
