"""Words on a drawing, each where there is room for it."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from wijksafari.render.drawing import Spot

_LETTER = 0.56  # an average letter's width, as a part of its height
_STEP = 30
_STRAIGHT = 9
_CELL = 100

Circle = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its middle at (x, y), turned by ``angle`` degrees."""

    text: str
    x: int
    y: int
    angle: int = 0


@dataclass(slots=True)
class Room:
    """A drawing of ``width`` by ``height`` units, and the circles on it that are taken."""

    width: int
    height: int
    _taken: dict[tuple[int, int], list[Circle]] = field(default_factory=lambda: defaultdict(list))

    def take(self, circles: Iterable[Circle]) -> None:
        """Keep others off these."""
        for circle in circles:
            self._taken[_cell(circle)].append(circle)

    def is_free(self, circles: Iterable[Circle]) -> bool:
        """Whether these are on the drawing and touch nothing that is there."""
        return all(self._is_free(each) for each in circles)

    def _is_free(self, circle: Circle) -> bool:
        x, y, radius = circle
        if not (radius < x < self.width - radius and radius < y < self.height - radius):
            return False
        column, row = _cell(circle)
        near = (
            each
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for each in self._taken.get((i, j), ())
        )
        return all(math.hypot(x - a, y - b) >= radius + r for a, b, r in near)


def text_width(text: str, size: int) -> float:
    """Roughly how wide ``text`` is in letters ``size`` high."""
    return len(text) * size * _LETTER


def circles_of(label: Label, size: int) -> list[Circle]:
    """The label's own room, as circles along it."""
    half = text_width(label.text, size) / 2
    radius = size * 0.55
    count = max(2, math.ceil(half / radius) + 1)
    turn = math.radians(label.angle)
    along = (-half + 2 * half * n / (count - 1) for n in range(count))
    return [(label.x + a * math.cos(turn), label.y + a * math.sin(turn), radius) for a in along]


def place_beside(room: Room, text: str, spot: Spot, size: int, distance: int) -> Label | None:
    """``text`` beside a mark at ``spot``; None where there is no room on any side."""
    x, y = spot
    half = text_width(text, size) / 2
    reach, above, below = distance + half, y - distance - size // 2, y + distance + size // 2
    across = distance * 0.75
    for where in (
        *((x + reach, y), (x - reach, y), (x, above), (x, below)),
        *((x + reach, y - across), (x - reach, y - across)),
        *((x + reach, y + across), (x - reach, y + across)),
        *((x + half, above), (x - half, above), (x + half, below), (x - half, below)),
    ):
        label = Label(text, round(where[0]), round(where[1]))
        if room.is_free(circles_of(label, size)):
            room.take(circles_of(label, size))
            return label
    return None


def place_along(
    room: Room, text: str, lines: Iterable[Sequence[Spot]], size: int, aside: int
) -> Label | None:
    """``text`` along the straightest stretch with room, on the line or beside it."""
    found = [label for line in chained(lines) for label in _along(line, text, size, aside)]
    for label in found:
        circles = circles_of(label, size)
        if room.is_free(circles):
            room.take(circles)
            return label
    return None


def chained(lines: Iterable[Sequence[Spot]]) -> list[tuple[Spot, ...]]:
    """Lines that meet end to end made one, the longest first."""
    left = [tuple(line) for line in lines if len(line) > 1]
    chains = []
    while left:
        chain = left.pop(0)
        while grown := _grown(chain, left):
            chain = grown
        chains.append(chain)
    return sorted(chains, key=_length, reverse=True)


def _grown(chain: tuple[Spot, ...], left: list[tuple[Spot, ...]]) -> tuple[Spot, ...] | None:
    """The chain with one of the lines that are left, which it takes out."""
    for number, line in enumerate(left):
        for way in (line, line[::-1]):
            if way[0] == chain[-1]:
                del left[number]
                return chain + way[1:]
            if way[-1] == chain[0]:
                del left[number]
                return way + chain[1:]
    return None


def _along(line: Sequence[Spot], text: str, size: int, aside: int) -> Iterator[Label]:
    """Where the text lies along the line: on the line first, then on either side."""
    width = text_width(text, size)
    total = _length(line)
    middle = (total - width) / 2
    starts = [n * _STEP for n in range(int(max(0, total - width)) // _STEP + 1)]
    starts.sort(key=lambda start: abs(start - middle))
    straight = []
    for start in starts if total >= width else ():
        ends = _at(line, start), _at(line, start + width)
        bend = _bend(line, start, start + width, *ends)
        if bend <= _STRAIGHT:
            straight.append(ends)
    for offset in (0, aside, -aside):
        for ends in straight:
            yield _label(text, *ends, offset)


def _label(text: str, start: tuple[float, float], end: tuple[float, float], offset: int) -> Label:
    """Upright: read from left to right, and steep ones from below."""
    turn = math.atan2(end[1] - start[1], end[0] - start[0])
    if not -math.pi / 2 <= turn < math.pi / 2:
        turn += math.pi
    x = (start[0] + end[0]) / 2 - offset * math.sin(turn)
    y = (start[1] + end[1]) / 2 + offset * math.cos(turn)
    angle = round(math.degrees(turn))
    return Label(text, round(x), round(y), angle - 360 if angle > 90 else angle)


def _bend(
    line: Sequence[Spot],
    start: float,
    end: float,
    first: tuple[float, float],
    last: tuple[float, float],
) -> float:
    """How far the stretch leaves the straight line between its ends."""
    length = math.hypot(last[0] - first[0], last[1] - first[1])
    if length < (end - start) * 0.9:
        return math.inf
    dx, dy = (last[0] - first[0]) / length, (last[1] - first[1]) / length
    steps = (start + (end - start) * part / 6 for part in range(1, 6))
    points = (_at(line, step) for step in steps)
    return max(abs((x - first[0]) * dy - (y - first[1]) * dx) for x, y in points)


def _at(line: Sequence[Spot], distance: float) -> tuple[float, float]:
    """The point this far along the line."""
    for a, b in itertools.pairwise(line):
        step = math.dist(a, b)
        if distance <= step and step:
            part = distance / step
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        distance -= step
    return line[-1]


def _length(line: Sequence[Spot]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def _cell(circle: Circle) -> tuple[int, int]:
    return int(circle[0] // _CELL), int(circle[1] // _CELL)
