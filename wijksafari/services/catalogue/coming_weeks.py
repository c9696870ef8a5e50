"""What is held at the locations of a wijk in the coming weeks, by weekday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning.held_days import RuleDays, WhenHeld, weekdays_held
from wijksafari.planning.problem import Holidays
from wijksafari.services.catalogue.catalogue import may_be_held_on_a
from wijksafari.services.catalogue.values import ACTIVITY_COLUMNS, activity_of
from wijksafari.services.evenings.holidays import holidays_between, school_region

WEEKS = 10
_EVERY_WEEKDAY = range(7)

# Days are all the filter asks for: to make whole activities of thousands takes twice the time.
_WHEN_HELD_COLUMNS = (
    *(Activity.rrule, Activity.first_date, Activity.until, Activity.except_dates),
    *(Activity.in_school_holidays, Activity.on_public_holidays),
)


@dataclass(frozen=True, slots=True)
class Offered:
    """How many activities a location has, and on which weekdays they are held these weeks."""

    activities: int
    weekdays: tuple[int, ...]


def offers_of(
    session: Session, neighbourhood: Neighbourhood, numbers: Collection[int], now: datetime
) -> Mapping[int, Offered]:
    """What goes on at the locations with these numbers; those where nothing does are left out."""
    days = _coming_days(now)
    holidays = _holidays(neighbourhood, days)
    query = select(Activity.location_id, *ACTIVITY_COLUMNS).where(Activity.location_id.in_(numbers))
    counts: dict[int, int] = defaultdict(int)
    weekdays: dict[int, set[int]] = defaultdict(set)
    for number, *columns in session.execute(query):
        counts[number] += 1
        value = activity_of(columns, "")
        weekdays[number] |= weekdays_held(value, days, holidays, _EVERY_WEEKDAY)
    return {
        number: Offered(found, tuple(sorted(weekdays[number]))) for number, found in counts.items()
    }


def open_on(
    session: Session, neighbourhood: Neighbourhood, weekday: int, now: datetime
) -> frozenset[int]:
    """The numbers of the locations where something is held on the weekday (0 is Monday)."""
    days = _coming_days(now)
    holidays = _holidays(neighbourhood, days)
    query = (
        select(Activity.location_id, *_WHEN_HELD_COLUMNS)
        .join(Activity.location)
        .where(Location.neighbourhood_id == neighbourhood.id, may_be_held_on_a(weekday))
    )
    found: set[int] = set()
    for number, *columns in session.execute(query):
        if number not in found and weekdays_held(_when_held(columns), days, holidays, (weekday,)):
            found.add(number)
    return frozenset(found)


def _when_held(columns: Sequence[Any]) -> WhenHeld:
    rrule, first_date, until, except_dates, *holidays = columns
    return WhenHeld(
        rrule, first_date, until, frozenset(map(date.fromisoformat, except_dates)), *holidays
    )


def _coming_days(now: datetime) -> RuleDays:
    first = now.astimezone(AMSTERDAM).date()
    return RuleDays(first, first + timedelta(weeks=WEEKS, days=-1))


def _holidays(neighbourhood: Neighbourhood, days: RuleDays) -> Holidays:
    return holidays_between(days.first, days.last, school_region(neighbourhood.school_region))
