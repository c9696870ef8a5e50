"""From a place to the nearest spot on a street."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.route import Point
from wijksafari.planning.words import grouped
from wijksafari.streets.geometry import Streets
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.plane import Floats, great_circle

MAX_SNAP_METRES = 250.0
NODE_METRES = 1.0


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


def snap(streets: Streets, points: Sequence[Point], names: Sequence[str] = ()) -> tuple[Spot, ...]:
    """The spot of each point.

    ``names`` are what errors call the points. Raises PlaceNotReachableError
    with a sentence for every point that lies further than 250 m from a street.
    """
    if not points:
        return ()
    lat = np.array([point.lat for point in points], dtype=np.float64)
    lon = np.array([point.lon for point in points], dtype=np.float64)
    sound = np.isfinite(lat) & np.isfinite(lon)
    xy = streets.plane.xy(np.where(sound, lat, 0.0), np.where(sound, lon, 0.0))
    first, edges, tree = streets.segments
    hit = _first_hits(tree.query_nearest(shapely.points(xy)))
    begin, end = streets.xy[first[hit]], streets.xy[first[hit] + 1]
    part = _projection(xy, begin, end)
    foot = begin + part[:, None] * (end - begin)
    offset = np.hypot(*(xy - foot).T)
    feet = tuple(map(Point, *(degrees.tolist() for degrees in streets.plane.degrees(foot))))
    fine = sound & (offset <= MAX_SNAP_METRES)
    if not fine.all():
        far = np.flatnonzero(~fine).tolist()
        raise PlaceNotReachableError(
            (
                _too_far(points[i], names[i] if i < len(names) else "", feet[i], streets.network)
                for i in far
            ),
            metres={i: float(offset[i]) if sound[i] else math.inf for i in far},
        )
    metres = streets.along[first[hit]] + part * np.hypot(*(end - begin).T)
    found = zip(edges[hit].tolist(), metres.tolist(), offset.tolist(), feet, strict=True)
    return tuple(_spot(streets, *row) for row in found)


def _spot(streets: Streets, edge: int, along: float, offset: float, foot: Point) -> Spot:
    """The spot so far along an edge; within a metre of its end it is the junction."""
    network, length = streets.network, float(streets.length[edge])
    if min(along, length - along) > NODE_METRES:
        return Spot(edge, along / length, None, foot, offset)
    at_tail = along <= length - along
    node = int((network.tail if at_tail else network.head)[edge])
    point = Point(float(network.lat[node]), float(network.lon[node]))
    return Spot(edge, 0.0 if at_tail else 1.0, node, point, offset)


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
        return f"{grouped(round(metres, 0 if metres < 1000 else -1))} m"
    return f"{grouped(metres / 1000)} km"
