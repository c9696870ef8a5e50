"""On which days something is held, read from a sentence."""

from __future__ import annotations

import re

from wijksafari.planning.pattern_rules import EVERY_DAY, MOST_EVERY, WORKING_DAYS, Pattern
from wijksafari.planning.pattern_text import (
    MONTH,
    NUMBER,
    WEEKDAY,
    Text,
    month_of,
    number_of,
    weekday_of,
)
from wijksafari.planning.patterns import ORDINAL_WORDS

_ORDINALS = {word: number for number, word in ORDINAL_WORDS.items()}
# The longest first: "derde van achteren" is not a "derde".
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_TO = r" ?(?:tot en met|t/m|tot|-) ?"
_EACH = r"\b(?:elke|iedere|per|om de|eens per|een keer per|1 keer per)"
_DAILY = r"\bdagelijks\b|\b(?:elke|iedere|alle) dag(?:en)?\b(?! van)"
_WEEKEND = r"\b(?:in het |elk |ieder )?weekend(?:en)?\b"
_MONTHS = rf"{MONTH}(?:(?:, ?| en ){MONTH})*"
_NONE: frozenset[int] = frozenset()


def read_months(text: Text) -> frozenset[int]:
    """In which months it is, "van september tot en met juni"; empty for all of them."""
    match = text.take(rf"\b(niet |behalve )?(?:alleen )?van ({MONTH}){_TO}({MONTH})")
    if match:
        first, last = month_of(match[2]), month_of(match[3])
        found = {(first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1)}
        return _but(found, match[1])
    match = text.take(rf"\b(niet |behalve )?(?:alleen )?in ({_MONTHS})")
    if match is None:
        return _NONE
    return _but({month_of(each) for each in re.findall(MONTH, match[2])}, match[1])


def read_yearly(text: Text) -> Pattern | None:
    """The days of one month that come back every year: "elk jaar op 5 mei"."""
    days = r"(?:\d{1,2}(?:, ?| en ))*\d{1,2}"
    match = text.take(rf"\b(?:elk|ieder) jaar op ({days}) ({MONTH})(?! \d{{4}})")
    if match is None:
        return None
    return Pattern(
        rhythm="month_days",
        month_days=frozenset(map(int, re.findall(r"\d+", match[1]))),
        months=frozenset({month_of(match[2])}),
    )


def read_days(text: Text, months: frozenset[int], count: int | None) -> Pattern | None:
    """The pattern that the sentence tells, in these ``months``; None where it tells none.

    What goes with no pattern stays in ``text``.
    """
    weekly, monthly = _interval(text, "we(?:ek|ken)"), _interval(text, "maand(?:en)?")
    text.take(r"\b(?:van|in|per) (?:de|elke|iedere) maand\b")
    month_days = _month_days(text)
    ordinals = frozenset(_ORDINALS[each[1]] for each in text.take_all(rf"\b({_ORDINAL})\b"))
    numbers = frozenset(int(each[1]) for each in text.take_all(r"\b(\d{1,2})(?:ste|de|e)\b"))
    weekdays = _weekdays(text)
    if weekdays and (ordinals or numbers):
        if month_days or weekly > 1 or not numbers <= {1, 2, 3, 4, 5}:
            return None
        return Pattern(
            rhythm="weekdays_of_month",
            every=monthly or 1,
            weekdays=weekdays,
            ordinals=ordinals | numbers,
            months=months,
            count=count,
        )
    month_days |= numbers
    if weekdays and not monthly and not month_days:
        return Pattern(
            rhythm="weeks", every=weekly or 1, weekdays=weekdays, months=months, count=count
        )
    if month_days and not (weekdays or weekly or ordinals) and max(map(abs, month_days)) <= 31:
        return Pattern(
            rhythm="month_days",
            every=monthly or 1,
            month_days=month_days,
            months=months,
            count=count,
        )
    return None


def _but(months: set[int], negation: str | None) -> frozenset[int]:
    return frozenset(range(1, 13)) - months if negation else frozenset(months)


def _interval(text: Text, unit: str) -> int:
    """Every how many; 0 where the sentence does not say."""
    match = text.take(rf"{_EACH} ({NUMBER}) {unit}\b")
    if match:
        return min(number_of(match[1]), MOST_EVERY)
    if text.take(rf"\bom de {unit}\b"):
        return 2
    adverb = "wekelijkse?" if unit.startswith("we") else "maandelijkse?"
    if text.take(rf"\b(?:twee|2-?){adverb}\b"):
        return 2
    return 1 if text.take(rf"\b{adverb}\b|{_EACH} {unit}\b") else 0


def _month_days(text: Text) -> frozenset[int]:
    from_the_end = text.take_all(r"\b(\d{1,2})e dag van achteren\b")
    found = {-int(match[1]) for match in from_the_end}
    if text.take(r"\blaatste dag\b"):
        found.add(-1)
    return frozenset(found)


def _weekdays(text: Text) -> frozenset[int]:
    found: set[int] = set()
    if text.take(_DAILY):
        found |= EVERY_DAY
    if text.take(r"\b(?:werkdag(?:en)?|doordeweeks)\b"):
        found |= WORKING_DAYS
    if text.take(_WEEKEND):
        found |= {5, 6}
    for match in text.take_all(rf"({WEEKDAY}){_TO}({WEEKDAY})"):
        first, last = weekday_of(match[1]), weekday_of(match[2])
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    return frozenset(found | {weekday_of(each[0]) for each in text.take_all(WEEKDAY)})
