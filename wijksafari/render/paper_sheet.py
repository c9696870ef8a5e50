"""The sheet a map is drawn on, and the marks that every map has."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wijksafari.planning.itinerary import Itinerary
from wijksafari.render.drawing import Extent, Scale, Spot, centred, extent
from wijksafari.render.paper_labels import Circle, text_width

LETTERS = 32  # 9 pt
DISC = 34
_PADDING = 95
_BARS = (50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000)
_KILOMETRE = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing of ``width`` by ``height`` units, tenths of a millimetre at full size."""

    width: int
    height: int
    per_metre: float
    scale: Scale


def evening_extent(itinerary: Itinerary) -> Extent:
    """The box around the route, its stops and its ends."""
    evening = itinerary.evening
    return extent(
        [
            *(point for leg in itinerary.legs for point in leg.coordinates),
            *(visit.location.point for visit in itinerary.visits),
            *(evening.meeting_point, evening.finish),
        ]
    )


def fitting_sheet(itinerary: Itinerary, long_side: int, short_side: int) -> Sheet:
    """The sheet with these sides that shows the whole evening the largest, north up."""
    box = evening_extent(itinerary)
    width, height = (short_side, long_side) if box.high > box.wide else (long_side, short_side)
    per_metre = min((width - 2 * _PADDING) / box.wide, (height - 2 * _PADDING) / box.high)
    return Sheet(width, height, per_metre, centred(box, per_metre, width, height))


def spaced(route: Sequence[Spot], apart: int) -> Iterator[tuple[int, int, float]]:
    """Points this far apart along the route, with the direction of riding in degrees."""
    ahead = apart / 2
    for a, b in pairwise(route):
        length = math.dist(a, b)
        heading = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        while ahead <= length and length:
            part = ahead / length
            yield round(a[0] + (b[0] - a[0]) * part), round(a[1] + (b[1] - a[1]) * part), heading
            ahead += apart
        ahead -= length


def stop_mark(spot: Spot, number: int) -> str:
    """A black disc with the stop's number."""
    x, y = spot
    return (
        f'<circle cx="{x}" cy="{y}" r="{DISC}" stroke="#fff" stroke-width="7"/>'
        f'<text x="{x}" y="{y + 16}" fill="#fff" font-size="46" font-weight="700">{number}</text>'
    )


def end_mark(spot: Spot, text: str) -> str:
    """The name of an end of the route, in a frame."""
    x, y = spot
    width = _end_width(text)
    return (
        f'<rect x="{x - width // 2}" y="{y - 27}" width="{width}" height="54" rx="10"'
        f' fill="#fff" stroke="#000" stroke-width="6"/>'
        f'<text x="{x}" y="{y + 11}" font-weight="700">{text}</text>'
    )


def clear_end(spot: Spot, text: str, stops: Sequence[Spot], sheet: Sheet) -> Spot:
    """Where ``end_mark`` covers no stop, as near to ``spot`` as can be, within the sheet."""
    half = _end_width(text) // 2
    x = min(max(spot[0], half + 4), sheet.width - half - 4)
    for step in (0, -70, 70, -105, 105, -140, 140):
        y = spot[1] + step
        near = (abs(a - x) < half + DISC and abs(b - y) < DISC + 30 for a, b in stops)
        if 30 < y < sheet.height - 30 and not any(near):
            return x, y
    return x, spot[1]


def end_room(spot: Spot, text: str) -> Iterator[Circle]:
    """Where ``end_mark`` leaves no room for words."""
    half = _end_width(text) / 2
    return ((spot[0] + half * part / 4, spot[1], 32.0) for part in range(-4, 5))


def north_and_scale(sheet: Sheet) -> str:
    """An arrow to the north, and a bar that says how long a distance is."""
    metres, length = _bar(sheet)
    words = f"{metres} m" if metres < _KILOMETRE else f"{metres // _KILOMETRE} km"
    x, y = sheet.width - 60, sheet.height - 34
    halo = 'stroke="#fff" stroke-width="9" paint-order="stroke"'
    return (
        f'<path d="M{x} 20l30 84l-30 -18l-30 18z" {halo}/>'
        f'<text x="{x}" y="142" font-weight="700" {halo}>N</text>'
        f'<path d="M24 {y - 16}v16h{length}v-16" fill="none" stroke="#fff" stroke-width="15"/>'
        f'<path d="M24 {y - 16}v16h{length}v-16" fill="none" stroke="#000" stroke-width="6"/>'
        f'<text x="{24 + length // 2}" y="{y - 12}" {halo}>{words}</text>'
    )


def corners_room(sheet: Sheet) -> Iterator[Circle]:
    """Where ``north_and_scale`` leaves no room for words."""
    yield sheet.width - 60, 80, 80
    _, length = _bar(sheet)
    yield from ((40 + length * part / 8, sheet.height - 50, 55) for part in range(9))


def _end_width(text: str) -> int:
    return 36 + round(text_width(text, LETTERS))


def _bar(sheet: Sheet) -> tuple[int, int]:
    """The longest round distance within a quarter of the sheet, in metres and in units."""
    short = [each for each in _BARS if each * sheet.per_metre <= sheet.width / 4]
    metres = max(short, default=_BARS[0])
    return metres, round(metres * sheet.per_metre)
