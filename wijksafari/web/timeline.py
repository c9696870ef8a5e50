"""The evening as a timeline: one row a location, a bar for each activity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.words import hours
from wijksafari.services.evenings.evenings import OpenEvening

MARGIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity from opening to closing; ``left`` and ``width`` are percentages.

    ``before`` and ``after``: it began earlier, or goes on later, than the timeline shows.
    """

    occurrence: Occurrence
    left: float
    width: float
    before: bool
    after: bool

    @property
    def live(self) -> bool:
        """Whether something really goes on, rather than being shown by appointment."""
        return self.occurrence.activity.kind == "live"


@dataclass(frozen=True, slots=True)
class Row:
    """A location and what goes on there that evening."""

    location: Location
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the axis, ``at`` a percentage."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows from the first to open; ``departs`` and ``returns`` bound the riding."""

    rows: tuple[Row, ...]
    whole_hours: tuple[Mark, ...]
    departs: Mark
    returns: Mark


def timeline(opened: OpenEvening) -> Timeline:
    """The timeline of an evening, half an hour wider than the evening on both sides."""
    evening = opened.evening
    here = opened.by_location()
    rows = tuple(
        Row(location, tuple(_bar(evening, each) for each in here[location.id]))
        for location in opened.open_locations
    )
    return Timeline(
        rows=tuple(sorted(rows, key=_first_to_open)),
        whole_hours=_whole_hours(evening),
        departs=_mark(evening, evening.departs),
        returns=_mark(evening, evening.must_finish),
    )


def _first_to_open(row: Row) -> tuple[float, float, str]:
    first = row.bars[0].occurrence
    return first.opens.timestamp(), first.closes.timestamp(), row.location.name


def _percentage(evening: Evening, seconds: float) -> float:
    margin = MARGIN.total_seconds()
    whole = evening.duration_minutes * 60 + 2 * margin
    return round(min(max((seconds + margin) / whole * 100, 0.0), 100.0), 2)


def _mark(evening: Evening, seconds: int) -> Mark:
    return Mark(_percentage(evening, seconds), hours(evening.at(seconds)))


def _bar(evening: Evening, occurrence: Occurrence) -> Bar:
    opens, closes = evening.seconds(occurrence.opens), evening.seconds(occurrence.closes)
    margin = int(MARGIN.total_seconds())
    left, right = _percentage(evening, opens), _percentage(evening, closes)
    return Bar(
        occurrence,
        left=left,
        width=round(right - left, 2),
        before=opens < -margin,
        after=closes > evening.duration_minutes * 60 + margin,
    )


def _whole_hours(evening: Evening) -> tuple[Mark, ...]:
    margin = int(MARGIN.total_seconds())
    first = -margin + (-int(evening.start.timestamp()) + margin) % 3600
    return tuple(
        _mark(evening, seconds)
        for seconds in range(first, evening.duration_minutes * 60 + margin + 1, 3600)
    )
