"""The best tours found so far, one for each set of locations."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wijksafari.planning.optw_arrays import value_unit
from wijksafari.planning.optw_types import Bools, Ints
from wijksafari.planning.problem import TourProblem


class Found(NamedTuple):
    """A tour as the search finds it; the smaller is the better one."""

    loss: int
    finish: int
    path: tuple[int, ...]


class Pool:
    """Keeps for each of several goals the ``limit`` best tours with distinct sets of locations.

    ``floors`` are the values, one a goal, that further tours must reach;
    ``full`` tells for which goals they must surpass it to add a set.
    """

    def __init__(self, problem: TourProblem, goals: Sequence[str | None], limit: int) -> None:
        lowest = 1 - value_unit(problem)
        self.floors: Ints = np.full(len(goals), lowest, np.int64)
        self.full: Bools = np.zeros(len(goals), np.bool_)
        self._limit = limit
        self._place = [candidate.place for candidate in problem.candidates]
        self._best: list[dict[frozenset[str], Found]] = [{} for _ in goals]
        self._goal = {goal: number for number, goal in enumerate(goals) if goal is not None}

    def best(self, goal: int) -> list[Found]:
        """The best tours for ``goal``, best first."""
        return sorted(self._best[goal].values())

    def offer(self, goals: Ints, values: Ints, finishes: Ints, paths: Ints) -> None:
        """Take in what belongs to the best."""
        order = np.lexsort((*paths.T[::-1], finishes, -values, goals))
        columns = (goals[order], values[order], finishes[order], paths[order])
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for goal, value, finish, path in rows:
            if value >= self.floors[goal]:
                tour = Found(-value, finish, tuple(path))
                places = frozenset([self._place[index] for index in path])
                for served in self._served(goal, places):
                    if value >= self.floors[served]:
                        self._take(served, tour, places)

    def _served(self, goal: int, places: frozenset[str]) -> set[int]:
        """The goals a tour serves that was found for ``goal``."""
        return {goal, *(self._goal[place] for place in places if place in self._goal)}

    def _take(self, goal: int, tour: Found, places: frozenset[str]) -> None:
        best = self._best[goal]
        best[places] = min(best.get(places, tour), tour)
        if len(best) > self._limit:
            del best[max(best, key=lambda key: best[key])]
        if len(best) == self._limit:
            self.full[goal] = True
            self.floors[goal] = -max(best.values()).loss
