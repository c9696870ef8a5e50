"""A map to print: streets, route and numbered stops in black on white."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from xml.sax.saxutils import escape

from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Street
from wijksafari.render.drawing import (
    Scale,
    Spot,
    beside,
    keeping_right,
    path_data,
    street_lines,
    thinned,
)
from wijksafari.render.paper_labels import Label, Room, place_along, place_beside
from wijksafari.render.paper_sheet import (
    DISC,
    LETTERS,
    Sheet,
    clear_end,
    corners_room,
    end_mark,
    end_room,
    evening_extent,
    fitting_sheet,
    north_and_scale,
    spaced,
    stop_mark,
)
from wijksafari.render.programme import line, returns

LONG_SIDE, SHORT_SIDE = 1900, 1330
MOST_STREET_NAMES = 24
_ARROWS_APART, _ARROW_STEP = 190, 25
_RIGHT = 9  # so that a street ridden both ways shows two lines
_LONGEST_NAME = 28
_ASIDE = 36
_LEAST_AROUND = 400.0
_UNDRAWN = {"footway", "service"}
_TEXT = (
    'text-anchor="middle" font-size="32" font-family="Arial, Liberation Sans, sans-serif"'
    ' stroke-linejoin="round"'
)
_HALO = 'stroke="#fff" stroke-width="9" paint-order="stroke"'


def paper_map(
    itinerary: Itinerary,
    streets: Sequence[Street],
    *,
    long_side: int = LONG_SIDE,
    short_side: int = SHORT_SIDE,
    lying: bool = False,
) -> str:
    """The evening's route on its streets as SVG, north up.

    Its sides are in tenths of a millimetre, the longer one along the longer
    side of the route; with ``lying`` one that is higher than wide lies on its
    side. Words are 9 pt at that size, and left out where there is no room for
    them. Everything people wrote is escaped.
    """
    sheet = fitting_sheet(itinerary, long_side, short_side)
    ridden = [sheet.scale(point) for leg in itinerary.legs for point in leg.coordinates]
    route = keeping_right(thinned(ridden), _RIGHT) if ridden else ()
    stops = _stops(itinerary, sheet.scale)
    ends = [
        (clear_end(spot, text, stops, sheet), text) for spot, text in _ends(itinerary, sheet.scale)
    ]
    room = _room(sheet, route, stops, ends)
    names = list(_names(itinerary, stops, room))
    parts = (
        _streets(streets, sheet),
        _to_the_door(itinerary, stops, sheet.scale),
        _route(route, [*stops, *(spot for spot, _ in ends)]),
        f'<g {_TEXT} {_HALO}><g font-weight="700">{_words(names)}</g>'
        f"{_words(_street_names(itinerary, streets, sheet.scale, room))}</g>",
        f"<g {_TEXT}>",
        *(end_mark(*each) for each in ends),
        *(stop_mark(spot, number) for number, spot in enumerate(stops, 1)),
        f"{north_and_scale(sheet)}</g>",
    )
    return _svg(sheet, "".join(parts), lying=lying and sheet.height > sheet.width)


def surroundings(itinerary: Itinerary) -> float:
    """Within how many metres of the route streets fill the sheet around it."""
    box = evening_extent(itinerary)
    return max(_LEAST_AROUND, max(box.wide, box.high) / 2)


def _svg(sheet: Sheet, drawn: str, *, lying: bool) -> str:
    width, height = (sheet.height, sheet.width) if lying else (sheet.width, sheet.height)
    turned = f'<g transform="translate(0 {height}) rotate(-90)">{drawn}</g>' if lying else drawn
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-label="Kaart van de route; wat erop staat, staat ook in het programma."'
        f">{turned}</svg>"
    )


def _stops(itinerary: Itinerary, scale: Scale) -> list[Spot]:
    stops: list[Spot] = []
    for visit in itinerary.visits:
        stops.append(beside(stops, scale(visit.location.point), 2 * DISC + 8))
    return stops


def _ends(itinerary: Itinerary, scale: Scale) -> list[tuple[Spot, str]]:
    evening = itinerary.evening
    if returns(itinerary):
        return [(scale(evening.meeting_point), "Start en einde")]
    return [(scale(evening.meeting_point), "Start"), (scale(evening.finish), "Einde")]


def _room(
    sheet: Sheet, route: Sequence[Spot], stops: Sequence[Spot], ends: Sequence[tuple[Spot, str]]
) -> Room:
    """The sheet, with no room for words on the route and the marks."""
    room = Room(sheet.width, sheet.height)
    room.take((x, y, 12) for x, y, _ in spaced(route, 18))
    room.take((x, y, DISC + 2) for x, y in stops)
    for each in ends:
        room.take(end_room(*each))
    room.take(corners_room(sheet))
    return room


def _streets(streets: Sequence[Street], sheet: Sheet) -> str:
    """Small streets as thin lines, main roads as double ones."""

    def data(ways: set[str]) -> str:
        lines = street_lines((each for each in streets if each.way in ways), sheet.scale)
        return "".join(path_data(each) for each in lines if _shows(each, sheet))

    main = {"main road"}
    small = {str(each.way) for each in streets} - main - _UNDRAWN
    roads = data(main)
    return (
        '<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{data(small)}" stroke="#6e6e6e" stroke-width="3"/>'
        f'<path d="{roads}" stroke="#6e6e6e" stroke-width="15"/>'
        f'<path d="{roads}" stroke="#fff" stroke-width="9"/></g>'
    )


def _shows(street: Iterable[Spot], sheet: Sheet) -> bool:
    return any(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in street)


def _route(route: Sequence[Spot], marks: Sequence[Spot]) -> str:
    """A bold line in a white edge, with arrow heads between the marks."""
    if len(route) < 2:
        return ""
    data = path_data(route)
    arrows = "".join(
        '<path d="M24 0L-14 20L-5 0L-14 -20z"'
        f' transform="translate({x} {y}) rotate({heading:.0f})"/>'
        for x, y, heading in _arrows(route, marks)
    )
    return (
        '<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{data}" stroke="#fff" stroke-width="24"/>'
        f'<path d="{data}" stroke="#000" stroke-width="12"/></g>'
        f'<g stroke="#fff" stroke-width="6" paint-order="stroke">{arrows}</g>'
    )


def _arrows(route: Sequence[Spot], marks: Sequence[Spot]) -> Iterator[tuple[int, int, float]]:
    """Where arrow heads are, with their headings: clear of the marks and of each other."""
    taken: list[Spot] = []
    since = _ARROWS_APART / 2
    for x, y, heading in spaced(route, _ARROW_STEP):
        since += _ARROW_STEP
        clear = all(math.dist((x, y), mark) > DISC + 24 for mark in marks)
        if since >= _ARROWS_APART and clear and all(math.dist((x, y), t) > 80 for t in taken):
            taken.append((x, y))
            since = 0
            yield x, y, heading


def _to_the_door(itinerary: Itinerary, stops: Sequence[Spot], scale: Scale) -> str:
    """Thin lines from where the street is left to each stop."""
    ends = [scale(leg.coordinates[-1]) for leg in itinerary.legs[:-1] if leg.coordinates]
    if len(ends) != len(stops):
        return ""
    data = "".join(path_data(pair) for pair in zip(ends, stops, strict=True))
    return f'<path d="{data}" fill="none" stroke="#000" stroke-width="5"/>'


def _names(itinerary: Itinerary, stops: Sequence[Spot], room: Room) -> Iterator[Label]:
    for spot, visit in zip(stops, itinerary.visits, strict=True):
        label = place_beside(room, _short(visit.location.name), spot, LETTERS, DISC + 10)
        if label:
            yield label


def _short(name: str) -> str:
    name = line(name)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def _street_names(
    itinerary: Itinerary, streets: Sequence[Street], scale: Scale, room: Room
) -> Iterator[Label]:
    """The streets that are ridden, then main roads, then the longest; each once."""
    named: dict[str, list[Street]] = {}
    for street in streets:
        name = line(street.name or "")
        if name and len(name) <= _LONGEST_NAME and street.way not in _UNDRAWN:
            named.setdefault(name, []).append(street)
    lines = {name: street_lines(parts, scale) for name, parts in named.items()}
    ridden = {line(step.name or "") for leg in itinerary.legs for step in leg.steps}
    main = {name for name, parts in named.items() if any(p.way == "main road" for p in parts)}
    order = sorted(
        lines, key=lambda name: (name not in ridden, name not in main, -_length(lines[name]), name)
    )
    labels = (place_along(room, name, lines[name], LETTERS, _ASIDE) for name in order)
    return islice(filter(None, labels), MOST_STREET_NAMES)


def _length(lines: Iterable[Sequence[Spot]]) -> float:
    return sum(math.dist(a, b) for each in lines for a, b in pairwise(each))


def _words(labels: Iterable[Label]) -> str:
    return "".join(
        f'<text x="{each.x}" y="{each.y}" dy="11"'
        f' transform="rotate({each.angle} {each.x} {each.y})">{escape(each.text)}</text>'
        for each in labels
    )
