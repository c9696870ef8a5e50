"""What a network's shapes tell, worked out once: lengths, bearings, pairs, nearness."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from wijksafari.planning.route import Point
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.plane import Floats, Plane

BEARING_METRES = 15.0
Ints = NDArray[np.int64]


class Streets:
    """A network on a plane. Everything is worked out when first asked for, and kept."""

    def __init__(self, network: StreetNetwork) -> None:
        self.network = network
        self.plane = Plane(float((network.lat.min() + network.lat.max()) / 2))

    @cached_property
    def xy(self) -> Floats:
        """All shapes in metres, rows as in ``shape_lat``."""
        return self.plane.xy(self.network.shape_lat, self.network.shape_lon)

    @cached_property
    def _total(self) -> Floats:
        """Metres along all shapes drawn after each other."""
        return np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(self.xy, axis=0).T))))

    @cached_property
    def along(self) -> Floats:
        """Per shape vertex: metres from the start of its edge, on the plane."""
        start = self.network.shape_start
        along: Floats = self._total - np.repeat(self._total[start[:-1]], np.diff(start))
        return along

    @cached_property
    def length(self) -> Floats:
        """Per edge: its length on the plane."""
        length: Floats = np.maximum(self.along[self.network.shape_start[1:] - 1], 1e-6)
        return length

    @cached_property
    def reverse(self) -> Ints:
        """Per edge: the edge that runs along the same shape the other way, -1 where none does."""
        return _reverse_edges(self.network)

    @cached_property
    def departure(self) -> Floats:
        """Per edge: its bearing over the first 15 metres, in degrees."""
        first, total = self.network.shape_start[:-1], self._total
        until = total[first] + np.minimum(self.length, BEARING_METRES)
        east = np.interp(until, total, self.xy[:, 0]) - self.xy[first, 0]
        north = np.interp(until, total, self.xy[:, 1]) - self.xy[first, 1]
        bearings: Floats = np.degrees(np.arctan2(east, north)) % 360
        return bearings

    @cached_property
    def _by_tail(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.network.tail, kind="stable")
        nodes = np.arange(len(self.network.lat) + 1)
        return order, np.searchsorted(self.network.tail[order], nodes)

    def leaving(self, node: int) -> list[int]:
        """The edges that leave a junction."""
        order, start = self._by_tail
        edges: list[int] = order[start[node] : start[node + 1]].tolist()
        return edges

    @cached_property
    def segments(self) -> tuple[Ints, Ints, shapely.STRtree]:
        """First vertex and edge of every segment of one direction of each street, and a tree."""
        start = self.network.shape_start
        edge_of = np.repeat(np.arange(len(start) - 1), np.diff(start))
        first = np.delete(np.arange(len(edge_of)), start[1:] - 1)
        once = (self.reverse < 0) | (np.arange(len(self.reverse)) < self.reverse)
        first = first[once[edge_of[first]]]
        pairs = np.stack((self.xy[first], self.xy[first + 1]), axis=1)
        lines = np.array(shapely.linestrings(pairs), dtype=object)
        return first, edge_of[first], shapely.STRtree(lines)

    def shape(self, edge: int) -> slice:
        """Where the edge's shape stands in the vertex arrays."""
        return slice(int(self.network.shape_start[edge]), int(self.network.shape_start[edge + 1]))

    def near(self, points: Sequence[Point], margin: float) -> Ints:
        """The streets within ``margin`` metres of the line, one edge of each, in order."""
        _, edges, tree = self.segments
        xy = self.plane.xy(np.array([p.lat for p in points]), np.array([p.lon for p in points]))
        line = shapely.linestrings(xy) if len(xy) > 1 else shapely.points(xy[0])
        return np.unique(edges[tree.query(line, predicate="dwithin", distance=margin)])


@lru_cache(maxsize=8)
def streets_of(network: StreetNetwork) -> Streets:
    """The companion of a network, worked out once."""
    return Streets(network)


def _reverse_edges(network: StreetNetwork) -> Ints:
    """Pair edges by exact sums over their shapes: plain, and weighted by vertex order."""
    start = network.shape_start[:-1].astype(np.int64)
    size = np.diff(network.shape_start).astype(np.int64)
    order = np.arange(len(network.shape_lat)) - np.repeat(start, size)
    east = np.rint(network.shape_lon * 1e7).astype(np.int64)
    north = np.rint(network.shape_lat * 1e7).astype(np.int64)
    place = east * 1_000_003 + north
    total = np.add.reduceat(place, start)
    forward = np.add.reduceat(place * order, start)
    backward = (size - 1) * total - forward
    key = np.column_stack((network.tail, network.head, size, total, forward))
    mirrored = np.column_stack((network.head, network.tail, size, total, backward))
    index = {tuple(row): edge for edge, row in reversed(list(enumerate(key.tolist())))}
    found = [index.get(tuple(row), -1) for row in mirrored.tolist()]
    reverse = np.array(found, dtype=np.int64)
    edges = np.arange(len(reverse))
    mutual = (reverse >= 0) & (reverse != edges) & (reverse[reverse] == edges)
    return np.where(mutual, reverse, -1)
