"""The cheapest rides between all of many spots at once."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wijksafari.errors import PlaceNotReachableError
from wijksafari.streets.core import Core, Ride, Rides
from wijksafari.streets.geometry import Ints
from wijksafari.streets.plane import Floats
from wijksafari.streets.search import TORN_APART
from wijksafari.streets.snap import Spot


def ride_table(core: Core, spots: Sequence[Spot]) -> Floats:
    """Cost, metres and smooth metres of the ride from every spot to every other: n × n × 3.

    Raises PlaceNotReachableError where the network does not connect two of them.
    """
    up = [core.upwards(core.graph.leaving(spot), leaving=True) for spot in spots]
    down = [core.upwards(core.graph.reaching(spot), leaving=False) for spot in spots]
    table = _through_core(core, up, down)
    for i, j, ride in _outside_core(core, spots, up, down):
        if ride.cost <= table[i, j, 0]:
            table[i, j] = ride
    if not np.isfinite(table).all():
        raise PlaceNotReachableError(TORN_APART)
    return table


def _outside_core(
    core: Core, spots: Sequence[Spot], up: list[Rides], down: list[Rides]
) -> list[tuple[int, int, Ride]]:
    """Rides that turn around before the core, or stay on one street; cheapest last."""
    arriving: dict[int, list[tuple[int, Ride]]] = {}
    streets: dict[int, list[int]] = {}
    for j, rides in enumerate(down):
        streets.setdefault(spots[j].edge, []).append(j)
        for node, ride in rides.items():
            if core.rank[node] >= 0:
                arriving.setdefault(node, []).append((j, ride))
    found = [
        (i, j, ride.then(rest))
        for i, rides in enumerate(up)
        for node, ride in rides.items()
        for j, rest in arriving.get(node, ())
    ]
    for i, spot in enumerate(spots):
        for j in streets[spot.edge]:
            direct = core.graph.along(spot, spots[j])
            if direct is not None:
                stretch = direct[0] if direct else None
                found.append((i, j, Ride(*core.graph.ride(stretch))))
    return sorted(found, key=lambda row: row[2], reverse=True)


def _through_core(core: Core, up: list[Rides], down: list[Rides]) -> Floats:
    """The cheapest rides by way of the core; infinite where there are none."""
    size, count = int((core.index >= 0).sum()), len(up)
    if not size:
        return np.full((count, count, 3), np.inf)
    search = _CoreSearch(core, size, up)
    node, rest = _padded(core, down)
    total = search.cost[:, node] + rest[None, :, :, 0]
    way = total.argmin(axis=2)
    column = np.arange(count)[None, :]
    table: Floats = rest[column, way].copy()
    table[~np.isfinite(np.take_along_axis(total, way[:, :, None], axis=2)[:, :, 0])] = np.inf
    search.add_rides(table.reshape(-1, 3), node[column, way].ravel())
    return table


def _padded(core: Core, down: list[Rides]) -> tuple[Ints, Floats]:
    """The ways down from the core to each spot as arrays, filled up with endless rides."""
    ways = [
        [(core.index[node], ride) for node, ride in rides.items() if core.rank[node] < 0]
        for rides in down
    ]
    shape = (len(down), max(1, *map(len, ways)) if ways else 1)
    node = np.zeros(shape, dtype=np.int64)
    rest = np.full((*shape, 3), np.inf)
    for j, row in enumerate(ways):
        for k, (index, ride) in enumerate(row):
            node[j, k], rest[j, k] = index, ride
    return node, rest


class _CoreSearch:
    """Dijkstra from every spot: a row of links to the core, one extra node each."""

    def __init__(self, core: Core, size: int, up: list[Rides]) -> None:
        links = [
            (size + i, int(core.index[node]), ride)
            for i, rides in enumerate(up)
            for node, ride in sorted(rides.items())
            if core.rank[node] < 0
        ]
        tail = np.concatenate((core.tail, np.array([row[0] for row in links], dtype=np.int64)))
        head = np.concatenate((core.head, np.array([row[1] for row in links], dtype=np.int64)))
        extra = np.array([row[2] for row in links], dtype=np.float64).reshape(-1, 3)
        self._weights = np.concatenate((core.weights, extra))
        self._total = size + len(up)
        self._keys = tail * self._total + head
        start = np.searchsorted(tail, np.arange(self._total + 1))
        matrix: csr_array[np.float64, tuple[int, int]] = csr_array(
            (self._weights[:, 0], head, start), shape=(self._total, self._total)
        )
        self._sources = size + np.arange(len(up))
        self.cost: Floats
        self.cost, self._before = dijkstra(matrix, indices=self._sources, return_predecessors=True)

    def add_rides(self, table: Floats, node: Ints) -> None:
        """Add to each row (origin, destination) the ride from its origin to its ``node``."""
        origin = np.repeat(np.arange(len(self._sources)), len(self._sources))
        going = np.flatnonzero(np.isfinite(table[:, 0]))
        while len(going):
            here = node[going]
            before = self._before[origin[going], here].astype(np.int64)
            slot = np.searchsorted(self._keys, before * self._total + here)
            table[going] += self._weights[slot]
            node[going] = before
            going = going[before != self._sources[origin[going]]]
