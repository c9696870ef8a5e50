"""The boundary of a wijk, as GeoJSON: WGS 84 degrees, longitude first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from wijksafari.planning.route import Point

GeoJson = dict[str, Any]
Ring = Sequence[Sequence[float]]


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


def _crossings(ring: Ring, point: Point) -> int:
    return sum(_crosses(one, other, point) for one, other in pairwise(ring))


def _crosses(one: Sequence[float], other: Sequence[float], point: Point) -> bool:
    (west, south, *_), (east, north, *_) = one, other
    if (south > point.lat) == (north > point.lat):
        return False
    return point.lon < west + (point.lat - south) * (east - west) / (north - south)
