"""What an organiser asks, and the tour problem that follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from wijksafari.errors import InputError
from wijksafari.planning.problem import Evening, Location, Occurrence, TourProblem
from wijksafari.planning.travel import Rides, points_of
from wijksafari.planning.windows import candidates, is_open

MOST_ALTERNATIVES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What an organiser asks: an evening, what is open then, and wishes (location ids).

    ``occurrences`` may hold the whole day's, so that another starting time can
    be tried. Raises InputError with everything that contradicts itself.
    """

    evening: Evening
    locations: tuple[Location, ...]
    occurrences: tuple[Occurrence, ...]
    required: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    mutually_exclusive: tuple[tuple[str, str], ...] = ()
    alternatives: int = 3

    def __post_init__(self) -> None:
        problems = list(_contradictions(self))
        if problems:
            raise InputError(problems)

    def location(self, location_id: str) -> Location:
        """The location with this id; InputError where there is none."""
        for location in self.locations:
            if location.id == location_id:
                return location
        raise InputError(_unknown(location_id))

    def name(self, location_id: str) -> str:
        """What people call the location."""
        return self.location(location_id).name

    @property
    def open_locations(self) -> tuple[Location, ...]:
        """The locations where something goes on during the evening."""
        open_ids = {
            occurrence.activity.location_id
            for occurrence in self.occurrences
            if is_open(self.evening, occurrence)
        }
        return tuple(location for location in self.locations if location.id in open_ids)

    def open_hours(self, location_id: str) -> tuple[Occurrence, ...]:
        """What goes on at the location during the evening."""
        return tuple(
            occurrence
            for occurrence in self.occurrences
            if occurrence.activity.location_id == location_id and is_open(self.evening, occurrence)
        )

    @property
    def ridden_locations(self) -> tuple[Location, ...]:
        """The locations a tour may have to ride to: all that are open or required."""
        wanted = {location.id for location in self.open_locations} | self.required
        return tuple(
            location for location in self.locations if location.id in wanted - self.forbidden
        )


def pose(request: PlanRequest, rides: Rides) -> TourProblem:
    """The tour problem in seconds after the evening's start.

    Forbidden locations are left out, so that one that cannot be reached may be
    set aside.
    """
    evening, locations = request.evening, request.ridden_locations
    found = candidates(evening, locations, request.occurrences, request.required)
    at: dict[str, list[str]] = {}
    for candidate in found:
        at.setdefault(candidate.place, []).append(candidate.id)
    return TourProblem(
        candidates=found,
        travel_time=rides.table(evening, points_of(found, locations)),
        earliest_start=evening.departs,
        latest_finish=evening.must_finish,
        min_stops=evening.min_stops,
        max_stops=evening.max_stops,
        theme_bonus=evening.theme_bonus,
        mutually_exclusive=tuple(
            pair
            for one, other in request.mutually_exclusive
            for pair in product(at.get(one, ()), at.get(other, ()))
        ),
    )


def _contradictions(request: PlanRequest) -> Iterator[str]:
    ids = [location.id for location in request.locations]
    known = set(ids)
    if len(known) != len(ids):
        yield "Twee locaties hebben hetzelfde id; geef elke locatie een eigen id."
    pairs = request.mutually_exclusive
    wished = request.required | request.forbidden | {each for pair in pairs for each in pair}
    for unknown in sorted(wished - known):
        yield _unknown(unknown)
    for both in sorted(request.required & request.forbidden & known):
        yield f"{request.name(both)} staat op ‘moet mee’ én op ‘niet’; kies één van beide."
    if any(one == other for one, other in pairs):
        yield "Een locatie kan zichzelf niet uitsluiten; kies twee verschillende locaties."
    if not 1 <= request.alternatives <= MOST_ALTERNATIVES:
        yield f"Kies 1 tot {MOST_ALTERNATIVES} routevoorstellen."


def _unknown(location_id: str) -> str:
    return f"Locatie ‘{location_id[:40]}’ bestaat niet; kies een locatie uit de lijst."
