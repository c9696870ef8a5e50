"""Cheapest rides between spots, on arrays (Dijkstra 1959, from every origin)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from wijksafari.errors import PlaceNotReachableError
from wijksafari.streets.comfort import Profile, Weights, weights
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.plane import Floats
from wijksafari.streets.snap import Spot, streets_of

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A ride along ``edge`` from one fraction of its length to a later one."""

    edge: int
    begin: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, eq=False)
class Graph:
    """The best edge between every two adjacent junctions, sorted by (tail, head)."""

    network: StreetNetwork
    weights: Weights
    reverse: Ints
    edge: Ints

    @property
    def nodes(self) -> int:
        """How many junctions there are."""
        return len(self.network.lat)


@lru_cache(maxsize=16)
def graph_of(network: StreetNetwork, profile: Profile, dark: bool) -> Graph:
    """What there is to search in, worked out once."""
    weighed = weights(network, profile, dark)
    order = np.lexsort((weighed.cost, network.head, network.tail))
    tail, head = network.tail[order], network.head[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    return Graph(network, weighed, streets_of(network).reverse, order[first & (tail != head)])


@dataclass(frozen=True, eq=False)
class _Ends:
    """The one or two ways to leave (or reach) each spot: n × 2 arrays.

    ``node`` is the junction, ``edge`` what is ridden between spot and
    junction, ``part`` how much of it. A spot at a junction has no ``edge``
    (-1) and a ``part`` of 0. Where there is no second way ``part`` is infinite.
    """

    node: Ints
    edge: Ints
    part: Floats

    def ride(self, per_edge: Floats) -> Floats:
        """The weight of every ride between spot and junction."""
        return np.where(self.edge < 0, self.part, per_edge[self.edge] * self.part)


class Rides:
    """The cheapest rides from every origin to every destination."""

    def __init__(self, graph: Graph, origins: Sequence[Spot], destinations: Sequence[Spot]) -> None:
        self.graph, self.origins, self.destinations = graph, origins, destinations
        self._out = _ends(graph, origins, leaving=True)
        self._in = _ends(graph, destinations, leaving=False)
        self._sources: Ints = np.array(
            [graph.nodes + i if o.node is None else o.node for i, o in enumerate(origins)]
        )
        self._search()
        self._arrive()

    def _search(self) -> None:
        """Search from all origins; origins inside an edge are extra nodes at the end."""
        graph, network, size = self.graph, self.graph.network, self.graph.nodes
        row: Ints = np.repeat(np.arange(len(self.origins)), 2)
        cost = self._out.ride(graph.weights.cost).ravel()
        inside = (self._out.edge.ravel() >= 0) & np.isfinite(cost)
        order = np.flatnonzero(inside)
        order = order[np.lexsort((cost[order], self._out.node.ravel()[order], row[order]))]
        tail: Ints = np.concatenate((network.tail[graph.edge], row[order] + size))
        head: Ints = np.concatenate((network.head[graph.edge], self._out.node.ravel()[order]))
        self._edge = np.concatenate((graph.edge, self._out.edge.ravel()[order]))
        self._part = np.concatenate((np.ones(len(graph.edge)), self._out.part.ravel()[order]))
        self._total = size + len(self.origins)
        self._keys: Ints = tail.astype(np.int64) * self._total + head
        indptr: Ints = np.searchsorted(self._keys, np.arange(self._total + 1) * self._total)
        ride: Floats = graph.weights.cost[self._edge] * self._part
        matrix: csr_array[np.float64, tuple[int, int]] = csr_array(
            (ride, head, indptr), shape=(self._total, self._total)
        )
        self._cost, self._before = dijkstra(matrix, indices=self._sources, return_predecessors=True)

    def _arrive(self) -> None:
        """Choose for every pair by which junction to arrive, or to stay on the street."""
        last = self._in.ride(self.graph.weights.cost)
        total = np.asarray(self._cost[:, self._in.node], dtype=np.float64) + last[None, :, :]
        self._way = total.argmin(axis=2)
        self.cost: Floats = np.take_along_axis(total, self._way[:, :, None], axis=2)[:, :, 0]
        self._direct: dict[tuple[int, int], tuple[Stretch, ...]] = {}
        for i, j in self._same_street():
            direct = _along(self.origins[i], self.destinations[j], self.graph)
            if direct is None:
                continue
            cost = sum(self.graph.weights.cost[s.edge] * (s.end - s.begin) for s in direct)
            if cost <= self.cost[i, j]:
                self.cost[i, j] = cost
                self._direct[i, j] = direct
        if not np.isfinite(self.cost).all():
            raise PlaceNotReachableError(
                "Niet elke plek is vanaf elke andere te bereiken; maak het stratenbestand opnieuw."
            )

    def _same_street(self) -> list[tuple[int, int]]:
        """Pairs of spots inside one edge (snapping gives one edge for both directions)."""
        origins = np.array([-1 if o.node is not None else o.edge for o in self.origins])
        others = np.array([-2 if d.node is not None else d.edge for d in self.destinations])
        return [(int(i), int(j)) for i, j in np.argwhere(origins[:, None] == others[None, :])]

    def totals(self, *per_edge: Floats) -> tuple[Floats, ...]:
        """For each weight its sum over every ride: one row an origin, one column a destination."""
        way = self._way
        columns = np.arange(len(self.destinations))[None, :]
        sums = [np.asarray(self._in.ride(w)[columns, way]) for w in per_edge]
        slots = [w[self._edge] * self._part for w in per_edge]
        row = np.repeat(np.arange(len(way)), way.shape[1])
        node = self._in.node[columns, way].ravel()
        flat = [total.ravel() for total in sums]
        at = np.arange(len(node))
        while len(at := at[node[at] != self._sources[row[at]]]):
            before = self._before[row[at], node[at]]
            slot = np.searchsorted(self._keys, before * np.int64(self._total) + node[at])
            for total, ride in zip(flat, slots, strict=True):
                total[at] += ride[slot]
            node[at] = before
        for (i, j), stretches in self._direct.items():
            for total, w in zip(flat, per_edge, strict=True):
                total[i * way.shape[1] + j] = sum(w[s.edge] * (s.end - s.begin) for s in stretches)
        return tuple(total.reshape(way.shape) for total in flat)

    def path(self, i: int, j: int) -> tuple[Stretch, ...]:
        """What is ridden from origin ``i`` to destination ``j``, in order."""
        if (i, j) in self._direct:
            return self._direct[i, j]
        way = self._way[i, j]
        node, found = int(self._in.node[j, way]), []
        if self._in.edge[j, way] >= 0:
            found.append(Stretch(int(self._in.edge[j, way]), 0.0, float(self._in.part[j, way])))
        while node != self._sources[i]:
            before = int(self._before[i, node])
            slot = int(np.searchsorted(self._keys, before * self._total + node))
            found.append(Stretch(int(self._edge[slot]), 1.0 - float(self._part[slot]), 1.0))
            node = before
        return tuple(reversed(found))


def _ends(graph: Graph, spots: Sequence[Spot], leaving: bool) -> _Ends:
    tail, head = graph.network.tail, graph.network.head
    rows = []
    for spot in spots:
        if spot.node is not None:
            rows.append(((spot.node, -1, 0.0), (spot.node, -1, np.inf)))
            continue
        edge, back = spot.edge, int(graph.reverse[spot.edge])
        ahead, behind = 1.0 - spot.fraction, spot.fraction
        first, second = (ahead, behind) if leaving else (behind, ahead)
        near, far = (head, tail) if leaving else (tail, head)
        rows.append(
            (
                (int(near[edge]), edge, first),
                (int(far[edge]), back, second) if back >= 0 else (int(near[edge]), -1, np.inf),
            )
        )
    table = np.array(rows, dtype=np.float64).reshape(len(spots), 2, 3)
    return _Ends(table[:, :, 0].astype(np.int64), table[:, :, 1].astype(np.int64), table[:, :, 2])


def _along(origin: Spot, destination: Spot, graph: Graph) -> tuple[Stretch, ...] | None:
    """The ride within the one edge both spots lie on, None where it is against traffic."""
    begin, end = origin.fraction, destination.fraction
    if begin == end:
        return ()
    if begin < end:
        return (Stretch(origin.edge, begin, end),)
    back = int(graph.reverse[origin.edge])
    return (Stretch(back, 1.0 - begin, 1.0 - end),) if back >= 0 else None
