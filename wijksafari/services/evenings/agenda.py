"""What goes on in a wijk in the coming weeks, exactly as the planner sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.held_days import Absence, RuleDays, absence
from wijksafari.planning.problem import Holidays
from wijksafari.planning.windows import hours_on
from wijksafari.services.catalogue.values import ACTIVITY_COLUMNS, activity_of
from wijksafari.services.evenings.holidays import HolidayNames, holiday_names, school_region

_DAY = timedelta(days=1)
_ORDER = attrgetter("opens", "closes", "location", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """One time that the activity with this ``number`` is held, or, with ``absence``, is not.

    ``code`` and ``location`` are the id and the name of its location.
    """

    number: int
    code: str
    location: str
    title: str
    kind: problem.ActivityKind
    opens: datetime
    closes: datetime
    absence: Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDay:
    """One day, the earliest first; ``missed`` is what would be ``held`` on another such day.

    How often is always known, by ``times_held`` and ``times_missed``; what, only on days
    of the weeks that the agenda shows. ``public_holiday`` and ``school_holiday`` are
    names, empty on other days.
    """

    day: date
    times_held: int
    times_missed: int
    held: tuple[AgendaEntry, ...]
    missed: tuple[AgendaEntry, ...]
    public_holiday: str
    school_holiday: str


@dataclass(frozen=True, slots=True)
class AgendaWeek:
    """The days of one calendar week that were asked for."""

    days: tuple[AgendaDay, ...]

    @property
    def first(self) -> date:
        """The first of these days."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """The last of these days."""
        return self.days[-1].day

    @property
    def number(self) -> int:
        """Which week of the year it is (ISO 8601)."""
        return self.first.isocalendar().week

    @property
    def held(self) -> int:
        """How often something is held in it."""
        return sum(each.times_held for each in self.days)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Calendar weeks in a row; the first and the last may be cut off.

    Of the first ``shown`` it tells what is held, of the others only how often.
    """

    weeks: tuple[AgendaWeek, ...]
    shown: int

    @property
    def days(self) -> tuple[AgendaDay, ...]:
        """All its days in a row."""
        return tuple(day for week in self.weeks for day in week.days)

    @property
    def held(self) -> int:
        """How often something is held in all."""
        return sum(week.held for week in self.weeks)


def coming(
    session: Session,
    neighbourhood: Neighbourhood,
    first: date,
    weeks: int = 10,
    code: str | None = None,
    *,
    after: time | None = None,
    most: int | None = None,
) -> Agenda:
    """So many weeks from ``first`` on, in the whole wijk or at the location with ``code``.

    With ``after`` without what is over by then. With ``most`` it shows as many weeks as
    have no more than that to tell together, and always one.
    """
    last = first + timedelta(weeks=weeks) - _DAY
    names = holiday_names(first, last, school_region(neighbourhood.school_region))
    ruled = RuleDays(first, last)
    found = _Found(Holidays(frozenset(names.public), frozenset(names.school)))
    for number, location, where, *columns in _rows(session, neighbourhood, first, last, code):
        value = activity_of(columns, where)
        if after is None or value.closes > after:
            found.add(number, location, value, ruled.of(value))
    days = [first + n * _DAY for n in range((last - first).days + 1)]
    counted = [found.counted(day, names) for day in days]
    by_week = groupby(counted, key=lambda each: each.day.isocalendar()[:2])
    parts = [tuple(each) for _, each in by_week]
    shown = _shown(parts, most)
    told = (tuple(map(found.told, each)) for each in parts[:shown])
    return Agenda(tuple(map(AgendaWeek, (*told, *parts[shown:]))), shown)


def _shown(weeks: Sequence[tuple[AgendaDay, ...]], most: int | None) -> int:
    """How many of the weeks can be told in full."""
    total = 0
    for number, week in enumerate(weeks):
        total += sum(each.times_held + each.times_missed for each in week)
        if number and most is not None and total > most:
            return number
    return len(weeks)


class _Found:
    """Activities, and on which days each would be held.

    Ten weeks of a large wijk are tens of thousands of times: they are counted, and made
    only for the days that are told.
    """

    def __init__(self, holidays: Holidays) -> None:
        self._holidays = holidays
        self._activities: list[tuple[int, str, problem.Activity]] = []
        self._on: dict[date, list[int]] = defaultdict(list)

    def add(
        self, number: int, location: str, activity: problem.Activity, days: Iterable[date]
    ) -> None:
        """An activity by its row's number, at the location with that name."""
        place = len(self._activities)
        self._activities.append((number, location, activity))
        for day in days:
            if hours_on(activity, day, AMSTERDAM):
                self._on[day].append(place)

    def counted(self, day: date, names: HolidayNames) -> AgendaDay:
        """How often something is held that day."""
        here = self._on.get(day, ())
        held = sum(
            absence(self._activities[place][2], day, self._holidays) is None for place in here
        )
        return AgendaDay(
            day=day,
            times_held=held,
            times_missed=len(here) - held,
            held=(),
            missed=(),
            public_holiday=names.public.get(day, ""),
            school_holiday=names.school.get(day, ""),
        )

    def told(self, day: AgendaDay) -> AgendaDay:
        """The same day with what is held."""
        here = sorted(self._entries(day.day), key=_ORDER)
        return replace(
            day,
            held=tuple(each for each in here if each.absence is None),
            missed=tuple(each for each in here if each.absence),
        )

    def _entries(self, day: date) -> Iterator[AgendaEntry]:
        for place in self._on.get(day, ()):
            number, location, value = self._activities[place]
            if hours := hours_on(value, day, AMSTERDAM):
                opens, closes = hours
                yield AgendaEntry(
                    number=number,
                    code=value.location_id,
                    location=location,
                    title=value.title,
                    kind=value.kind,
                    opens=opens,
                    closes=closes,
                    absence=absence(value, day, self._holidays),
                )


def _rows(
    session: Session, neighbourhood: Neighbourhood, first: date, last: date, code: str | None
) -> Iterable[Row[*tuple[Any, ...]]]:
    query = (
        select(Activity.id, Location.name, Location.code, *ACTIVITY_COLUMNS)
        .join(Activity.location)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .where(or_(Activity.until.is_(None), Activity.until >= first))
        .where(or_(Activity.rrule.is_not(None), Activity.first_date >= first))
        .where(Activity.first_date <= last)
        .order_by(Activity.id)
    )
    if code is not None:
        query = query.where(Location.code == code)
    return session.execute(query)
