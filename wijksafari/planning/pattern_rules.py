"""A recurrence rule as what a form asks: which days, how often, in which months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from wijksafari.planning.recurrence import RULE_DAYS, Recurrence, parse_rule

Rhythm = Literal["once", "weeks", "weekdays_of_month", "month_days", "other"]

EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))
EVERY_MONTH = frozenset(range(1, 13))
MOST_EVERY = 52
ORDINALS = (1, 2, 3, 4, 5, -1, -2, -3, -4, -5)
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """When something is held, as people say it. Weekdays count from 0 (Monday).

    ``weeks``: on the ``weekdays`` of every ``every``-th week, from Monday.
    ``weekdays_of_month``: on each of these weekdays that is one of ``ordinals``
    in its month (1 the first, -1 the last), in every ``every``-th month.
    ``month_days``: on those days of the month (-1 the last). ``once``: on the
    first date only. ``other``: by ``rule``, which none of these can say.
    No ``months`` are all of them. ``count``: so many times; ``until``: the last
    day it may be. Those and ``every`` count from the activity's first date.
    """

    rhythm: Rhythm
    every: int = 1
    weekdays: frozenset[int] = _NONE
    ordinals: frozenset[int] = _NONE
    month_days: frozenset[int] = _NONE
    months: frozenset[int] = _NONE
    count: int | None = None
    until: date | None = None
    rule: str = ""


def pattern_of(rrule: str | None, first: date) -> Pattern:
    """What ``rrule`` means for something that begins on ``first``; it yields the same dates.

    Raises InputError for a rule that cannot be read.
    """
    if rrule is None:
        return Pattern(rhythm="once")
    rule = parse_rule(rrule)
    months = rule.by.get("BYMONTH", _NONE)
    return (
        _by_week(rule, months, first)
        or _by_weekday_of_month(rule, months)
        or _by_month_day(rule, months, first)
        or Pattern(rhythm="other", rule=rrule)
    )


def rule_of(pattern: Pattern) -> str | None:
    """The RRULE of ``pattern``, without DTSTART; None for what is held once."""
    if pattern.rhythm == "once":
        return None
    if pattern.rhythm == "other":
        return pattern.rule
    parts = [f"FREQ={'WEEKLY' if pattern.rhythm == 'weeks' else 'MONTHLY'}"]
    if pattern.every > 1:
        parts.append(f"INTERVAL={pattern.every}")
    parts.append(_days_part(pattern))
    if pattern.months:
        parts.append(f"BYMONTH={_numbers(pattern.months)}")
    if pattern.count:
        parts.append(f"COUNT={pattern.count}")
    if pattern.until:
        parts.append(f"UNTIL={pattern.until:%Y%m%d}")
    return ";".join(parts)


def _days_part(pattern: Pattern) -> str:
    if pattern.rhythm == "month_days":
        return f"BYMONTHDAY={_numbers(pattern.month_days)}"
    days = [RULE_DAYS[day] for day in sorted(pattern.weekdays)]
    if pattern.rhythm == "weeks":
        return f"BYDAY={','.join(days)}"
    ordinals = sorted(pattern.ordinals, key=ORDINALS.index)
    return f"BYDAY={','.join(f'{which}{day}' for which, day in product(ordinals, days))}"


def _numbers(values: Iterable[int]) -> str:
    """From the front first, then those that count from the back."""
    return ",".join(str(each) for each in sorted(values, key=lambda each: (each < 0, abs(each))))


def _by_week(rule: Recurrence, months: frozenset[int], first: date) -> Pattern | None:
    if rule.by.keys() - {"BYMONTH"} or any(which for which, _ in rule.weekdays):
        return None
    weekdays = frozenset(day for _, day in rule.weekdays)
    if rule.frequency == "WEEKLY":
        weekdays = weekdays or frozenset({first.weekday()})
        if rule.interval > 1 and not _same_weeks(rule.week_start, weekdays | {first.weekday()}):
            return None
    elif rule.interval > 1 or rule.frequency == "YEARLY":
        return None
    elif rule.frequency == "DAILY":
        weekdays = weekdays or EVERY_DAY
    elif not weekdays:
        return None
    return _pattern(rule, "weeks", months, weekdays=weekdays)


def _same_weeks(week_start: int, days: Iterable[int]) -> bool:
    """Whether weeks from ``week_start`` on hold these days together as those from Monday do."""
    return len({day >= week_start for day in days}) == 1


def _by_weekday_of_month(rule: Recurrence, months: frozenset[int]) -> Pattern | None:
    if not _by_month(rule, months) or rule.by.keys() - {"BYMONTH", "BYSETPOS"}:
        return None
    ordinals = frozenset(which for which, _ in rule.weekdays)
    weekdays = frozenset(day for _, day in rule.weekdays)
    if "BYSETPOS" in rule.by:
        # The second of all Tuesdays is the second Tuesday; of more days it is something else.
        if ordinals != {0} or len(weekdays) > 1 or rule.frequency == "YEARLY":
            return None
        ordinals = rule.by["BYSETPOS"]
    elif len(rule.weekdays) != len(ordinals) * len(weekdays):
        return None
    if not ordinals or not ordinals <= set(ORDINALS):
        return None
    return _pattern(rule, "weekdays_of_month", months, weekdays=weekdays, ordinals=ordinals)


def _by_month_day(rule: Recurrence, months: frozenset[int], first: date) -> Pattern | None:
    if rule.weekdays or rule.by.keys() - {"BYMONTH", "BYMONTHDAY"}:
        return None
    days = rule.by.get("BYMONTHDAY", frozenset({first.day}))
    if rule.frequency == "YEARLY" and not rule.by:
        months = frozenset({first.month})
    if not _by_month(rule, months):
        return None
    return _pattern(rule, "month_days", months, month_days=days)


def _by_month(rule: Recurrence, months: frozenset[int]) -> bool:
    """Whether the rule goes month by month; one by the year does so where it names months."""
    yearly = rule.frequency == "YEARLY" and bool(months) and rule.interval == 1
    return rule.frequency == "MONTHLY" or yearly


def _pattern(
    rule: Recurrence,
    rhythm: Rhythm,
    months: frozenset[int],
    *,
    weekdays: frozenset[int] = _NONE,
    ordinals: frozenset[int] = _NONE,
    month_days: frozenset[int] = _NONE,
) -> Pattern:
    return Pattern(
        rhythm=rhythm,
        every=rule.interval,
        weekdays=weekdays,
        ordinals=ordinals,
        month_days=month_days,
        months=months,
        count=rule.count,
        until=rule.until,
    )
