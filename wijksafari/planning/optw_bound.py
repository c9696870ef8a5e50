"""The most a tour can still gain, by visits made, candidate and time cell."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from wijksafari.planning.optw_arrays import NEVER, Arrays, Ints

HOPELESS = -NEVER
CELLS_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """Never less than what a partial tour can still gain.

    ``after[d][o, i, c]``: after d visits, owing o more to required places,
    ready to ride off from candidate i in time cell c. ``at[d][o, i, c]``:
    arriving at candidate i as visit d in cell c, its own gain left out. A cell
    is ``1 << shift`` time units, and what happens in it counts as happening at
    its first moment; arriving earlier is never worse, so rounding keeps the
    bound above the truth. Tours that come back to a candidate count too, which
    also keeps it above the truth.
    """

    shift: int
    after: tuple[Ints, ...]
    at: tuple[Ints, ...]


def completion_bound(arrays: Arrays, cells: int) -> Bound:
    """The bound on at least ``cells`` time cells (dynamic programming from the finish back)."""
    shift = max(0, (arrays.horizon // cells).bit_length() - 1)
    width = (arrays.horizon >> shift) + 1
    size = arrays.size
    moments = np.arange(width) << shift
    ready = _ready_cells(arrays, moments, shift)
    to_finish = arrays.travel[:size, size, None]
    home = np.full((arrays.owed + 1, size, width + 1), HOPELESS)
    home[0, :, :-1] = np.where(moments + to_finish <= arrays.horizon, -to_finish, HOPELESS)
    rides = arrays.travel[:size, :size].T >> shift
    steps = arrays.step[:size].T[:, :, None]
    after = [home]
    at = [_on_arrival(arrays, home, ready)]
    for depth in range(arrays.max_stops - 1, 0, -1):
        gain = home.copy() if depth >= arrays.min_stops else np.full_like(home, HOPELESS)
        for owed in range(min(arrays.owed, arrays.max_stops - depth) + 1):
            _take_best_step(gain[owed, :, :-1], at[-1][owed], rides, steps)
        after.append(gain)
        at.append(_on_arrival(arrays, gain, ready))
    unused = np.empty((0, 0, 0), np.int64)
    return Bound(shift, (unused, *reversed(after)), (unused, *reversed(at)))


def _on_arrival(arrays: Arrays, after: Ints, ready: Ints) -> Ints:
    """``at`` for ``after``: a visit later, and one place owed more where it is required."""
    owed, size, width = after.shape
    at = np.full((owed, size, 2 * width - 1), HOPELESS)
    later = np.take_along_axis(after, np.broadcast_to(ready, (owed, *ready.shape)), axis=2)
    at[:, :, : width - 1] = later
    if arrays.owed:
        at[1:, arrays.required, : width - 1] = later[:-1, arrays.required]
        at[0, arrays.required] = HOPELESS
    return at


def _ready_cells(arrays: Arrays, moments: Ints, shift: int) -> Ints:
    candidate = np.arange(arrays.size)[:, None]
    starts = arrays.service_starts(candidate, np.broadcast_to(moments, (arrays.size, len(moments))))
    cells: Ints = np.minimum((starts + arrays.service[:, None]) >> shift, len(moments))
    return cells


def _take_best_step(best: Ints, at: Ints, rides: Ints, steps: Ints) -> None:
    """Raise ``best`` [i, c] to the best next visit j; ``rides`` and ``steps`` are [j, i]."""
    from_cell = sliding_window_view(at, best.shape[1], axis=1)
    together = max(1, CELLS_AT_ONCE // best.size)
    for begin in range(0, len(at), together):
        rows = np.arange(begin, min(begin + together, len(at)))
        gains = from_cell[rows[:, None], rides[rows]]
        gains += steps[rows]
        np.maximum(best, gains.max(axis=0), out=best)
