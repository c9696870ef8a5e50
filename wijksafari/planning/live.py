"""An evening under way: what was reported so far, and the times that follow from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from wijksafari.planning import breaches
from wijksafari.planning.itinerary import Itinerary, Violation, Visit, prize_of
from wijksafari.planning.live_times import Times, moved_times
from wijksafari.planning.problem import Evening

Happening = Literal["departed", "arrived"]
Stage = Literal["before", "riding", "visiting", "finished"]

START = ""  # where one departs from first, and arrives at last
HARMLESS = 60  # whoever is seconds late on a bicycle is in time


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
    its violations are what no longer fits of what lies ahead, and a visit that
    meets nothing any more is worth nothing. ``position`` counts visits: the one
    the group is at or rides to; with all of them behind it, it is their number.
    ``shifts`` are the seconds by which the arrival at each visit is later than
    agreed, the finish last.
    """

    plan: Itinerary
    itinerary: Itinerary
    stage: Stage
    position: int
    shifts: tuple[int, ...]


def live_tour(
    plan: Itinerary, reports: Iterable[Report], agreed: Itinerary | None = None
) -> LiveTour:
    """The plan with its times moved by what was reported.

    Without a report everything goes as planned. Rides and visits last as long
    as planned; a visit waits for its activity to open. Of two reports of the
    same thing the first counts; one of a stop outside the plan does not. Reports
    may be missing and contradict each other: see ``moved_times``. ``agreed`` is
    what shifts are measured from, for a plan that was made on the way.
    """
    evening = plan.evening
    said = _said(plan, reports)
    times = moved_times(plan, said)
    visits = tuple(timed_visit(evening, plan.visits, times, n) for n in range(len(plan.visits)))
    stage, position = _stage(said)
    wrap_up = evening.seconds(plan.ends) - evening.seconds(plan.arrives)
    itinerary = replace(
        plan,
        visits=visits,
        departs=evening.at(times.events[0]),
        arrives=evening.at(times.events[-1]),
        ends=evening.at(times.events[-1] + wrap_up),
        prize=prize_of(evening, visits),
        violations=() if stage == "finished" else misfits(evening, plan.visits, times, position),
    )
    return LiveTour(plan, itinerary, stage, position, _shifts(itinerary, agreed or plan))


def timed_visit(evening: Evening, visits: Sequence[Visit], times: Times, n: int) -> Visit:
    """Visit ``n`` at these times; it meets what it was to meet only where that is open then."""
    visit, start = visits[n], times.starts[n]
    arrival, departure = times.events[2 * n + 1 : 2 * n + 3]
    occurrence = visit.occurrence
    if occurrence is not None and not (
        start < evening.seconds(occurrence.closes) and departure > evening.seconds(occurrence.opens)
    ):
        occurrence = None
    return replace(
        visit,
        occurrence=occurrence,
        arrival=evening.at(arrival),
        start=evening.at(start),
        departure=evening.at(departure),
        prize=visit.prize if occurrence else 0,
        wait_seconds=max(0, start - arrival - evening.parking_minutes * 60),
    )


def misfits(
    evening: Evening, visits: Sequence[Visit], times: Times, position: int
) -> tuple[Violation, ...]:
    """What does not fit of the visits from ``position`` on, and of the finish.

    Less than a minute is not spoken of.
    """
    found = []
    for n, visit in enumerate(visits[position:], position):
        occurrence, departure = visit.occurrence, times.events[2 * n + 2]
        late = 0 if occurrence is None else past(departure, evening.seconds(occurrence.closes))
        if occurrence is None or not late:
            continue
        if times.starts[n] < evening.seconds(occurrence.closes):
            words = breaches.stays_too_long(visit.location, occurrence, evening.at(departure), late)
        else:
            start = evening.at(times.starts[n])
            words = breaches.closed_by_then(visit.location, occurrence, start)
        found.append(Violation("too_late", visit.location.id, late, words))
    over = past(times.events[-1], latest_finish(evening))
    if over:
        words = breaches.finishes_too_late(evening, latest_finish(evening), over)
        found.append(Violation("evening_too_long", None, over, words))
    return tuple(found)


def past(moment: int, latest: int) -> int:
    """By how many seconds it is too late; less than a minute does no harm."""
    return moment - latest if moment - latest >= HARMLESS else 0


def latest_finish(evening: Evening) -> int:
    """When the group must be at the finish now that the buffer may be used, in seconds."""
    return evening.must_finish + evening.buffer_minutes * 60


def _said(plan: Itinerary, reports: Iterable[Report]) -> list[int | None]:
    """What was reported of every departure and arrival, in seconds."""
    ids = [visit.location.id for visit in plan.visits]
    places = [("departed", START)]
    places += [(kind, each) for each in ids for kind in ("arrived", "departed")]
    order = {place: n for n, place in enumerate([*places, ("arrived", START)])}
    said: list[int | None] = [None] * len(order)
    for report in reports:
        event = order.get((report.kind, report.location_id))
        if event is not None and said[event] is None:
            said[event] = plan.evening.seconds(report.at)
    return said


def _stage(said: Sequence[int | None]) -> tuple[Stage, int]:
    """What the group does by the report that is furthest along, and its position."""
    known = [event for event, at in enumerate(said) if at is not None]
    if not known:
        return "before", 0
    if known[-1] == len(said) - 1:
        return "finished", known[-1] // 2
    return "visiting" if known[-1] % 2 else "riding", known[-1] // 2


def _shifts(itinerary: Itinerary, agreed: Itinerary) -> tuple[int, ...]:
    seconds = itinerary.evening.seconds
    before = {visit.location.id: visit.arrival for visit in agreed.visits}
    pairs = [(v.arrival, before.get(v.location.id, v.arrival)) for v in itinerary.visits]
    pairs.append((itinerary.arrives, agreed.arrives))
    return tuple(seconds(now) - seconds(then) for now, then in pairs)
