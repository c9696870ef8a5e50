"""Timing an evening whose stops change: which order fits, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wijksafari.planning.itinerary import Itinerary, as_timed, line_through
from wijksafari.planning.lengthen import lengthened
from wijksafari.planning.order import best_order
from wijksafari.planning.problem import Location, Tour
from wijksafari.planning.reach import Reach
from wijksafari.planning.shifts import Shift, is_shift, shifts
from wijksafari.planning.timing import Line, Timetable, best_timetable, on_whole_minutes
from wijksafari.planning.windows import location_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The evening after a change of stops: what comes (None: nothing), and its price.

    ``prize_loss`` (points) and ``extra_seconds`` (of riding) are against the
    agreed evening, negative where this one is better; ``shifts`` are the stops
    that stay, and are reached more than five minutes earlier or later.
    """

    comes: Location | None
    itinerary: Itinerary
    prize_loss: int
    extra_seconds: int
    shifts: tuple[Shift, ...]

    @property
    def stops(self) -> tuple[str, ...]:
        """The stops in order, by location id."""
        return tuple(visit.location.id for visit in self.itinerary.visits)


@dataclass(frozen=True, slots=True)
class Timed:
    """An order in which everything fits, with its times and its price; without the ways."""

    order: tuple[Location, ...]
    table: Timetable
    loss: int
    shifted: int
    unvisited: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The smallest is the best: points lost, hosts to ask again, riding and waiting."""
        return self.loss, self.shifted, self.unvisited


def _waiting(line: Line, table: Timetable) -> int:
    arrived = zip(table.starts, table.arrivals, strict=True)
    return sum(start - arrival - line.parking for start, arrival in arrived)


@dataclass(frozen=True, slots=True)
class Trial:
    """Timing the kept stops, with or without another, in the ways that are worth a look."""

    reach: Reach
    agreed: Itinerary
    kept: tuple[Location, ...]

    def best(self, comes: str | None = None, proven: Tour | None = None) -> Timed | None:
        """Of the orders that fit with the most points: the fewest hosts to ask again."""
        timed = (self._timed(order) for order in self._orders(comes, proven))
        return min(filter(None, timed), key=lambda each: each.rank, default=None)

    def way_round(self, place: str) -> int:
        """The least riding past a location between two that follow each other, in seconds."""
        evening, rides = self.reach.request.evening, self.reach.rides
        spot = self.reach.request.location(place).point
        stops = (each.point for each in self.kept)
        line = [evening.meeting_point, *stops, evening.finish]
        return min(
            rides.seconds(a, spot) + rides.seconds(spot, b) - rides.seconds(a, b)
            for a, b in pairwise(line)
        )

    def replacement(self, timed: Timed | None) -> Replacement | None:
        """All there is to tell of it."""
        if timed is None:
            return None
        evening, rides = self.reach.request.evening, self.reach.rides
        itinerary = as_timed(evening, timed.order, rides, timed.table)
        new = set(timed.order) - set(self.kept)
        return Replacement(
            comes=new.pop() if new else None,
            itinerary=itinerary,
            prize_loss=self.agreed.prize - itinerary.prize,
            extra_seconds=round(itinerary.riding_seconds - self.agreed.riding_seconds),
            shifts=shifts(self.agreed, itinerary),
        )

    def _orders(self, comes: str | None, proven: Tour | None) -> Iterator[tuple[Location, ...]]:
        """The one with the most points, and those in which the others keep their order."""
        request = self.reach.request
        if comes is None:
            yield self.kept
            yield best_order(request.evening, self.kept, request.occurrences, self.reach.rides, {})
            return
        if proven:
            yield tuple(request.location(location_of(each)) for each in proven.stops)
        other = request.location(comes)
        for place in range(len(self.kept) + 1):
            yield (*self.kept[:place], other, *self.kept[place:])

    def _timed(self, order: tuple[Location, ...]) -> Timed | None:
        request, evening = self.reach.request, self.reach.request.evening
        line = on_whole_minutes(
            line_through(evening, order, request.occurrences, self.reach.rides, {})
        )
        table = lengthened(line, best_timetable(line))
        if table.violation or any(each.occurrence is None for each in table.chosen):
            return None
        themes = {stop.theme for stop in order if stop.theme}
        prize = table.prize + evening.theme_bonus * len(themes)
        return Timed(
            order=order,
            table=table,
            loss=self.agreed.prize - prize,
            shifted=self._shifted(order, table),
            unvisited=sum(line.rides) + _waiting(line, table),
        )

    def _shifted(self, order: Sequence[Location], table: Timetable) -> int:
        evening = self.reach.request.evening
        was = {visit.location.id: visit.arrival for visit in self.agreed.visits}
        pairs = zip(order, table.arrivals, strict=True)
        return sum(stop.id in was and is_shift(was[stop.id], evening.at(at)) for stop, at in pairs)
