"""The most a tour can still gain, by visits made, candidate and time cell."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from wijksafari.planning.optw_arrays import NEVER, Arrays
from wijksafari.planning.optw_types import Ints

HOPELESS = -NEVER
CELLS_AT_ONCE = 1 << 16
CELLS_AT_MOST = 1 << 23
FEWEST_CELLS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """Never less than what a partial tour can still gain.

    ``after[d][o, i, c]``: after d visits, with duty o, ready to ride off from
    candidate i in time cell c. ``at[d][o, i, c]``: arriving with duty o at
    candidate i as visit d in cell c, its own gain left out. A cell
    is ``1 << shift`` time units, and what happens in it counts as happening at
    its first moment; arriving earlier is never worse, so rounding keeps the
    bound above the truth. Tours that come back to a candidate count too, which
    also keeps it above the truth.
    """

    shift: int
    after: tuple[Ints, ...]
    at: tuple[Ints, ...]


def completion_bound(arrays: Arrays, cells: int) -> Bound:
    """The bound by dynamic programming from the finish back, on about ``cells`` time cells.

    There are ``cells`` to twice as many, fewer where the candidates are too many for it.
    """
    cells = max(FEWEST_CELLS, min(cells, CELLS_AT_MOST // arrays.size**2))
    shift = max(0, (arrays.horizon // cells).bit_length() - 1)
    width = (arrays.horizon >> shift) + 1
    size = arrays.size
    moments = np.arange(width) << shift
    ready = _ready_cells(arrays, moments, shift)
    later = _later(arrays.duties.after, ready)
    again = _later(arrays.duties.repeated, ready) if arrays.few_themes else None
    to_finish = arrays.travel[:size, size, None]
    owes = arrays.duties.owes
    home = np.full((len(owes), size, width + 1), HOPELESS)
    home[owes == 0, :, :-1] = np.where(moments + to_finish <= arrays.horizon, -to_finish, HOPELESS)
    rides = arrays.travel[:size, :size].T >> shift
    steps = arrays.step[:size].T[:, :, None]
    after = [home]
    at = [_on_arrival(arrays, home, later, again)]
    for depth in range(arrays.max_stops - 1, 0, -1):
        gain = home.copy() if depth >= arrays.min_stops else np.full_like(home, HOPELESS)
        for duty in np.flatnonzero(owes <= arrays.max_stops - depth):
            _take_best_step(gain[duty, :, :-1], at[-1][duty], rides, steps)
        after.append(gain)
        at.append(_on_arrival(arrays, gain, later, again))
    unused = np.empty((0, 0, 0), np.int64)
    return Bound(shift, (unused, *reversed(after)), (unused, *reversed(at)))


def _ready_cells(arrays: Arrays, moments: Ints, shift: int) -> Ints:
    candidate = np.arange(arrays.size)[:, None]
    starts = arrays.service_starts(candidate, np.broadcast_to(moments, (arrays.size, len(moments))))
    cells: Ints = np.minimum((starts + arrays.service[:, None]) >> shift, len(moments))
    return cells


def _later(duty_after: Ints, ready: Ints) -> Ints:
    """Where in the flat ``after`` an arrival, as in ``at``, continues when its visit ends."""
    size, width = ready.shape
    row = duty_after * size + np.arange(size)
    cell: Ints = row[:, :, None] * (width + 1) + ready
    cell[duty_after < 0] = width
    return cell


def _on_arrival(arrays: Arrays, after: Ints, later: Ints, again: Ints | None) -> Ints:
    """``at`` for ``after``, with as many hopeless cells behind it as a ride can take.

    ``again`` is where visits of a theme seen before continue, without its bonus.
    """
    duties, size, width = later.shape
    at = np.full((duties, size, 2 * width + 1), HOPELESS)
    at[:, :, :width] = np.take(after, later)
    if again is not None:
        repeated = np.take(after, again) - arrays.bonus[:, None]
        np.maximum(at[:, :, :width], repeated, out=at[:, :, :width])
    return at


def _take_best_step(best: Ints, at: Ints, rides: Ints, steps: Ints) -> None:
    """Raise ``best`` [i, c] to the best next visit j; ``rides`` and ``steps`` are [j, i]."""
    alive = np.flatnonzero(at[:, 0] > HOPELESS)
    from_cell = sliding_window_view(at, best.shape[1], axis=1)
    together = max(1, CELLS_AT_ONCE // best.size)
    for begin in range(0, len(alive), together):
        rows = alive[begin : begin + together]
        gains = from_cell[rows[:, None], rides[rows]]
        gains += steps[rows]
        np.maximum(best, gains.max(axis=0), out=best)
