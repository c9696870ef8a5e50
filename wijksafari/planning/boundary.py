"""The boundary of a wijk, as GeoJSON: WGS 84 degrees, longitude first."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from wijksafari.planning.route import Point

GeoJson = dict[str, Any]
Ring = Sequence[Sequence[float]]
# How far around a wijk its streets are fetched.
SURROUNDINGS_METRES = 500.0
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class WijkArea:
    """Where a wijk is: its ``boundary``, a Polygon or MultiPolygon, or else the name of its place.

    ``name`` is how people call it.
    """

    name: str
    place: str = ""
    boundary: GeoJson | None = None

    @property
    def known(self) -> bool:
        """Whether there is anything to look for."""
        return self.boundary is not None or bool(self.place)


@dataclass(frozen=True, slots=True)
class NamedBoundary:
    """What OpenStreetMap has under a place's name."""

    name: str
    boundary: GeoJson


def contains(boundary: GeoJson, point: Point) -> bool:
    """Whether ``point`` lies within ``boundary``, and not in a hole of it."""
    # A ray to the east crosses the outline an odd number of times; a hole's edge undoes it.
    return sum(_crossings(ring, point) for ring in rings(boundary)) % 2 == 1


def rings(boundary: GeoJson) -> Iterator[Ring]:
    """Every closed line of ``boundary``: around its parts and around the holes in them."""
    polygons = boundary["coordinates"]
    for polygon in polygons if boundary["type"] == "MultiPolygon" else (polygons,):
        yield from polygon


def box(boundary: GeoJson) -> tuple[Point, Point]:
    """The south-west and north-east corners of the box around ``boundary``."""
    places = [place for ring in rings(boundary) for place in ring]
    lons, lats = [place[0] for place in places], [place[1] for place in places]
    return Point(min(lats), min(lons)), Point(max(lats), max(lons))


def is_beyond(boundary: GeoJson, point: Point, metres: float) -> bool:
    """Whether ``point`` certainly lies more than ``metres`` outside ``boundary``: off its box."""
    south_west, north_east = box(boundary)
    north = max(south_west.lat - point.lat, point.lat - north_east.lat, 0)
    east = max(south_west.lon - point.lon, point.lon - north_east.lon, 0)
    east *= math.cos(math.radians(point.lat))
    return math.hypot(north, east) * _KM_PER_DEGREE * 1000 > metres


def square_kilometres(boundary: GeoJson) -> float:
    """How large the wijk is, within one percent; holes do not count."""
    polygons = boundary["coordinates"]
    parts = polygons if boundary["type"] == "MultiPolygon" else (polygons,)
    return sum(_size(ring) for ring, *_ in parts) - sum(
        _size(hole) for _, *holes in parts for hole in holes
    )


def _size(ring: Ring) -> float:
    """The shoelace formula on a map that is flat at the ring's own latitude."""
    latitude = sum(place[1] for place in ring) / len(ring)
    twice = sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))
    return abs(twice) / 2 * _KM_PER_DEGREE**2 * math.cos(math.radians(latitude))


def _crossings(ring: Ring, point: Point) -> int:
    return sum(_crosses(one, other, point) for one, other in pairwise(ring))


def _crosses(one: Sequence[float], other: Sequence[float], point: Point) -> bool:
    (west, south, *_), (east, north, *_) = one, other
    if (south > point.lat) == (north > point.lat):
        return False
    return point.lon < west + (point.lat - south) * (east - west) / (north - south)
