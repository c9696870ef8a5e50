"""The most a tour can still gain, by visits made, candidate and time cell."""

from dataclasses import dataclass

import numpy as np

from wijksafari.planning.optw_arrays import NEVER, Arrays, Ints

HOPELESS = -NEVER


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """Never less than what a partial tour can still gain.

    ``after[d][i, c]``: after d visits, ready to ride off from candidate i in
    time cell c. ``at[d][i, c]``: arriving at candidate i as visit d in cell c,
    its own gain left out. A cell is ``1 << shift`` time units, and what happens
    in it counts as happening at its first moment; arriving earlier is never
    worse, so rounding keeps the bound above the truth. Tours that come back to
    a candidate count too, which also keeps it above the truth.
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
    to_finish = arrays.travel[:, size]
    home = np.where(moments + to_finish[:, None] <= arrays.horizon, -to_finish[:, None], HOPELESS)
    reach = _reach(arrays, width, shift)
    step = arrays.step[:size, :, None]
    after, at = [_padded(home[:size], width)], []
    for depth in range(arrays.max_stops, 1, -1):
        at.append(_padded(np.take_along_axis(after[-1], ready, axis=1), 2 * width))
        gain = (np.take(at[-1], reach) + step).max(axis=1)
        if depth > arrays.min_stops:
            np.maximum(gain, home[:size], out=gain)
        after.append(_padded(gain, width))
    at.append(_padded(np.take_along_axis(after[-1], ready, axis=1), 2 * width))
    empty = np.empty((0, 0), np.int64)
    return Bound(shift, (empty, *reversed(after)), (empty, *reversed(at)))


def _ready_cells(arrays: Arrays, moments: Ints, shift: int) -> Ints:
    candidate = np.arange(arrays.size)[:, None]
    starts = arrays.service_starts(candidate, np.broadcast_to(moments, (arrays.size, len(moments))))
    cells: Ints = np.minimum((starts + arrays.service[:, None]) >> shift, len(moments))
    return cells


def _reach(arrays: Arrays, width: int, shift: int) -> Ints:
    """Where in the flat ``at`` a ride from i to j starting in cell c ends, as [i, j, c]."""
    size = arrays.size
    rides = (arrays.travel[:size, :size] >> shift) + np.arange(size) * (2 * width + 1)
    return rides[:, :, None] + np.arange(width)


def _padded(values: Ints, width: int) -> Ints:
    """``values`` with hopeless cells behind them up to column ``width``."""
    padded = np.full((len(values), width + 1), HOPELESS)
    padded[:, : values.shape[1]] = np.maximum(values, HOPELESS)
    return padded
