"""Filling in groups' times: whole minutes, longer visits, and no waiting at closed doors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wijksafari.planning.groups_board import Board, Order
from wijksafari.planning.groups_times import Leaves, Timing, Turn, arrival, cost_of, settle
from wijksafari.planning.timing import Option, Timetable

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Times that hold with every turn; ``stays`` are the least seconds of each visit."""

    board: Board
    orders: tuple[Order, ...]
    turns: tuple[Turn, ...]
    leaves: Leaves
    stays: tuple[tuple[int, ...], ...]

    def settled(self, stays: tuple[tuple[int, ...], ...], leaves: Leaves) -> "Plan | None":
        """The plan with these stays, no earlier than ``leaves``; None where it does not fit."""
        leaves = [list(own) for own in leaves]
        if settle(self.board, self.orders, leaves, self.turns, stays):
            return replace(self, stays=stays, leaves=leaves)
        return None

    @property
    def tables(self) -> tuple[Timetable, ...]:
        """Each group's times."""
        return tuple(
            _table(self.board, order, own)
            for order, own in zip(self.orders, self.leaves, strict=True)
        )

    @property
    def waiting_at_doors(self) -> int:
        """Seconds of waiting at stops, all groups together."""
        return sum(
            start - arrives - self.board.parking
            for table in self.tables
            for start, arrives in zip(table.starts, table.arrivals, strict=True)
        )

    @property
    def waiting(self) -> int:
        """Seconds of waiting, at the meeting point too."""
        return self.waiting_at_doors + sum(own[0] - self.board.departs for own in self.leaves)


def filled(board: Board, timing: Timing) -> Plan:
    """The timing on whole minutes where there is room for it, with visits as long as can be.

    Minutes go to the highest prize first, and evenly among equal prizes and
    among groups; none that makes anybody wait longer. What waiting is left at
    closed doors is then moved to the meeting point.
    """
    turns = tuple(_all_turns(board, timing))
    stays = tuple((0,) * board.size for _ in timing.orders)
    plan = Plan(board, timing.orders, turns, timing.leaves, stays)
    return _leaving_later(_longer(_on_whole_minutes(plan)))


def _all_turns(board: Board, timing: Timing) -> Iterator[Turn]:
    """Who comes before whom at every stop, so that it stays that way."""
    for stop in range(board.size):
        visits = []
        for group, order in enumerate(timing.orders):
            place = order.index(stop) + 1
            visits.append((arrival(board, order, timing.leaves[group], place), group, place))
        for (_, one, place), (_, other, other_place) in pairwise(sorted(visits)):
            yield Turn(one, place, other, other_place)


def _on_whole_minutes(plan: Plan) -> Plan:
    """Rides rounded up to the minute, those that break nothing."""
    fresh = [[plan.board.departs] + [0] * plan.board.size for _ in plan.orders]
    for row, column in sorted({ride for order in plan.orders for ride in _ridden(order)}):
        table = [list(rides) for rides in plan.board.ride]
        table[row][column] += -table[row][column] % _MINUTE
        board = replace(plan.board, ride=tuple(map(tuple, table)))
        plan = replace(plan, board=board).settled(plan.stays, fresh) or plan
    return plan


def _ridden(order: Order) -> Iterator[tuple[int, int]]:
    size = len(order)
    return pairwise((size, *order, size))


def _longer(plan: Plan) -> Plan:
    visits = [(group, n) for group, order in enumerate(plan.orders) for n in range(len(order))]
    worth = [max(option.prize for option in options) for options in plan.board.options]
    for prize in sorted(set(worth), reverse=True):
        growing = [(group, n) for group, n in visits if worth[plan.orders[group][n]] == prize]
        while growing:
            lengths = [table.visits for table in plan.tables]
            # The shortest visit is served first, so that equals grow evenly.
            group, n = min(growing, key=lambda each: lengths[each[0]][each[1]])
            longer = _with_stay(plan, group, n, lengths[group][n] + _MINUTE)
            if longer is None:
                growing.remove((group, n))
            else:
                plan = longer
    return plan


def _with_stay(plan: Plan, group: int, n: int, seconds: int) -> Plan | None:
    stays = [list(own) for own in plan.stays]
    stays[group][n] = seconds
    longer = plan.settled(tuple(map(tuple, stays)), plan.leaves)
    return longer if longer is not None and longer.waiting <= plan.waiting else None


def _leaving_later(plan: Plan) -> Plan:
    """Waiting that is left is better done at the meeting point than at a closed door."""
    plan = replace(plan, stays=tuple(table.visits for table in plan.tables))
    for group in range(len(plan.orders)):
        while (better := _later(plan, group)) is not None:
            plan = better
    return plan


def _later(plan: Plan, group: int) -> Plan | None:
    """The group a minute later away, where that is a minute less at a door."""
    leaves = [list(own) for own in plan.leaves]
    leaves[group][0] += _MINUTE
    later = plan.settled(plan.stays, leaves)
    if later is None or later.waiting_at_doors >= plan.waiting_at_doors:
        return None
    total = cost_of(plan.board, plan.orders, plan.leaves).total
    return later if cost_of(plan.board, plan.orders, later.leaves).total <= total else None


def _table(board: Board, order: Order, own: Sequence[int]) -> Timetable:
    arrivals = [arrival(board, order, own, place) for place in range(1, len(order) + 1)]
    met = [
        _met(board.options[stop], arrives + board.parking, leaves)
        for stop, arrives, leaves in zip(order, arrivals, own[1:], strict=True)
    ]
    none = (0,) * len(order)
    return Timetable(
        departs=own[0],
        chosen=tuple(option for option, _ in met),
        arrivals=tuple(arrivals),
        starts=tuple(start for _, start in met),
        visits=tuple(leaves - start for (_, start), leaves in zip(met, own[1:], strict=True)),
        finish=own[-1] + board.ride[order[-1]][-1],
        early=none,
        late=none,
        over=0,
    )


def _met(options: Sequence[Option], ready: int, leaves: int) -> tuple[Option, int]:
    """What is met and from when: the most it can be worth, then the least waiting."""
    ways = [
        (-option.prize, start, number)
        for number, option in enumerate(options)
        if leaves <= option.closes
        and leaves - (start := max(ready, option.opens, leaves - option.longest)) >= option.shortest
    ]
    _, start, number = min(ways)
    return options[number], start
