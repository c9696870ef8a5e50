"""Growing partial tours stop by stop, all at once, while they can still be among the best."""

from dataclasses import dataclass

import numpy as np

from wijksafari.planning.optw_arrays import NEVER, Arrays, Ints
from wijksafari.planning.optw_bound import Bound
from wijksafari.planning.optw_pool import Pool

PAIRS_AT_ONCE = 1 << 14
CROWD = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Front:
    """Partial tours with equally many visits, one a row: where, when, worth what.

    ``time`` is when the last visit ends, ``owed`` how many required places are
    left, ``value`` the value so far and ``bound`` what it can become at most.
    """

    paths: Ints
    last: Ints
    time: Ints
    owed: Ints
    value: Ints
    bound: Ints

    def __len__(self) -> int:
        return len(self.last)

    def __getitem__(self, rows: Ints | slice) -> "Front":
        return Front(
            self.paths[rows],
            self.last[rows],
            self.time[rows],
            self.owed[rows],
            self.value[rows],
            self.bound[rows],
        )


def departure(arrays: Arrays) -> Front:
    """The front before the first visit."""
    nothing = np.zeros(1, np.int64)
    return Front(
        paths=np.empty((1, 0), np.int64),
        last=nothing + arrays.size,
        time=nothing,
        owed=nothing + arrays.owed,
        value=nothing,
        bound=nothing + NEVER,
    )


def beam_search(arrays: Arrays, bound: Bound, pool: Pool, width: int) -> None:
    """Offer ``pool`` the tours that grow from the ``width`` most promising partial tours."""
    front = departure(arrays)
    while len(front) and front.paths.shape[1] < arrays.max_stops:
        front = _grown(arrays, bound, front, pool.floor)
        _finish(arrays, front, pool)
        if len(front) > width:
            front = front[np.argpartition(-front.bound, width)[:width]]


def exact_search(arrays: Arrays, bound: Bound, pool: Pool) -> None:
    """Offer ``pool`` every tour that belongs to its best.

    Where partial tours become too many to hold at once, as when everything is
    near and worth the same, the most promising are searched to the end first
    and of sets that equal the last of the best only the first found are kept.
    """
    _search(arrays, bound, pool, departure(arrays), crowded=False)


def _search(arrays: Arrays, bound: Bound, pool: Pool, front: Front, *, crowded: bool) -> None:
    at_once = max(1, CROWD // arrays.size)
    while len(front) and front.paths.shape[1] < arrays.max_stops:
        if len(front) > at_once:
            order = np.argsort(-front.bound, kind="stable")
            for begin in range(0, len(order), at_once):
                part = front[order[begin : begin + at_once]]
                part = part[np.flatnonzero(part.bound >= _wanted(pool, crowded=True))]
                _search(arrays, bound, pool, part, crowded=True)
            return
        front = _undominated(_grown(arrays, bound, front, _wanted(pool, crowded=crowded)))
        _finish(arrays, front, pool)


def _wanted(pool: Pool, *, crowded: bool) -> int:
    return pool.floor + 1 if crowded and pool.full else pool.floor


def _grown(arrays: Arrays, bound: Bound, front: Front, floor: int) -> Front:
    """Every partial tour of one visit more that may still reach ``floor``."""
    rows_at_once = max(1, PAIRS_AT_ONCE // arrays.size)
    parts = [
        _grown_part(arrays, bound, front[begin : begin + rows_at_once], floor)
        for begin in range(0, len(front), rows_at_once)
    ]
    if len(parts) == 1:
        return parts[0]
    return Front(
        np.concatenate([part.paths for part in parts]),
        np.concatenate([part.last for part in parts]),
        np.concatenate([part.time for part in parts]),
        np.concatenate([part.owed for part in parts]),
        np.concatenate([part.value for part in parts]),
        np.concatenate([part.bound for part in parts]),
    )


def _grown_part(arrays: Arrays, bound: Bound, front: Front, floor: int) -> Front:
    depth = front.paths.shape[1] + 1
    size = arrays.size
    at = bound.at[depth]
    arrival = arrays.travel[front.last, :size] + front.time[:, None]
    cell = (arrival >> bound.shift) + np.arange(size) * at.shape[2]
    if arrays.owed:
        cell += front.owed[:, None] * at[0].size
    hope = np.take(at, cell) + arrays.step[front.last] + front.value[:, None]
    row, candidate = np.nonzero(hope >= floor)
    free = np.ones(len(row), np.bool_)
    for column in range(depth - 1):
        free &= ~arrays.clash[front.paths[row, column], candidate]
    row, candidate = row[free], candidate[free]

    start = arrays.service_starts(candidate, arrival[row, candidate])
    end = np.minimum(start + arrays.service[candidate], arrays.horizon + 1)
    value = front.value[row] + arrays.step[front.last[row], candidate]
    paths = front.paths[row]
    if arrays.bonus.any():
        value -= _bonus_again(arrays, paths, candidate)
    owed = front.owed[row] - arrays.required[candidate]
    hope = value + bound.after[depth][owed, candidate, end >> bound.shift]
    keep = np.flatnonzero((hope >= floor) & (end <= arrays.horizon))
    candidate = candidate[keep]
    return Front(
        np.concatenate([paths[keep], candidate[:, None]], axis=1),
        candidate,
        end[keep],
        owed[keep],
        value[keep],
        hope[keep],
    )


def _bonus_again(arrays: Arrays, paths: Ints, candidate: Ints) -> Ints:
    """The theme bonus ``step`` grants for a theme visited before the last stop."""
    theme = arrays.theme[candidate]
    if not paths.shape[1]:
        return np.zeros(len(candidate), np.int64)
    seen = (arrays.theme[paths[:, :-1]] == theme[:, None]).any(axis=1)
    granted = theme != arrays.theme[paths[:, -1]]
    again: Ints = arrays.bonus[candidate] * (seen & granted)
    return again


def _undominated(front: Front) -> Front:
    """Drop partial tours that another with the same visits and last stop beats or equals.

    Only the order differs, so theme bonus and clashes are the same; an earlier
    end and a higher value (less travel) are never worse.
    """
    depth = front.paths.shape[1]
    if depth < 3 or len(front) < 64 or int(front.paths.max()) >= 1 << (62 // depth):
        return front
    bits = 62 // depth
    shifts = np.arange(depth) * bits
    visits = (np.sort(front.paths, axis=1) << shifts).sum(axis=1)
    order = np.lexsort((-front.value, front.time, front.last, visits))
    visits, last, value = visits[order], front.last[order], front.value[order]
    beaten = np.zeros(len(order), np.bool_)
    beaten[1:] = (visits[1:] == visits[:-1]) & (last[1:] == last[:-1]) & (value[1:] <= value[:-1])
    return front[np.sort(order[~beaten])]


def _finish(arrays: Arrays, front: Front, pool: Pool) -> None:
    """Offer the tours that ride to the finish from here."""
    if front.paths.shape[1] < arrays.min_stops:
        return
    home = arrays.travel[front.last, arrays.size]
    value = front.value - home
    finish = front.time + home
    done = np.flatnonzero((front.owed == 0) & (finish <= arrays.horizon) & (value >= pool.floor))
    if len(done):
        pool.offer(value[done], finish[done], arrays.ids[front.paths[done]])
