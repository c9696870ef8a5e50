"""The yardstick for groups: every order for every group and every turn at every stop.

Times are longest ways through a graph of moments (Bellman and Ford), one
activity a stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement, pairwise, permutations, product

from tests.planning.groups_problems import Problem
from wijksafari.planning.problem import Occurrence
from wijksafari.planning.windows import visit_seconds

Moment = tuple[int, str]  # a group rides off from a stop; "" is the meeting point, "/" the finish
Arcs = list[tuple[Moment, Moment, int]]


def best_cost(asked: Problem) -> tuple[int, int, int] | None:
    """The least sum, latest and spread of the finishes, each visit at its shortest."""
    names = [stop.id for stop in asked.stops]
    costs = []
    for orders in combinations_with_replacement(permutations(names), asked.groups):
        turns = product(*(permutations(range(asked.groups)) for _ in names))
        for turn in turns:
            ends = _finishes(asked, orders, dict(zip(names, turn, strict=True)))
            if ends is not None:
                costs.append((sum(ends), max(ends), max(ends) - min(ends)))
    return min(costs, default=None)


def _finishes(
    asked: Problem, orders: tuple[tuple[str, ...], ...], turns: dict[str, tuple[int, ...]]
) -> list[int] | None:
    moments = {(group, place): 0 for group in range(asked.groups) for place in ("", *turns, "/")}
    arcs = [*_riding(asked, orders), *_turns(asked, orders, turns)]
    for group, place in moments:
        moments[group, place] = _earliest(asked, place)
    for _ in range(len(moments) + 1):
        moved = False
        for earlier, later, gap in arcs:
            if moments[earlier] + gap > moments[later]:
                moments[later] = moments[earlier] + gap
                moved = True
        if any(when > _latest(asked, place) for (_, place), when in moments.items()):
            return None
        if not moved:
            return [moments[group, "/"] for group in range(asked.groups)]
    return None  # They wait for each other for ever.


def _riding(
    asked: Problem, orders: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[Moment, Moment, int]]:
    parking = 60 * asked.evening.parking_minutes
    for group, order in enumerate(orders):
        for last, place in pairwise(("", *order, "/")):
            stay = 0 if place == "/" else parking + _shortest(asked, place)
            yield (group, last), (group, place), _ride(asked, last, place) + stay


def _turns(
    asked: Problem, orders: tuple[tuple[str, ...], ...], turns: dict[str, tuple[int, ...]]
) -> Iterator[tuple[Moment, Moment, int]]:
    for place, groups in turns.items():
        for one, other in pairwise(groups):
            order = ("", *orders[other])
            last = order[order.index(place) - 1]
            gap = 60 * asked.changeover_minutes - _ride(asked, last, place)
            yield (one, place), (other, last), gap


def _ride(asked: Problem, last: str, place: str) -> int:
    points = {stop.id: stop.point for stop in asked.stops}
    points |= {"": asked.evening.meeting_point, "/": asked.evening.finish}
    return asked.rides.seconds(points[last], points[place])


def _shortest(asked: Problem, place: str) -> int:
    return visit_seconds(_occurrence(asked, place).activity, asked.evening)[0]


def _earliest(asked: Problem, place: str) -> int:
    if place in ("", "/"):
        return asked.evening.departs
    opens = asked.evening.seconds(_occurrence(asked, place).opens)
    return max(0, opens + _shortest(asked, place))


def _latest(asked: Problem, place: str) -> int:
    if place in ("", "/"):
        return asked.evening.must_finish
    return asked.evening.seconds(_occurrence(asked, place).closes)


def _occurrence(asked: Problem, place: str) -> Occurrence:
    return next(each for each in asked.occurrences if each.activity.location_id == place)
