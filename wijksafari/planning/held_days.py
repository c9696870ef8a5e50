"""On which days of the coming weeks activities are held: thousands of them, within a moment."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from wijksafari.errors import InputError
from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.recurrence import EARLIEST_DATE, Recurrence, parse_rule

Absence = Literal["cancelled", "school_holiday", "public_holiday"]


class WhenHeld(NamedTuple):
    """The days of an activity and nothing else: made thousands at a time, so a tuple."""

    rrule: str | None
    first_date: date
    until: date | None
    except_dates: frozenset[date]
    in_school_holidays: bool
    on_public_holidays: bool


@dataclass(frozen=True, slots=True)
class RuleDays:
    """The days from ``first`` up to ``last`` that the rules of activities yield.

    Most activities share their rule with others: what one yields is kept.
    """

    first: date
    last: date
    _kept: dict[Hashable, tuple[date, ...]] = field(default_factory=dict, init=False)

    def of(self, activity: Activity | WhenHeld) -> Sequence[date]:
        """The days on which the activity is held unless it has an ``absence``, earliest first.

        Raises InputError for a rule that cannot be read.
        """
        begin = max(self.first, activity.first_date)
        end = min(self.last, activity.until or self.last)
        if activity.rrule is None:
            return [activity.first_date] if begin <= activity.first_date <= end else []
        found = self._yielded(activity.rrule, activity.first_date)
        if (begin, end) == (self.first, self.last):
            return found
        return [day for day in found if begin <= day <= end]

    def _yielded(self, text: str, begins: date) -> tuple[date, ...]:
        rule = readable_rule(text, begins)
        key = (text, begins if rule.count else rule.rhythm(begins))
        if key not in self._kept:
            self._kept[key] = tuple(
                (day for day in rule.dates(begins, self.last) if day >= self.first)
                if rule.count
                else rule.dates_within(begins, self.first, self.last)
            )
        return self._kept[key]


def readable_rule(text: str, begins: date) -> Recurrence:
    """The rule, of an activity that begins on that day. Raises InputError."""
    rule = parse_rule(text)
    if rule.count and begins < EARLIEST_DATE:
        raise InputError("Een activiteit die geteld wordt, begint niet voor 2000.")
    return rule


def absence(activity: Activity | WhenHeld, day: date, holidays: Holidays) -> Absence | None:
    """Why the activity is not held on a day of its rule; None where it is."""
    if day in activity.except_dates:
        return "cancelled"
    if day in holidays.public and not activity.on_public_holidays:
        return "public_holiday"
    if day in holidays.school and not activity.in_school_holidays:
        return "school_holiday"
    return None


def weekdays_held(
    activity: Activity | WhenHeld, days: RuleDays, holidays: Holidays, among: Collection[int]
) -> frozenset[int]:
    """Those weekdays (0 is Monday) ``among`` which it is held at least once on these ``days``.

    Raises InputError for an unreadable rule.
    """
    found: set[int] = set()
    for day in days.of(activity):
        weekday = day.weekday()
        if weekday not in among or weekday in found:
            continue
        if absence(activity, day, holidays) is None:
            found.add(weekday)
            if len(found) == len(among):
                break
    return frozenset(found)
