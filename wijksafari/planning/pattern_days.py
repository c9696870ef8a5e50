"""On which days something is held, read from a sentence."""

from __future__ import annotations

import re

from wijksafari.planning.pattern_rules import EVERY_DAY, MOST_EVERY, WORKING_DAYS, Pattern
from wijksafari.planning.pattern_text import (
    MONTH,
    NUMBER,
    SOME_MONTHS,
    TO,
    WEEKDAY,
    Text,
    month_of,
    months_in,
    number_of,
    weekday_of,
    weekdays_in,
)
from wijksafari.planning.patterns import ORDINAL_WORDS

_ORDINALS = {word: number for number, word in ORDINAL_WORDS.items()}
# The longest first: "derde van achteren" is not a "derde".
ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_EACH = r"\b(?:(?:eens|een keer|één keer|1 keer) (?:per|in de|in)|elke|iedere|per|om de)"
_DAILY = r"\bdagelijks\b|\b(?:elke|iedere|alle) (?:dag|ochtend|middag|avond)(?:en)?\b(?! van)"
_WEEKEND = r"\b(?:in het |elk |ieder )?weekend(?:en)?\b"
# What is the first of something else says nothing about days: "eerste hulp".
_OF_DAYS = rf"(?=\.?,|\.? ?\||\.?$| (?:en|de|dag|op|in|van|{WEEKDAY})\b| {WEEKDAY})"
_WHICH = rf"(?:\b(?:{ORDINAL})\b{_OF_DAYS}|\b\d{{1,2}}(?:ste|de|e)\b)"
_BY_NO_FORM = (
    rf"\b(?:{ORDINAL}|\d{{1,2}}(?:ste|de|e)) week\b|\bweek \d+(?:(?:, ?| en )\d+)*"
    r"|\b(?:van het|per) kwartaal\b"
)
# "eerste en derde dinsdag", but not "eerste dinsdag en laatste donderdag".
_ONE_CHOICE = re.compile(r"E?O(?:E?O)*W+|W+E?O+|[EWO]W*|")
_NONE: frozenset[int] = frozenset()


def read_months(text: Text) -> frozenset[int]:
    """In which months it is, "van september tot en met juni"; empty for all of them."""
    match = text.take(rf"\b(?:alleen )?({SOME_MONTHS})")
    return months_in(match[1]) if match else _NONE


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
    if told := text.take(_BY_NO_FORM):
        text.tell(told[0])
        return None
    weekly, monthly = _interval(text, "we(?:ek|ken)"), _interval(text, "maand(?:en)?")
    if text.take(rf"\bom de (?:andere )?(?={WEEKDAY})"):
        weekly = 2
    text.take(r"\b(?:van|in|per) (?:de|elke|iedere) maand\b")
    month_days = _month_days(text)
    one_choice = _is_one_choice(text)
    ordinals = frozenset(
        _ORDINALS[each[1]] for each in text.take_all(rf"\b({ORDINAL})\b{_OF_DAYS}")
    )
    numbers = frozenset(int(each[1]) for each in text.take_all(r"\b(\d{1,2})(?:ste|de|e)\b"))
    weekdays = _weekdays(text)
    if weekdays and (ordinals or numbers):
        if month_days or weekly > 1 or not one_choice or not numbers <= {1, 2, 3, 4, 5}:
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


def _is_one_choice(text: Text) -> bool:
    """Whether each of the days is meant with each of the ordinals."""
    kinds = {"O": _WHICH, "W": WEEKDAY, "E": r"\b(?:elke|iedere)\b"}
    found = sorted((at, kind) for kind, each in kinds.items() for at in text.places(each))
    return _ONE_CHOICE.fullmatch("".join(kind for _, kind in found)) is not None


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
    # "ma-wo-vr" lists three days, "ma-vr" tells from when until when.
    for match in text.take_all(rf"{WEEKDAY}(?: ?[-/] ?{WEEKDAY}){{2,}}"):
        found |= weekdays_in(match[0])
    for match in text.take_all(rf"({WEEKDAY}){TO}({WEEKDAY})"):
        first, last = weekday_of(match[1]), weekday_of(match[2])
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    return frozenset(found | {weekday_of(each[0]) for each in text.take_all(WEEKDAY)})
