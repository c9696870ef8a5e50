"""From places on earth to lines on a drawing, in whole units to keep it light."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wijksafari.planning.route import Point, Street

Spot = tuple[int, int]
METRES_PER_DEGREE = 111_320
LEAST_METRES = 200.0
_SEEN = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """The smallest box around places, in degrees; ``wide`` and ``high`` are its metres."""

    south: float
    north: float
    west: float
    east: float

    @property
    def shrink(self) -> float:
        """How much shorter a degree is eastward than northward."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def wide(self) -> float:
        """Metres from west to east, at least 200."""
        return max((self.east - self.west) * self.shrink * METRES_PER_DEGREE, LEAST_METRES)

    @property
    def high(self) -> float:
        """Metres from south to north, at least 200."""
        return max((self.north - self.south) * METRES_PER_DEGREE, LEAST_METRES)


@dataclass(frozen=True, slots=True)
class Scale:
    """Puts places on a drawing: x grows to the east, y to the south."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    left: float
    top: float

    def __call__(self, point: Point) -> Spot:
        """Where ``point`` is on the drawing."""
        x = (point.lon - self.west) * self.per_lon + self.left
        y = (self.north - point.lat) * self.per_lat + self.top
        return round(x), round(y)


def extent(points: Sequence[Point]) -> Extent:
    """The box around ``points``, of which there is at least one."""
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    return Extent(min(lats), max(lats), min(lons), max(lons))


def centred(box: Extent, per_metre: float, width: float, height: float) -> Scale:
    """``box`` in the middle of a drawing, at ``per_metre`` units a metre."""
    per_lat = METRES_PER_DEGREE * per_metre
    per_lon = per_lat * box.shrink
    left = (width - (box.east - box.west) * per_lon) / 2
    top = (height - (box.north - box.south) * per_lat) / 2
    return Scale(box.west, box.north, per_lon, per_lat, left, top)


def thinned(line: Sequence[Spot]) -> tuple[Spot, ...]:
    """The line without points closer together than the eye sees."""
    kept: list[Spot] = list(line[:1])
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > _SEEN:
            kept.append((x, y))
    if line[-1] != kept[-1]:
        kept.append(line[-1])
    return tuple(kept)


def keeping_right(line: Sequence[Spot], aside: float) -> tuple[Spot, ...]:
    """The line moved ``aside`` units to the right of its direction; where it turns back, less."""
    sides = [_right_of(a, b) for a, b in pairwise(line)]
    if not sides:
        return tuple(line)
    around = zip([sides[0], *sides], [*sides, sides[-1]], strict=True)
    return tuple(
        (round(x + (a + c) / 2 * aside), round(y + (b + d) / 2 * aside))
        for (x, y), ((a, b), (c, d)) in zip(line, around, strict=True)
    )


def _right_of(a: Spot, b: Spot) -> tuple[float, float]:
    length = math.dist(a, b) or 1.0
    return (a[1] - b[1]) / length, (b[0] - a[0]) / length


def path_data(line: Sequence[Spot]) -> str:
    """The line as SVG path data."""
    (x, y), *rest = line
    steps = []
    for next_x, next_y in rest:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{line[0][0]} {line[0][1]}l" + " ".join(steps)


def street_lines(streets: Iterable[Street], scale: Scale) -> list[tuple[Spot, ...]]:
    """The streets as lines; both directions of a street are one."""
    lines = set()
    for street in streets:
        line = thinned([scale(point) for point in street.coordinates])
        if len(line) > 1:
            lines.add(min(line, line[::-1]))
    return sorted(lines)


def beside(taken: Iterable[Spot], spot: Spot, apart: int) -> Spot:
    """``spot``, moved right until it covers none of those taken."""
    x, y = spot
    others = tuple(taken)
    while any(abs(each[0] - x) < apart and abs(each[1] - y) < apart for each in others):
        x += apart
    return x, y
