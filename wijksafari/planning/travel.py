"""The rides one plan needs: asked once, kept, and rounded so that no tour is too tight."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wijksafari.planning.problem import Candidate, Evening, Location
from wijksafari.planning.route import Leg, Point, Router


class Rides:
    """Seconds and legs between the meeting point, the finish and some locations.

    One call to the router's matrix serves all distinct places; each leg is
    asked for once. Raises PlaceNotReachableError where the router does.
    """

    def __init__(self, router: Router, evening: Evening, locations: Iterable[Location]) -> None:
        names = places(evening, locations)
        self._router = router
        self._row = {point: n for n, point in enumerate(names)}
        matrix = router.matrix(tuple(names), tuple(names.values()))
        self._seconds = [[whole_seconds(seconds) for seconds in row] for row in matrix.seconds]
        self._legs: dict[tuple[Point, Point], Leg] = {}

    def seconds(self, origin: Point, destination: Point) -> int:
        """The ride in seconds, rounded up."""
        return self._seconds[self._row[origin]][self._row[destination]]

    def along(self, evening: Evening, stops: Sequence[Location]) -> int:
        """The riding of a whole tour in seconds, without parking."""
        points = [evening.meeting_point, *(stop.point for stop in stops), evening.finish]
        return sum(self.seconds(a, b) for a, b in pairwise(points))

    def leg(self, origin: Point, destination: Point) -> Leg:
        """The ride itself."""
        pair = (origin, destination)
        if pair not in self._legs:
            self._legs[pair] = self._router.leg(origin, destination)
        return self._legs[pair]

    def table(self, evening: Evening, points: Sequence[Point]) -> tuple[tuple[int, ...], ...]:
        """Travel times for a TourProblem: the start, ``points`` in order, the finish.

        Parking is part of every ride towards a stop, not of the ride to the finish.
        """
        parking = evening.parking_minutes * 60
        rows = [self._row[point] for point in (evening.meeting_point, *points, evening.finish)]
        finish = rows[-1]
        inner = rows[1:-1]
        table = []
        for row in rows:
            seconds = self._seconds[row]
            stops = [seconds[column] + parking for column in inner]
            table.append((seconds[rows[0]], *stops, seconds[finish]))
        return tuple(table)


def places(evening: Evening, locations: Iterable[Location]) -> dict[Point, str]:
    """The distinct places of a plan, in the order ``Rides`` asks for them, and their names."""
    names = {evening.meeting_point: "het verzamelpunt"}
    names.setdefault(evening.finish, "het eindpunt")
    for location in locations:
        names.setdefault(location.point, location.name)
    return names


def whole_seconds(seconds: float) -> int:
    """A ride's seconds, rounded up."""
    # Rounding first keeps 60.0000001 from becoming 61.
    return math.ceil(round(seconds, 3))


def points_of(candidates: Iterable[Candidate], locations: Iterable[Location]) -> list[Point]:
    """Where the candidates are, in order."""
    places = {location.id: location.point for location in locations}
    return [places[candidate.place] for candidate in candidates]
