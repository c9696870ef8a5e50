"""How the representation went, as a small chart: two stepped lines against the band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from wijksafari.clock import AMSTERDAM
from wijksafari.models import RepresentationPoint, Safari
from wijksafari.planning.threshold import DecidedBy, Figure
from wijksafari.planning.threshold_words import counted, percent
from wijksafari.planning.words import day_month

WIDTH, HEIGHT = 1000, 100


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a line stepped; percentages of the chart's width and height."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One figure over time; ``path`` in a field of WIDTH by HEIGHT."""

    label: str
    now: str
    path: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The same as a row of a table."""

    at: datetime
    persons: str
    practices: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The chart from the first figure on; ``today`` and ``deadline`` are percentages."""

    persons: Line
    practices: Line
    rows: tuple[Row, ...]
    first: str
    last: str
    today: float
    deadline: float | None
    summary: str


@dataclass(frozen=True, slots=True)
class _Span:
    begins: datetime
    ends: datetime

    def x(self, moment: datetime) -> float:
        """Percentage of the width at ``moment``."""
        whole = (self.ends - self.begins).total_seconds() or 1
        part = (moment - self.begins).total_seconds() / whole * 100
        return round(min(max(part, 0.0), 100.0), 2)


def course(safari: Safari, points: Sequence[RepresentationPoint], now: datetime) -> Course | None:
    """The chart of ``safari``; none before there is anything to show."""
    if not points:
        return None
    until = min(now, safari.starts_at)
    closes = safari.deadline
    span = _Span(points[0].at, max(closes or until, until))
    by_persons = [(each.at, Figure(each.persons, each.persons_total)) for each in points]
    by_practices = [(each.at, Figure(each.practices, each.practices_total)) for each in points]
    return Course(
        persons=_line("Huisartsen en POH’s", by_persons, span, until),
        practices=_line("Praktijken", by_practices, span, until),
        rows=tuple(_row(each) for each in points),
        first=day_month(span.begins.astimezone(AMSTERDAM)),
        last=day_month(span.ends.astimezone(AMSTERDAM)),
        today=span.x(until),
        deadline=span.x(closes) if closes else None,
        summary=_summary(by_persons, by_practices),
    )


def _line(
    label: str, steps: Sequence[tuple[datetime, Figure]], span: _Span, until: datetime
) -> Line:
    dots = tuple(Dot(span.x(at), _y(figure.share)) for at, figure in steps)
    path = f"M{_place(dots[0])}"
    for before, dot in pairwise(dots):
        path += f"L{_place(Dot(dot.x, before.y))}L{_place(dot)}"
    path += f"L{_place(Dot(span.x(until), dots[-1].y))}"
    return Line(label, percent(steps[-1][1].share), path, dots)


def _y(share: Fraction | None) -> float:
    return round(100 - float(share or 0) * 100, 2)


def _place(dot: Dot) -> str:
    return f"{dot.x * WIDTH / 100:.1f} {dot.y * HEIGHT / 100:.1f}"


def _row(point: RepresentationPoint) -> Row:
    return Row(
        point.at.astimezone(AMSTERDAM),
        _cell(Figure(point.persons, point.persons_total), "persons"),
        _cell(Figure(point.practices, point.practices_total), "practices"),
    )


def _cell(figure: Figure, by: DecidedBy) -> str:
    return f"{percent(figure.share)} ({counted(figure, by)})"


def _summary(
    by_persons: Sequence[tuple[datetime, Figure]], by_practices: Sequence[tuple[datetime, Figure]]
) -> str:
    def went(steps: Sequence[tuple[datetime, Figure]]) -> str:
        return f"van {percent(steps[0][1].share)} naar {percent(steps[-1][1].share)}"

    return f"Huisartsen en POH’s {went(by_persons)}; praktijken {went(by_practices)}."
