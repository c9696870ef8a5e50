"""A tour with real times: who is where when, and what does not fit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from wijksafari.planning import breaches
from wijksafari.planning.lengthen import lengthened
from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.route import Leg, Point
from wijksafari.planning.timing import Line, Option, Timetable, best_timetable, on_whole_minutes
from wijksafari.planning.travel import Rides
from wijksafari.planning.windows import is_open, prize, visit_seconds

ViolationCode = Literal[
    "too_late",
    "too_early",
    "not_open",
    "visit_too_short",
    "visit_too_long",
    "evening_too_long",
    "forbidden",
]
_ALWAYS = 10**9
_LONG_WAIT = 10 * 60


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


def time_order(
    evening: Evening,
    order: Sequence[Location],
    occurrences: Iterable[Occurrence],
    rides: Rides,
    *,
    visit_minutes: Mapping[str, int] | None = None,
    forbidden: Collection[str] = (),
) -> Itinerary:
    """Time the stops in this order and name everything that does not fit.

    What each stop meets is chosen exactly: the least that does not fit, then
    the highest prize, then the earliest end. The group waits for an opening,
    except for one so late that nothing could follow but a late finish.
    ``visit_minutes`` (by location id) are kept as they are; other visits are
    lengthened while there is time, see ``lengthen``. Where there is time for
    it, rides end on whole minutes.
    """
    line = on_whole_minutes(
        line_through(evening, order, tuple(occurrences), rides, visit_minutes or {})
    )
    table = lengthened(line, best_timetable(line))
    return as_timed(evening, order, rides, table, forbidden)


def as_timed(
    evening: Evening,
    order: Sequence[Location],
    rides: Rides,
    table: Timetable,
    forbidden: Collection[str] = (),
) -> Itinerary:
    """The stops in this order, as in the timetable."""
    visits = _visits(evening, order, table)
    return Itinerary(
        evening=evening,
        visits=visits,
        legs=_legs(evening, order, rides),
        departs=evening.at(table.departs),
        arrives=evening.at(table.finish),
        ends=evening.at(table.finish + evening.wrap_up_minutes * 60),
        prize=prize_of(evening, visits),
        violations=_violations(visits, table, evening, forbidden),
    )


def line_through(
    evening: Evening,
    order: Sequence[Location],
    occurrences: Sequence[Occurrence],
    rides: Rides,
    visit_minutes: Mapping[str, int],
) -> Line:
    """The stops in this order with what each can meet, ready to be timed."""
    points = _points(evening, order)
    return Line(
        options=tuple(
            stop_options(evening, location, occurrences, rides, visit_minutes.get(location.id))
            for location in order
        ),
        rides=tuple(rides.seconds(a, b) for a, b in pairwise(points)),
        departs=evening.departs,
        must_finish=evening.must_finish,
        parking=evening.parking_minutes * 60,
    )


def stop_options(
    evening: Evening,
    location: Location,
    occurrences: Iterable[Occurrence],
    rides: Rides,
    minutes: int | None = None,
) -> tuple[Option, ...]:
    """What the group can meet at the location that evening, at least one thing.

    Where nothing is open that is a visit to a closed door, at any time.
    ``minutes`` fixes the length of the visit.
    """
    fixed = None if minutes is None else minutes * 60
    leave = evening.must_finish - rides.seconds(location.point, evening.finish)
    found = []
    for occurrence in occurrences:
        if occurrence.activity.location_id == location.id and is_open(evening, occurrence):
            shortest, longest = visit_seconds(occurrence.activity, evening)
            opens = evening.seconds(occurrence.opens)
            found.append(
                Option(
                    location.id,
                    occurrence,
                    opens=opens,
                    closes=evening.seconds(occurrence.closes),
                    shortest=fixed or shortest,
                    longest=fixed or longest,
                    prize=prize(location, occurrence.activity),
                    opens_past=max(0, opens + (fixed or shortest) - leave),
                )
            )
    stay = fixed or evening.min_visit_minutes * 60
    return tuple(found) or (Option(location.id, None, -_ALWAYS, _ALWAYS, stay, stay, 0),)


def _points(evening: Evening, order: Sequence[Location]) -> list[Point]:
    return [evening.meeting_point, *(location.point for location in order), evening.finish]


def _legs(evening: Evening, order: Sequence[Location], rides: Rides) -> tuple[Leg, ...]:
    points = _points(evening, order)
    return tuple(rides.leg(a, b) for a, b in pairwise(points))


def _visits(evening: Evening, order: Sequence[Location], table: Timetable) -> tuple[Visit, ...]:
    parking = evening.parking_minutes * 60
    visits = []
    for n, location in enumerate(order):
        option, arrival, start = table.chosen[n], table.arrivals[n], table.starts[n]
        departure = start + table.visits[n]
        meets = start < option.closes and departure > option.opens
        visits.append(
            Visit(
                location,
                option.occurrence if meets else None,
                arrival=evening.at(arrival),
                start=evening.at(start),
                departure=evening.at(departure),
                prize=option.prize if meets else 0,
                wait_seconds=start - arrival - parking,
            )
        )
    return tuple(visits)


def prize_of(evening: Evening, visits: Iterable[Visit]) -> int:
    """What the visits that meet something are worth, with the bonus for their themes."""
    met = [visit for visit in visits if visit.occurrence is not None]
    themes = {visit.location.theme for visit in met if visit.location.theme}
    return sum(visit.prize for visit in met) + evening.theme_bonus * len(themes)


def _violations(
    visits: Sequence[Visit], table: Timetable, evening: Evening, forbidden: Collection[str]
) -> tuple[Violation, ...]:
    found = []
    for n, visit in enumerate(visits):
        location = visit.location
        option = table.chosen[n]
        if location.id in forbidden:
            found.append(Violation("forbidden", location.id, 0, breaches.forbidden(location)))
        if option.occurrence is None:
            size = table.visits[n]
            found.append(Violation("not_open", location.id, size, breaches.not_open(location)))
            continue
        if table.early[n]:
            words = breaches.too_early(location, option.occurrence, table.early[n])
            found.append(Violation("too_early", location.id, table.early[n], words))
        if table.late[n]:
            words = breaches.too_late(
                location, option.occurrence, table.visits[n], table.late[n], _waiting(visits[:n])
            )
            found.append(Violation("too_late", location.id, table.late[n], words))
        found += _length_violations(visit, option.occurrence, table.visits[n], evening)
    if table.over:
        words = breaches.evening_too_long(evening, table.over, _waiting(visits))
        found.append(Violation("evening_too_long", None, table.over, words))
    return tuple(found)


def _waiting(visits: Sequence[Visit]) -> str:
    """What the last long wait before a lateness adds to it, in words."""
    waits = [visit for visit in visits if visit.wait_seconds > 0]
    if not waits or waits[-1].wait_seconds < _LONG_WAIT:
        return ""
    return breaches.after_waiting(waits[-1].location, waits[-1].wait_seconds)


def _length_violations(
    visit: Visit, occurrence: Occurrence, seconds: int, evening: Evening
) -> list[Violation]:
    shortest, longest = visit_seconds(occurrence.activity, evening)
    location = visit.location
    if seconds < shortest:
        words = breaches.visit_too_short(location, seconds, shortest)
        return [Violation("visit_too_short", location.id, shortest - seconds, words)]
    if seconds > longest:
        words = breaches.visit_too_long(location, seconds, longest)
        return [Violation("visit_too_long", location.id, seconds - longest, words)]
    return []
