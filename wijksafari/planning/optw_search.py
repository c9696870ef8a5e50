"""Growing partial tours stop by stop, all at once, while they can still be among the best."""

import numpy as np

from wijksafari.planning.optw_arrays import Arrays
from wijksafari.planning.optw_bound import Bound
from wijksafari.planning.optw_front import Front, departure, joined, most_promising, undominated
from wijksafari.planning.optw_pool import Pool
from wijksafari.planning.optw_types import Bools, Ints

PAIRS_AT_ONCE = 1 << 14
CROWD = 1 << 20


def beam_search(arrays: Arrays, bound: Bound, pool: Pool, width: int) -> None:
    """Offer ``pool`` the tours that grow from the ``width`` most promising partial tours."""
    front = departure(arrays)
    while front.size and front.depth < arrays.max_stops:
        # Many of the most promising are one set in another order, so look at more of them.
        front = most_promising(_grown(arrays, bound, front, pool.floors), 5 * width)
        _finish(arrays, front, pool)
        front = most_promising(undominated(front), width)


def exact_search(arrays: Arrays, bound: Bound, pool: Pool, front: Front, patience: int) -> bool:
    """Offer ``pool`` every tour grown from ``front`` that belongs to its best.

    Where partial tours become too many to hold at once, as when everything is
    near and worth the same, the most promising are searched to the end first
    and of sets that equal the last of the best only the first found are kept.
    Gives up, and returns False, after growing ``patience`` partial tours.
    """
    return _search(arrays, bound, pool, front, patience, crowded=False) >= 0


def _search(
    arrays: Arrays, bound: Bound, pool: Pool, front: Front, patience: int, *, crowded: bool
) -> int:
    """The patience left, negative where it ran out."""
    at_once = max(1, CROWD // arrays.size)
    while front.size and front.depth < arrays.max_stops and patience >= 0:
        if front.size > at_once:
            order = np.argsort(-front.bound, kind="stable")
            for begin in range(0, len(order), at_once):
                part = front.rows(order[begin : begin + at_once])
                part = part.rows(part.bound >= _wanted(pool, crowded=True)[part.goal])
                patience = _search(arrays, bound, pool, part, patience, crowded=True)
            return patience
        front = undominated(_grown(arrays, bound, front, _wanted(pool, crowded=crowded)))
        patience -= front.size
        _finish(arrays, front, pool)
    return patience


def _wanted(pool: Pool, *, crowded: bool) -> Ints:
    return pool.floors + pool.full if crowded else pool.floors


def _grown(arrays: Arrays, bound: Bound, front: Front, floors: Ints) -> Front:
    """Every partial tour of one visit more that may still reach its goal's floor."""
    rows_at_once = max(1, PAIRS_AT_ONCE // arrays.size)
    return joined(
        [
            _grown_part(arrays, bound, front.rows(slice(begin, begin + rows_at_once)), floors)
            for begin in range(0, front.size, rows_at_once)
        ]
    )


def _grown_part(arrays: Arrays, bound: Bound, front: Front, floors: Ints) -> Front:
    row, candidate, arrival = _hopeful(arrays, bound, front, floors)
    parent = front.rows(row)
    start = arrays.service_starts(candidate, arrival)
    end = np.minimum(start + arrays.service[candidate], arrays.horizon + 1)
    duty = arrays.duties.after[parent.duty, candidate]
    value = parent.value + arrays.step[parent.last, candidate]
    if arrays.bonus.any():
        seen = _theme_seen(arrays, parent.paths, candidate)
        duty = np.where(seen, arrays.duties.repeated[parent.duty, candidate], duty)
        granted = arrays.few_themes | ~_theme_seen(arrays, parent.paths[:, -1:], candidate)
        value -= arrays.bonus[candidate] * (seen & granted)
    hope = value + bound.after[front.depth + 1][duty, candidate, end >> bound.shift]
    paths = np.concatenate([parent.paths, candidate[:, None]], axis=1)
    grown = Front(paths, candidate, end, parent.goal, duty, value, hope)
    return grown.rows((hope >= floors[parent.goal]) & (end <= arrays.horizon))


def _hopeful(arrays: Arrays, bound: Bound, front: Front, floors: Ints) -> tuple[Ints, Ints, Ints]:
    """Which rows may visit which candidate next and still reach the floor, arriving when."""
    at = bound.at[front.depth + 1]
    arrival = arrays.travel[front.last, : arrays.size] + front.time[:, None]
    cell = (arrival >> bound.shift) + np.arange(arrays.size) * at.shape[2]
    cell += front.duty[:, None] * at[0].size
    short = floors[front.goal] - front.value
    row, candidate = np.nonzero(np.take(at, cell) + arrays.step[front.last] >= short[:, None])
    free = _free(arrays, front.paths, row, candidate)
    row, candidate = row[free], candidate[free]
    return row, candidate, arrival[row, candidate]


def _free(arrays: Arrays, paths: Ints, row: Ints, candidate: Ints) -> Bools:
    free = np.ones(len(row), np.bool_)
    for visited in paths.T:
        free &= ~arrays.clash[visited[row], candidate]
    return free


def _theme_seen(arrays: Arrays, paths: Ints, candidate: Ints) -> Bools:
    seen: Bools = (arrays.theme[paths] == arrays.theme[candidate][:, None]).any(axis=1)
    return seen


def _finish(arrays: Arrays, front: Front, pool: Pool) -> None:
    """Offer the tours that ride to the finish from here."""
    if front.depth < arrays.min_stops:
        return
    home = arrays.travel[front.last, arrays.size]
    value = front.value - home
    finish = front.time + home
    good = (
        (finish <= arrays.horizon)
        & (value >= pool.floors[front.goal])
        & (arrays.duties.owes[front.duty] == 0)
    )
    done = np.flatnonzero(good)
    pool.offer(front.goal[done], value[done], finish[done], arrays.ids[front.paths[done]])
