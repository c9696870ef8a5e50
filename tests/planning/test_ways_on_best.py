"""The skips that are offered are the best there are; beside trying all of them, simply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.live_worlds import plans, rides_of
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.live import Report, live_tour
from wijksafari.planning.travel import Rides
from wijksafari.planning.ways_on import WayOn, ways_on


@dataclass(frozen=True)
class Rest:
    """What is left of a plan for a group that just left the place before visit ``left``."""

    plan: Itinerary
    rides: Rides
    left: int
    seconds: int

    def planned_ride(self, number: int) -> int:
        """From the place before a visit to it, or to the finish."""
        ends = [self.plan.departs, *(visit.departure for visit in self.plan.visits)]
        begins = [*(visit.arrival for visit in self.plan.visits), self.plan.arrives]
        return round((begins[number] - ends[number]).total_seconds())

    def ride(self, origin: int, number: int) -> int:
        """From one visit to another; -1 is the meeting point, the one past the last the finish."""
        if number == origin + 1:
            return self.planned_ride(number)
        evening, visits = self.plan.evening, self.plan.visits
        points = [visit.location.point for visit in visits]
        start = points[origin] if origin >= 0 else evening.meeting_point
        return self.rides.seconds(start, (*points, evening.finish)[number])

    def misfit_and_prize(self, kept: Sequence[int], lengths: Sequence[int]) -> tuple[int, int]:
        """The seconds that do not fit, and what is still met of the kept stops."""
        evening = self.plan.evening
        time, late, prize = self.seconds, 0, 0
        route = [self.left - 1, *kept, len(self.plan.visits)]
        for (origin, number), minutes in zip(pairwise(route), [*lengths, 0], strict=True):
            time += self.ride(origin, number)
            if number == len(self.plan.visits):
                late += _over(time - evening.must_finish - evening.buffer_minutes * 60)
                break
            visit = self.plan.visits[number]
            time = max(time + evening.parking_minutes * 60, self._door(visit))
            start, time = time, time + minutes * 60
            if visit.occurrence is not None:
                late += _over(time - evening.seconds(visit.occurrence.closes))
                prize += visit.prize * (start < evening.seconds(visit.occurrence.closes))
        return late, prize

    def _door(self, visit: Visit) -> int:
        evening = self.plan.evening
        if visit.wait_seconds:
            return evening.seconds(visit.start)
        if visit.occurrence is None:
            return 0
        return min(evening.seconds(visit.start), evening.seconds(visit.occurrence.opens))

    def best(self, kept: Sequence[int]) -> tuple[int, int, int]:
        """Of all lengths: the least misfit, then the most minutes; and the prize they leave."""
        visits = [self.plan.visits[number] for number in kept]
        every = product(*(range(min(20, each.minutes), each.minutes + 1) for each in visits))
        found = [(*self.misfit_and_prize(kept, lengths), sum(lengths)) for lengths in every]
        misfit, prize, minutes = min(found, key=lambda each: (each[0], -each[2]))
        return misfit, prize, minutes


def _over(seconds: int) -> int:
    return seconds if seconds >= 60 else 0


@st.composite
def late(draw: st.DrawFn, least: int = 6, most: int = 90) -> Rest:
    """A group that is so many minutes late in leaving some place with two or more stops to go."""
    plan = draw(plans(2, 4))
    left = draw(st.integers(0, len(plan.visits) - 2))
    planned = plan.visits[left - 1].departure if left else plan.departs
    seconds = plan.evening.seconds(planned) + draw(st.integers(least, most)) * 60
    rides = rides_of(plan.evening, [visit.location for visit in plan.visits])
    return Rest(plan, rides, left, seconds)


def offered(rest: Rest) -> tuple[WayOn, ...]:
    place = rest.plan.visits[rest.left - 1].location.id if rest.left else ""
    at = rest.plan.evening.start + timedelta(seconds=rest.seconds)
    live = live_tour(rest.plan, [Report("departed", place, at)])
    return ways_on(rest.plan, live, rest.rides, at)


def fitting(rest: Rest, count: int) -> dict[str, tuple[int, int]]:
    """Every so many stops whose skipping makes everything fit: prize and minutes that are left."""
    ahead = range(rest.left, len(rest.plan.visits))
    found = {}
    for skipped in combinations(ahead, count):
        kept = [number for number in ahead if number not in skipped]
        misfit, prize, minutes = rest.best(kept) if kept else (1, 0, 0)
        if not misfit:
            ids = [rest.plan.visits[number].location.id for number in skipped]
            found[f"skip:{'+'.join(ids)}"] = prize, minutes
    return found


def as_planned(rest: Rest) -> int:
    """The seconds that do not fit if nothing is done."""
    ahead = range(rest.left, len(rest.plan.visits))
    return rest.misfit_and_prize(ahead, [rest.plan.visits[each].minutes for each in ahead])[0]


def minutes_left(rest: Rest, way: WayOn) -> int:
    return sum(visit.minutes for visit in way.itinerary.visits[rest.left :])


@given(late())
def test_shortening_is_offered_where_it_is_enough_and_by_no_minute_too_many(rest: Rest) -> None:
    if not as_planned(rest):
        return
    misfit, _, minutes = rest.best(range(rest.left, len(rest.plan.visits)))
    found = [minutes_left(rest, way) for way in offered(rest) if way.kind == "shorten"]
    assert found == ([] if misfit else [minutes])


@given(late())
def test_skips_are_offered_by_what_they_leave(rest: Rest) -> None:
    found = [way for way in offered(rest) if way.kind == "skip"]
    left = fitting(rest, 1)
    if not left:
        return
    ranked = [(-left[way.id][0], -left[way.id][1]) for way in found]
    assert ranked == sorted(ranked)
    if not any(way.kind == "shorten" for way in offered(rest)):
        best = sorted((-prize, -minutes) for prize, minutes in left.values())
        assert ranked == best[:3]
    for way in found:
        assert minutes_left(rest, way) == left[way.id][1]


@given(late(40, 150))
def test_the_best_two_are_offered_where_no_single_stop_is_enough(rest: Rest) -> None:
    if not rest.best(range(rest.left, len(rest.plan.visits)))[0] or fitting(rest, 1):
        return
    found = [way for way in offered(rest) if way.kind == "skip"]
    left = fitting(rest, 2)
    if left:
        assert [left[way.id] for way in found] == [max(left.values())]
    else:
        assert all("ook dan past niet alles" in way.price for way in found)
