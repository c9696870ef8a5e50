"""Partial tours as arrays: equally many visits each, one partial tour a row."""

from typing import NamedTuple

import numpy as np

from wijksafari.planning.optw_arrays import NEVER, Arrays
from wijksafari.planning.optw_types import Bools, Ints

FEW = 64


class Front(NamedTuple):
    """Where each partial tour is, when, and worth what.

    ``paths`` are the candidates visited in order, ``last`` the last of them
    (the start's row before the first); ``time`` is when the last visit ends;
    ``goal`` is the goal the tour is grown for, ``duty`` what it still owes;
    ``value`` is the value so far and ``bound`` what it can become at most.
    """

    paths: Ints
    last: Ints
    time: Ints
    goal: Ints
    duty: Ints
    value: Ints
    bound: Ints

    @property
    def size(self) -> int:
        """How many partial tours there are."""
        return len(self.last)

    @property
    def depth(self) -> int:
        """How many visits each has."""
        depth: int = self.paths.shape[1]
        return depth

    def rows(self, chosen: Ints | Bools | slice | list[int]) -> "Front":
        """Only the ``chosen`` partial tours."""
        return Front(*(column[chosen] for column in self))


def departure(arrays: Arrays) -> Front:
    """The front before the first visit: one row for every goal."""
    goals = len(arrays.duties.begins)
    nothing = np.zeros(goals, np.int64)
    return Front(
        paths=np.empty((goals, 0), np.int64),
        last=nothing + arrays.size,
        time=nothing,
        goal=np.arange(goals),
        duty=arrays.duties.begins,
        value=nothing,
        bound=nothing + NEVER,
    )


def joined(parts: list[Front]) -> Front:
    """One front of all ``parts``."""
    if len(parts) == 1:
        return parts[0]
    return Front(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def most_promising(front: Front, width: int) -> Front:
    """For every goal the ``width`` partial tours of the highest bound."""
    if front.size <= width:
        return front
    order = np.lexsort((-front.bound, front.goal))
    goal = front.goal[order]
    rank = np.arange(len(order)) - np.searchsorted(goal, goal)
    return front.rows(order[rank < width])


def undominated(front: Front) -> Front:
    """Drop partial tours that another for the same goal, visits and last stop beats.

    Only the order differs, so theme bonus, duty and clashes are the same; of
    two that end in time the one of higher value (less travel) is better. Of
    equals the first is kept; of equal value at another time both, as the later
    may come first by the order of its candidates.
    """
    if front.depth < 3 or front.size < FEW:
        return front
    bits = 62 // front.depth
    if int(front.paths.max()) >> bits:
        return front
    visits = (np.sort(front.paths, axis=1) << (np.arange(front.depth) * bits)).sum(axis=1)
    order = np.lexsort((-front.value, front.time, front.last, visits, front.goal))
    beaten = np.zeros(len(order), np.bool_)
    value, time = front.value[order], front.time[order]
    beaten[1:] = value[1:] < value[:-1]
    beaten[1:] |= (value[1:] == value[:-1]) & (time[1:] == time[:-1])
    for key in (visits, front.last, front.goal):
        beaten[1:] &= key[order[1:]] == key[order[:-1]]
    return front.rows(np.sort(order[~beaten]))
