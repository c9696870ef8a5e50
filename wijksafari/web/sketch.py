"""A small drawing of a route on its streets, light enough to show three side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Point, Street
from wijksafari.render.drawing import (
    Scale,
    beside,
    centred,
    extent,
    path_data,
    street_lines,
    thinned,
)

WIDTH = 480
LEAST_HEIGHT, MOST_HEIGHT = 260, 420
PADDING = 26
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


def _fit(points: Sequence[Point]) -> tuple[Scale, int]:
    """The largest scale at which everything is on the drawing, and the drawing's height."""
    box = extent(points)
    most = MOST_HEIGHT - 2 * PADDING
    per_metre = min((WIDTH - 2 * PADDING) / box.wide, most / box.high)
    height = max(LEAST_HEIGHT, round(box.high * per_metre) + 2 * PADDING)
    return centred(box, per_metre, WIDTH, height), height


def _drawn(streets: Iterable[Street], scale: Scale) -> str:
    return "".join(map(path_data, street_lines(streets, scale)))


def _route(itinerary: Itinerary, scale: Scale) -> Route:
    ridden = [scale(point) for leg in itinerary.legs for point in leg.coordinates]
    line = thinned(ridden) if ridden else ()
    ends = (itinerary.evening.meeting_point, itinerary.evening.finish)
    taken: list[Dot] = []
    for number, visit in enumerate(itinerary.visits, start=1):
        spot = beside(((dot.x, dot.y) for dot in taken), scale(visit.location.point), APART)
        taken.append(Dot(*spot, str(number)))
    return Route(
        path=path_data(line) if len(line) > 1 else "",
        dots=tuple(taken),
        ends=tuple(Dot(x, y, "") for x, y in dict.fromkeys(map(scale, ends))),
    )
