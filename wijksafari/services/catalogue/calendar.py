"""The catalogue's activities as a calendar shows them, holidays and exceptions worked out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.last_day import last_day
from wijksafari.planning.problem import Holidays
from wijksafari.planning.recurrence import parse_rule
from wijksafari.planning.windows import falls_on
from wijksafari.render.ics_activities import ActivityEntry, activities_ics
from wijksafari.services.catalogue.values import activity_value, location_value
from wijksafari.services.evenings.holidays import holidays_between, school_region
from wijksafari.services.imports.activities import exported_key

_YEAR = timedelta(days=366)
_NO_HOLIDAYS = Holidays()


def activity_calendar(
    neighbourhood: Neighbourhood, activities: Iterable[Activity], now: datetime
) -> bytes:
    """An iCalendar file of what is held from ``now`` on.

    Holidays of the coming year on which something is closed are exceptions in
    it: for the year after, the calendar has to be fetched again.
    """
    today = now.astimezone(AMSTERDAM).date()
    region = school_region(neighbourhood.school_region)
    holidays = holidays_between(today, today + _YEAR, region)
    entries = _entries(neighbourhood, activities, holidays, today)
    return activities_ics(f"Activiteiten {neighbourhood.name}", entries, now)


def _entries(
    neighbourhood: Neighbourhood, activities: Iterable[Activity], holidays: Holidays, today: date
) -> Iterator[ActivityEntry]:
    used: set[str] = set()
    for row in activities:
        entry = _entry(row, holidays, today)
        if entry is None:
            continue
        # Two locations may have one activity of one other calendar.
        key = entry.uid if entry.uid not in used else f"wijksafari-{row.id}"
        used.add(key)
        own = key.startswith("wijksafari-")
        yield replace(entry, uid=f"{key}@{neighbourhood.slug}" if own else key)


def _entry(row: Activity, holidays: Holidays, today: date) -> ActivityEntry | None:
    """The activity from ``today`` on; None where it is over, or never held."""
    activity = activity_value(row, row.location.code)
    last = last_day(activity) if activity.rrule else None
    first = _first(activity)
    if first is None or (last and last < max(first, today)):
        return None
    if activity.rrule is None and (first < today or not falls_on(activity, first, holidays)):
        return None
    return ActivityEntry(
        uid=exported_key(row),
        revision=row.revision,
        activity=activity,
        location=location_value(row.location),
        first=first,
        rule=_endless(activity.rrule) if activity.rrule else None,
        last=last,
        not_on=_not_on(activity, holidays, first) if activity.rrule else (),
    )


def _first(activity: problem.Activity) -> date | None:
    """The first day of the rule, on which a calendar has to begin."""
    if activity.rrule is None:
        return activity.first_date
    return parse_rule(activity.rrule).first_date(activity.first_date)


def _endless(rule: str) -> str:
    parts = rule.removeprefix("RRULE:").split(";")
    return ";".join(each for each in parts if each and not each.startswith(("UNTIL=", "COUNT=")))


def _not_on(activity: problem.Activity, holidays: Holidays, first: date) -> tuple[date, ...]:
    """Every exception, and the holidays of the coming year on which it is closed."""
    always = replace(
        activity, except_dates=frozenset(), in_school_holidays=True, on_public_holidays=True
    )
    days = {day for day in activity.except_dates if day >= first}
    days |= set() if activity.in_school_holidays else holidays.school
    days |= set() if activity.on_public_holidays else holidays.public
    return tuple(sorted(day for day in days if falls_on(always, day, _NO_HOLIDAYS)))
