"""When an activity is held, in plain words: "elke dinsdag 19.00–21.30"."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from wijksafari.errors import InputError
from wijksafari.planning.pattern_rules import (
    EVERY_DAY,
    ORDINALS,
    WORKING_DAYS,
    Pattern,
    pattern_of,
)
from wijksafari.planning.problem import Activity
from wijksafari.planning.recurrence import Recurrence, parse_rule
from wijksafari.planning.words import MONTHS, WEEKDAYS, day, hours, listed

ORDINAL_WORDS = {
    1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde",
    -1: "laatste", -2: "voorlaatste", -3: "derde van achteren", -4: "vierde van achteren",
    -5: "vijfde van achteren",
}  # fmt: skip
_MOST_DATES = 3
_MOST_RULE = 60
_ALL_MONTHS = 12


def pattern_words(activity: Activity, today: date | None = None) -> str:
    """When ``activity`` is held: "elke dinsdag 19.00–21.30, niet in schoolvakanties".

    That it is not held on public holidays goes without saying. With ``today``,
    only exceptions to come are named, and a first date to come is.
    """
    open_hours = f"{hours(activity.opens)}–{hours(activity.closes)}"
    if activity.rrule is None:
        return ", ".join((day(activity.first_date), open_hours, *_exceptions(activity, today)))
    try:
        pattern = pattern_of(activity.rrule, activity.first_date)
    except InputError:
        return f"{open_hours}, op dagen die niet te lezen zijn: verbeter de herhaling"
    bounds = _bounds(pattern, activity, today)
    return ", ".join(
        (f"{days_words(pattern)} {open_hours}", *bounds, *_exceptions(activity, today))
    )


def days_words(pattern: Pattern) -> str:
    """On which days a pattern that recurs is held: "om de week op dinsdag en donderdag"."""
    if pattern.rhythm == "weeks":
        return _weeks(pattern)
    if pattern.rhythm == "weekdays_of_month":
        which = listed(ORDINAL_WORDS[each] for each in sorted(pattern.ordinals, key=ORDINALS.index))
        return _in_month(pattern, f"{which} {_names(pattern.weekdays)}", "op de")
    if _every_year(pattern):
        (month,) = pattern.months
        days = listed(str(each) for each in sorted(pattern.month_days))
        return f"elk jaar op {days} {MONTHS[month - 1]}"
    if pattern.rhythm == "month_days":
        return _in_month(pattern, _month_days(pattern.month_days), "op de")
    return _other(pattern.rule)


def months_words(months: Collection[int]) -> str:
    """In which months: "van september tot en met juni", "in maart en mei"; nothing for all."""
    if not months or len(months) == _ALL_MONTHS:
        return ""
    starts = [each for each in sorted(months) if _previous(each) not in months]
    if len(starts) > 1 or len(months) < 3:
        ordered = (each for start in starts for each in _run(start, months))
        return f"in {listed(MONTHS[each - 1] for each in ordered)}"
    *_, last = _run(starts[0], months)
    return f"van {MONTHS[starts[0] - 1]} tot en met {MONTHS[last - 1]}"


def _weeks(pattern: Pattern) -> str:
    days = pattern.weekdays
    if pattern.every > 1:
        names = "alle dagen" if days == EVERY_DAY else _names(days, "werkdagen")
        return f"{_every(pattern.every, 'week', 'weken')} op {names}"
    return "elke dag" if days == EVERY_DAY else f"elke {_names(days)}"


def _names(weekdays: frozenset[int], working_days: str = "werkdag") -> str:
    if weekdays == WORKING_DAYS:
        return working_days
    return listed(WEEKDAYS[each] for each in sorted(weekdays))


def _in_month(pattern: Pattern, what: str, on: str) -> str:
    if pattern.every == 1:
        return f"{what} van de maand"
    return f"{_every(pattern.every, 'maand', 'maanden')} {on} {what}"


def _every(number: int, one: str, more: str) -> str:
    return f"om de {one}" if number == 2 else f"elke {number} {more}"


def _every_year(pattern: Pattern) -> bool:
    """Whether the days are those of one month, such as 5 May, rather than of any."""
    days = pattern.rhythm == "month_days" and min(pattern.month_days) > 0
    return days and pattern.every == 1 and len(pattern.months) == 1


def _month_days(days: Iterable[int]) -> str:
    ordered = sorted(days, key=lambda each: (each < 0, abs(each)))
    return listed(_month_day(each) for each in ordered)


def _month_day(number: int) -> str:
    if number > 0:
        return f"{number}e"
    return "laatste dag" if number == -1 else f"{-number}e dag van achteren"


def _previous(month: int) -> int:
    return (month - 2) % _ALL_MONTHS + 1


def _run(start: int, months: Collection[int]) -> Iterator[int]:
    """The months from ``start`` on that follow each other."""
    while start in months:
        yield start
        start = start % _ALL_MONTHS + 1


def _bounds(pattern: Pattern, activity: Activity, today: date | None) -> Iterator[str]:
    months = "" if _every_year(pattern) else months_words(pattern.months)
    if months:
        yield months
    rule = parse_rule(activity.rrule or "")
    counted_from = rule.interval > 1 or rule.count or pattern.rhythm == "other"
    if counted_from or (today and activity.first_date > today):
        yield f"vanaf {day(activity.first_date)}"
    if rule.count:
        yield "1 keer" if rule.count == 1 else f"{rule.count} keer"
    ends = [each for each in (rule.until, activity.until) if each]
    if ends:
        yield f"tot en met {day(min(ends))}"


def _exceptions(activity: Activity, today: date | None) -> Iterator[str]:
    if not activity.in_school_holidays:
        yield "niet in schoolvakanties"
    if activity.rrule and activity.on_public_holidays:
        yield "ook op feestdagen"
    dates = sorted(each for each in activity.except_dates if today is None or each >= today)
    if activity.rrule is None and activity.first_date in activity.except_dates:
        yield "gaat niet door"
    elif dates and activity.rrule:
        few = listed(map(day, dates))
        yield f"behalve {few if len(dates) <= _MOST_DATES else f'op {len(dates)} dagen'}"


def _other(text: str) -> str:
    rule = parse_rule(text)
    return _few_days(rule) or _working_day(rule) or f"volgens een eigen regel ({_shortened(text)})"


def _few_days(rule: Recurrence) -> str:
    if rule.frequency != "DAILY" or rule.by or rule.weekdays:
        return ""
    return _every(rule.interval, "dag", "dagen")


def _working_day(rule: Recurrence) -> str:
    """Such as the last working day of the month, which accountants and landlords like."""
    positions = rule.by.get("BYSETPOS", frozenset())
    days = {day for which, day in rule.weekdays if not which}
    plain = rule.frequency == "MONTHLY" and rule.interval == 1 and rule.by.keys() == {"BYSETPOS"}
    if not plain or days != WORKING_DAYS or not positions <= ORDINAL_WORDS.keys():
        return ""
    which = listed(ORDINAL_WORDS[each] for each in sorted(positions, key=ORDINALS.index))
    return f"{which} werkdag van de maand"


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_RULE else f"{text[: _MOST_RULE - 1]}…"
