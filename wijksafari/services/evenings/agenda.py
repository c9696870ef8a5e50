"""What goes on in a wijk in the coming weeks, exactly as the planner sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.held_days import Absence, RuleDays, absence
from wijksafari.planning.problem import Holidays
from wijksafari.planning.windows import hours_on
from wijksafari.services.catalogue.catalogue import ACTIVITY_COLUMNS, activity_of
from wijksafari.services.evenings.holidays import HolidayNames, holiday_names, school_region

_DAY = timedelta(days=1)


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

    ``public_holiday`` and ``school_holiday`` are names, empty on other days.
    """

    day: date
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
        return sum(len(each.held) for each in self.days)


@dataclass(frozen=True, slots=True)
class Agenda:
    """Calendar weeks in a row; the first and the last may be cut off."""

    weeks: tuple[AgendaWeek, ...]

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
) -> Agenda:
    """So many weeks from ``first`` on, in the whole wijk or at the location with ``code``."""
    last = first + timedelta(weeks=weeks) - _DAY
    names = holiday_names(first, last, school_region(neighbourhood.school_region))
    holidays = Holidays(frozenset(names.public), frozenset(names.school))
    entries: dict[date, list[AgendaEntry]] = defaultdict(list)
    ruled = RuleDays(first, last)
    for number, location, where, *columns in _rows(session, neighbourhood, first, last, code):
        value = activity_of(columns, where)
        for day in ruled.of(value):
            if hours := hours_on(value, day, AMSTERDAM):
                why_not = absence(value, day, holidays)
                entries[day].append(_entry(number, location, value, hours, why_not))
    days = [_day(first + n * _DAY, entries, names) for n in range((last - first).days + 1)]
    by_week = groupby(days, key=lambda each: each.day.isocalendar()[:2])
    return Agenda(tuple(AgendaWeek(tuple(each)) for _, each in by_week))


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


def _entry(
    number: int,
    location: str,
    activity: problem.Activity,
    hours: tuple[datetime, datetime],
    why_not: Absence | None,
) -> AgendaEntry:
    opens, closes = hours
    return AgendaEntry(
        number=number,
        code=activity.location_id,
        location=location,
        title=activity.title,
        kind=activity.kind,
        opens=opens,
        closes=closes,
        absence=why_not,
    )


def _day(day: date, entries: dict[date, list[AgendaEntry]], names: HolidayNames) -> AgendaDay:
    here = sorted(entries.get(day, ()), key=lambda e: (e.opens, e.closes, e.location, e.title))
    return AgendaDay(
        day=day,
        held=tuple(each for each in here if each.absence is None),
        missed=tuple(each for each in here if each.absence),
        public_holiday=names.public.get(day, ""),
        school_holiday=names.school.get(day, ""),
    )
