"""The best tours found so far, one for each set of locations."""

from typing import NamedTuple

import numpy as np

from wijksafari.planning.optw_arrays import Ints
from wijksafari.planning.problem import TourProblem


class Found(NamedTuple):
    """A tour as the search finds it; the smaller is the better one."""

    loss: int
    finish: int
    path: tuple[int, ...]


class Pool:
    """Keeps the ``limit`` best tours with distinct sets of locations."""

    def __init__(self, problem: TourProblem, limit: int, lowest: int) -> None:
        self.limit = limit
        self.floor = lowest
        self._place = [candidate.place for candidate in problem.candidates]
        self._best: dict[frozenset[str], Found] = {}

    @property
    def full(self) -> bool:
        """Whether there are ``limit`` tours, so that others must do better."""
        return len(self._best) == self.limit

    @property
    def found(self) -> list[Found]:
        """The best tours, best first."""
        return sorted(self._best.values())

    def offer(self, values: Ints, finishes: Ints, paths: Ints) -> None:
        """Take in what belongs to the best; ``floor`` rises to the value others must reach."""
        columns = [paths[:, column] for column in reversed(range(paths.shape[1]))]
        order = np.lexsort((*columns, finishes, -values))
        rows = zip(
            values[order].tolist(), finishes[order].tolist(), paths[order].tolist(), strict=True
        )
        for value, finish, path in rows:
            if value < self.floor:
                return
            self._take(Found(-value, finish, tuple(path)))

    def _take(self, tour: Found) -> None:
        places = frozenset([self._place[index] for index in tour.path])
        known = self._best.get(places)
        if known is not None:
            self._best[places] = min(known, tour)
            return
        self._best[places] = tour
        if len(self._best) > self.limit:
            del self._best[max(self._best, key=lambda key: self._best[key])]
        if self.full:
            self.floor = -max(self._best.values()).loss
