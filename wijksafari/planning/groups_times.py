"""When several groups are where, each in a given order, so that no stop holds two at once.

Who goes first at a stop is decided by branching on the first two that meet.
Given these turns every moment has an earliest value: it is found by moving
moments later until nothing has to move any more. A stay can always be made
longer, so later never makes anything else earlier, and these times are best
for every group at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from wijksafari.planning.groups_board import Board, Order

Leaves = list[list[int]]


class Cost(NamedTuple):
    """How good the groups' times are, the least first, in seconds after the start.

    With each visit at its shortest, the sum of finishes is all riding and
    waiting together, but for what is the same in every order.
    """

    total: int
    last: int
    spread: int


class Turn(NamedTuple):
    """At one stop ``group`` (its place ``place``, from 1) comes before ``after``."""

    group: int
    place: int
    after: int
    after_place: int


@dataclass(frozen=True, slots=True)
class Timing:
    """Per group and place when it rides off; place 0 is the meeting point."""

    orders: tuple[Order, ...]
    turns: tuple[Turn, ...]
    leaves: Leaves
    cost: Cost


class Budget:
    """How many schedules may still be looked at before giving up."""

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self) -> None:
        """Count one. Raises TooMuchError when all are gone."""
        self.left -= 1
        if self.left < 0:
            raise TooMuchError


class TooMuchError(Exception):
    """The search was given up before anything was proven."""


def best_timing(
    board: Board, orders: Sequence[Order], bound: Cost | None, budget: Budget
) -> Timing | None:
    """The least costly times for these orders; None where none is below ``bound``."""
    leaves = [[board.departs] + [0] * board.size for _ in orders]
    best: Timing | None = None
    open_nodes: list[tuple[tuple[Turn, ...], Leaves]] = [((), leaves)]
    while open_nodes:
        turns, leaves = open_nodes.pop()
        budget.spend()
        if not settle(board, orders, leaves, turns):
            continue
        cost = cost_of(board, orders, leaves)
        beaten = bound is not None and cost[:2] > bound[:2]
        if beaten or (bound is not None and cost[:2] == bound[:2] and not bound.spread):
            continue
        meeting = first_meeting(board, orders, leaves)
        if meeting is not None:
            open_nodes += [((*turns, each), [list(own) for own in leaves]) for each in meeting]
        elif bound is None or cost < bound:
            best, bound = Timing(tuple(orders), turns, leaves, cost), cost
    return best


def settle(
    board: Board,
    orders: Sequence[Order],
    leaves: Leaves,
    turns: Sequence[Turn],
    stays: Sequence[Sequence[int]] | None = None,
) -> bool:
    """Move ``leaves`` to the earliest moments that keep every turn, window and the evening.

    ``stays`` are the least seconds of each visit, where they must be longer
    than the shortest. False where it cannot be.
    """
    gaps = [(turn, board.changeover - _ride_to(board, orders, turn)) for turn in turns]
    moved = True
    while moved:
        moved = False
        for turn, gap in gaps:
            earliest = leaves[turn.group][turn.place] + gap
            if leaves[turn.after][turn.after_place - 1] < earliest:
                leaves[turn.after][turn.after_place - 1] = earliest
                moved = True
        for group, order in enumerate(orders):
            own, last = leaves[group], board.size
            for place, stop in enumerate(order, 1):
                ready = own[place - 1] + board.ride[last][stop] + board.parking
                stay = stays[group][place - 1] if stays else 0
                done = board.done(stop, ready, own[place], stay)
                if done is None:
                    return False
                if done > own[place]:
                    own[place] = done
                    moved = True
                last = stop
            if own[-1] + board.ride[last][-1] > board.must_finish:
                return False
    return True


def first_meeting(
    board: Board, orders: Sequence[Order], leaves: Leaves
) -> tuple[Turn, Turn] | None:
    """The first time that two groups would be at one stop, as the two turns that part them."""
    found = None
    for stop in range(board.size):
        stays = []
        for group, order in enumerate(orders):
            place = order.index(stop) + 1
            stays.append((arrival(board, order, leaves[group], place), group, place))
        stays.sort()
        for (_, one, place), (arrives, other, other_place) in pairwise(stays):
            meets = arrives < leaves[one][place] + board.changeover
            if meets and (found is None or arrives < found[0]):
                turn = Turn(one, place, other, other_place)
                found = (arrives, turn, Turn(other, other_place, one, place))
    return found[1:] if found else None


def arrival(board: Board, order: Order, leaves: Sequence[int], place: int) -> int:
    """When a group comes to its ``place``-th stop, from 1."""
    last = order[place - 2] if place > 1 else board.size
    return leaves[place - 1] + board.ride[last][order[place - 1]]


def cost_of(board: Board, orders: Sequence[Order], leaves: Leaves) -> Cost:
    """What these times cost."""
    ends = [own[-1] + board.ride[order[-1]][-1] for own, order in zip(leaves, orders, strict=True)]
    return Cost(sum(ends), max(ends), max(ends) - min(ends))


def _ride_to(board: Board, orders: Sequence[Order], turn: Turn) -> int:
    order, place = orders[turn.after], turn.after_place
    last = order[place - 2] if place > 1 else board.size
    return board.ride[last][order[place - 1]]
