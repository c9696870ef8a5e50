"""A small drawing of a route on its streets, light enough to show three side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Point, Street

WIDTH = 480
LEAST_HEIGHT, MOST_HEIGHT = 260, 420
PADDING = 26
METRES_PER_DEGREE = 111_320
MAIN = {"main road", "cycleway"}
APART = 24
APART_DEGREES = 0.0006


@dataclass(frozen=True, slots=True)
class Dot:
    """A numbered stop on the drawing; several at one spot stand beside each other."""

    x: int
    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Route:
    """One tour's line and stops; ``ends`` are the meeting point and the finish, or both in one."""

    path: str
    dots: tuple[Dot, ...]
    ends: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Streets, drawn once, and routes on them at the same scale."""

    width: int
    height: int
    streets: str
    main_streets: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    west: float
    north: float
    per_lon: float
    per_lat: float
    left: float
    top: float

    def __call__(self, point: Point) -> tuple[int, int]:
        x = (point.lon - self.west) * self.per_lon + self.left
        y = (self.north - point.lat) * self.per_lat + self.top
        return round(x), round(y)


def sketch(itineraries: Sequence[Itinerary], streets: Sequence[Street]) -> Sketch:
    """Draw the tours on ``streets``, all at one scale."""
    ridden = ridden_points(itineraries)
    stops = [visit.location.point for each in itineraries for visit in each.visits]
    ends = [p for each in itineraries for p in (each.evening.meeting_point, each.evening.finish)]
    scale, height = _fit([*ridden, *stops, *ends])
    return Sketch(
        width=WIDTH,
        height=height,
        streets=_drawn((s for s in streets if s.way not in MAIN), scale),
        main_streets=_drawn((s for s in streets if s.way in MAIN), scale),
        routes=tuple(_route(each, scale) for each in itineraries),
    )


def ridden_points(itineraries: Iterable[Itinerary]) -> list[Point]:
    """The points the tours pass, to draw by."""
    return [point for each in itineraries for leg in each.legs for point in leg.coordinates]


def passed_points(itineraries: Iterable[Itinerary]) -> list[Point]:
    """Points some fifty metres apart along the tours: enough to find the streets around them."""
    kept: list[Point] = []
    for point in ridden_points(itineraries):
        if (
            not kept
            or abs(point.lat - kept[-1].lat) + abs(point.lon - kept[-1].lon) > APART_DEGREES
        ):
            kept.append(point)
    return kept


def _fit(points: Sequence[Point]) -> tuple[_Scale, int]:
    """The largest scale at which everything is on the drawing, and the drawing's height."""
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    shrink = math.cos(math.radians((south + north) / 2))
    wide = max((east - west) * shrink * METRES_PER_DEGREE, 200.0)
    high = max((north - south) * METRES_PER_DEGREE, 200.0)
    inner = WIDTH - 2 * PADDING
    per_metre = min(inner / wide, (MOST_HEIGHT - 2 * PADDING) / high)
    height = max(LEAST_HEIGHT, round(high * per_metre) + 2 * PADDING)
    per_lon, per_lat = (shrink * METRES_PER_DEGREE * per_metre, METRES_PER_DEGREE * per_metre)
    left = (WIDTH - (east - west) * per_lon) / 2
    top = (height - (north - south) * per_lat) / 2
    return _Scale(west, north, per_lon, per_lat, left, top), height


def _drawn(streets: Iterable[Street], scale: _Scale) -> str:
    """SVG path data; both directions of a street are drawn once."""
    lines = set()
    for street in streets:
        line = _thinned([scale(point) for point in street.coordinates])
        if len(line) > 1:
            lines.add(min(line, line[::-1]))
    return "".join(_path(line) for line in sorted(lines))


def _thinned(line: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The line without points closer together than the eye sees."""
    kept: list[tuple[int, int]] = list(line[:1])
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 3:
            kept.append((x, y))
    if line[-1] != kept[-1]:
        kept.append(line[-1])
    return tuple(kept)


def _path(line: Sequence[tuple[int, int]]) -> str:
    (x, y), *rest = line
    parts = [f"M{x} {y}l"]
    steps = []
    for next_x, next_y in rest:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return "".join(parts) + " ".join(steps)


def _route(itinerary: Itinerary, scale: _Scale) -> Route:
    ridden = [scale(point) for leg in itinerary.legs for point in leg.coordinates]
    line = _thinned(ridden) if ridden else ()
    ends = (itinerary.evening.meeting_point, itinerary.evening.finish)
    taken: list[Dot] = []
    for number, visit in enumerate(itinerary.visits, start=1):
        taken.append(_beside(taken, *scale(visit.location.point), str(number)))
    return Route(
        path=_path(line) if len(line) > 1 else "",
        dots=tuple(taken),
        ends=tuple(Dot(x, y, "") for x, y in dict.fromkeys(map(scale, ends))),
    )


def _beside(taken: Sequence[Dot], x: int, y: int, label: str) -> Dot:
    """A dot that covers no earlier one: moved right until there is room."""
    while any(abs(dot.x - x) < APART and abs(dot.y - y) < APART for dot in taken):
        x += APART
    return Dot(x, y, label)
