"""From a place to the nearest spot on a street."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.route import Point
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.plane import Floats, Plane, great_circle

MAX_SNAP_METRES = 250.0
NODE_METRES = 1.0
BEARING_METRES = 15.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place meets the streets.

    The spot lies at ``fraction`` of the length of ``edge``, seen in the edge's
    direction; ``node`` is the junction it coincides with, None inside an edge.
    ``offset`` is the distance in metres between the place and the spot.
    """

    edge: int
    fraction: float
    node: int | None
    point: Point
    offset: float


class Streets:
    """A network with what is worked out from it once: geometry, pairs and a spatial index."""

    def __init__(self, network: StreetNetwork) -> None:
        self.network = network
        self.plane = Plane(float((network.lat.min() + network.lat.max()) / 2))

    @cached_property
    def xy(self) -> Floats:
        """All shapes in metres, rows as in ``shape_lat``."""
        return self.plane.xy(self.network.shape_lat, self.network.shape_lon)

    @cached_property
    def along(self) -> Floats:
        """Per shape vertex: metres from the start of its edge, on the plane."""
        steps = np.hypot(*np.diff(self.xy, axis=0).T)
        total = np.concatenate(([0.0], np.cumsum(steps)))
        start = self.network.shape_start
        along: Floats = total - np.repeat(total[start[:-1]], np.diff(start))
        return along

    @cached_property
    def length(self) -> Floats:
        """Per edge: its length on the plane."""
        length: Floats = self.along[self.network.shape_start[1:] - 1]
        return length

    @cached_property
    def reverse(self) -> NDArray[np.int64]:
        """Per edge: the edge that runs along the same shape the other way, -1 where none does."""
        return _reverse_edges(self.network)

    @cached_property
    def departure(self) -> Floats:
        """Per edge: its bearing over the first 15 metres, in degrees."""
        steps = np.hypot(*np.diff(self.xy, axis=0).T)
        total = np.concatenate(([0.0], np.cumsum(steps)))
        first = self.network.shape_start[:-1]
        until = total[first] + np.minimum(self.length, BEARING_METRES)
        east = np.interp(until, total, self.xy[:, 0]) - self.xy[first, 0]
        north = np.interp(until, total, self.xy[:, 1]) - self.xy[first, 1]
        bearings: Floats = np.degrees(np.arctan2(east, north)) % 360
        return bearings

    @cached_property
    def _by_tail(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        order = np.argsort(self.network.tail, kind="stable")
        nodes = np.arange(len(self.network.lat) + 1)
        return order, np.searchsorted(self.network.tail[order], nodes)

    def leaving(self, node: int) -> list[int]:
        """The edges that leave a junction."""
        order, start = self._by_tail
        edges: list[int] = order[start[node] : start[node + 1]].tolist()
        return edges

    @cached_property
    def _segments(self) -> tuple[NDArray[np.int64], NDArray[np.int64], shapely.STRtree]:
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

    def snap(self, points: Sequence[Point], names: Sequence[str] = ()) -> tuple[Spot, ...]:
        """The spot of each point.

        ``names`` are what errors call the points. Raises PlaceNotReachableError
        with a sentence for every point that lies further than 250 m from a street.
        """
        if not points:
            return ()
        lat = np.array([point.lat for point in points], dtype=np.float64)
        lon = np.array([point.lon for point in points], dtype=np.float64)
        sound = np.isfinite(lat) & np.isfinite(lon)
        xy = self.plane.xy(np.where(sound, lat, 0.0), np.where(sound, lon, 0.0))
        first, edges, tree = self._segments
        hit = _first_hits(tree.query_nearest(shapely.points(xy)))
        begin, end = self.xy[first[hit]], self.xy[first[hit] + 1]
        part = _projection(xy, begin, end)
        foot = begin + part[:, None] * (end - begin)
        offset = np.hypot(*(xy - foot).T)
        self._refuse(points, names, sound & (offset <= MAX_SNAP_METRES), foot)
        metres = self.along[first[hit]] + part * np.hypot(*(end - begin).T)
        return tuple(
            self._spot(int(edge), float(along), float(away), place)
            for edge, along, away, place in zip(edges[hit], metres, offset, foot, strict=True)
        )

    def near(self, points: Sequence[Point], margin: float) -> NDArray[np.int64]:
        """The streets within ``margin`` metres of the line, one edge of each, in order."""
        _, edges, tree = self._segments
        xy = self.plane.xy(np.array([p.lat for p in points]), np.array([p.lon for p in points]))
        line = shapely.linestrings(xy) if len(xy) > 1 else shapely.points(xy[0])
        return np.unique(edges[tree.query(line, predicate="dwithin", distance=margin)])

    def _spot(self, edge: int, along: float, offset: float, foot: Floats) -> Spot:
        network, length = self.network, float(self.length[edge])
        if min(along, length - along) <= NODE_METRES:
            at_tail = along <= length - along
            node = int((network.tail if at_tail else network.head)[edge])
            point = Point(float(network.lat[node]), float(network.lon[node]))
            return Spot(edge, 0.0 if at_tail else 1.0, node, point, offset)
        lat, lon = self.plane.degrees(foot[None, :])
        return Spot(edge, along / length, None, Point(float(lat[0]), float(lon[0])), offset)

    def _refuse(
        self, points: Sequence[Point], names: Sequence[str], fine: NDArray[np.bool_], foot: Floats
    ) -> None:
        if fine.all():
            return
        lat, lon = self.plane.degrees(foot)
        raise PlaceNotReachableError(
            _too_far(
                points[i],
                names[i] if i < len(names) else "",
                Point(float(lat[i]), float(lon[i])),
                self.network,
            )
            for i in np.flatnonzero(~fine).tolist()
        )


@lru_cache(maxsize=8)
def streets_of(network: StreetNetwork) -> Streets:
    """The companion of a network, worked out once."""
    return Streets(network)


def _projection(xy: Floats, begin: Floats, end: Floats) -> Floats:
    """How far along each segment, from 0 to 1, the foot of the perpendicular lies."""
    run = end - begin
    square = np.maximum((run * run).sum(axis=1), 1e-12)
    part: Floats = np.clip(((xy - begin) * run).sum(axis=1) / square, 0.0, 1.0)
    return part


def _first_hits(hits: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of equally near segments the first, so that answers never vary."""
    order = np.lexsort((hits[1], hits[0]))
    _, first = np.unique(hits[0][order], return_index=True)
    chosen: NDArray[np.int64] = hits[1][order][first]
    return chosen


def _reverse_edges(network: StreetNetwork) -> NDArray[np.int64]:
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


def _too_far(point: Point, name: str, nearest: Point, network: StreetNetwork) -> str:
    where = f"({point.lat:.6g}, {point.lon:.6g})"
    who = f"{name} {where}" if name else f"De plek {where}"
    if not (abs(point.lat) <= 90 and abs(point.lon) <= 180):
        return f"{who} heeft coördinaten die niet bestaan; geef breedte en lengte in graden."
    if _inside(Point(point.lon, point.lat), network) and not _inside(point, network):
        return f"{who}: breedte- en lengtegraad lijken verwisseld; zet de breedtegraad voorop."
    metres = great_circle(point.lat, point.lon, nearest.lat, nearest.lon)
    return (
        f"{who} ligt {_distance(metres)} van de dichtstbijzijnde straat in het stratenbestand; "
        "controleer de coördinaten of neem een groter stratenbestand."
    )


def _inside(point: Point, network: StreetNetwork, margin: float = 0.05) -> bool:
    return bool(
        network.lat.min() - margin <= point.lat <= network.lat.max() + margin
        and network.lon.min() - margin <= point.lon <= network.lon.max() + margin
    )


def _distance(metres: float) -> str:
    if metres < 10_000:
        return f"{round(metres, 0 if metres < 1000 else -1):,.0f} m".replace(",", ".")
    return f"{metres / 1000:,.0f} km".replace(",", ".")
