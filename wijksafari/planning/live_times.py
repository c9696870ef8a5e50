"""When everything happens on an evening under way, from what was reported of it.

Departures and arrivals alternate. They are counted from 0, the departure from
the meeting point: visit n is arrived at in event 2n + 1 and left in 2n + 2, and
the last event is the arrival at the finish. Seconds are after the evening's start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.problem import Evening
from wijksafari.planning.travel import whole_seconds

_NEVER = 10**12


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of every departure and arrival, and of the start of every visit."""

    events: tuple[int, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """A plan, when its events were planned, and what was reported of each.

    ``latest`` is the latest each event can have been for what was reported of
    it and of later ones.
    """

    plan: Itinerary
    planned: Sequence[int]
    said: Sequence[int | None]
    latest: Sequence[int]

    def departure(self, event: int, expected: int, earliest: int) -> int:
        """When the group leaves; where it was not reported but the next arrival was, a
        planned ride before that.
        """
        known = self.said[event] is not None or self.said[event + 1] is not None
        latest = self.latest[event]
        return max(earliest, latest if known else min(expected, latest))

    def arrival(self, event: int, left: int) -> int:
        """When the group is there, for one that ``left`` the place before it then."""
        latest = self.latest[event]
        ride = self.planned[event] - self.planned[event - 1]
        if latest == _NEVER:
            return left + max(ride, whole_seconds(self.plan.legs[event // 2].seconds))
        return max(left, latest if self.said[event] is not None else min(left + ride, latest))


def moved_times(plan: Itinerary, said: Sequence[int | None]) -> Times:
    """The plan's times, moved by the seconds that were ``said`` of its events.

    They never run back: where what was said contradicts itself, what lies
    further along the route holds. What nobody spoke of lies in between.
    """
    planned = planned_events(plan)
    course = _Course(plan, planned, said, _latest(planned, said))
    evening = plan.evening
    events, starts = [course.departure(0, planned[0], -_NEVER)], []
    for n, visit in enumerate(plan.visits):
        arrival = course.arrival(2 * n + 1, events[-1])
        start = max(arrival + parking_for(evening, visit), opens_for(evening, visit))
        length = planned[2 * n + 2] - evening.seconds(visit.start)
        departure = course.departure(2 * n + 2, start + length, arrival)
        events += [arrival, departure]
        starts.append(min(start, departure))
    events.append(course.arrival(len(planned) - 1, events[-1]))
    return Times(tuple(events), tuple(starts))


def planned_events(plan: Itinerary) -> list[int]:
    """The seconds of every departure and arrival in the plan."""
    seconds = plan.evening.seconds
    stays = [seconds(each) for visit in plan.visits for each in (visit.arrival, visit.departure)]
    return [seconds(plan.departs), *stays, seconds(plan.arrives)]


def parking_for(evening: Evening, visit: Visit) -> int:
    """How long parking takes: less than usual only where the plan, made on the way, says so."""
    planned = evening.seconds(visit.start) - evening.seconds(visit.arrival)
    return min(planned, evening.parking_minutes * 60)


def opens_for(evening: Evening, visit: Visit) -> int:
    """Until when a group waits at the door: a moment it was planned to wait for, or the opening.

    It never waits longer than planned, also where the plan begins before the opening.
    """
    start = evening.seconds(visit.start)
    if start > evening.seconds(visit.arrival) + evening.parking_minutes * 60:
        return start
    if visit.occurrence is None:
        return -_NEVER
    return min(start, evening.seconds(visit.occurrence.opens))


def _latest(planned: Sequence[int], said: Sequence[int | None]) -> list[int]:
    reported = list(accumulate((_NEVER if at is None else at for at in reversed(said)), min))[::-1]
    latest, bound = [_NEVER] * len(said), _NEVER
    for event in reversed(range(len(said))):
        if said[event] is not None:
            bound = reported[event]
        elif bound < _NEVER and event % 2 == 0:
            bound -= planned[event + 1] - planned[event]
        latest[event] = bound
    return latest
