"""When something is held, read from a sentence: "Inloop elke dinsdag 19.00–21.30".

All that ``patterns.pattern_words`` says is understood, except for rules that no
form can express, and so are other ways in which leaflets say it. What is not
understood is told, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time

from wijksafari.planning.pattern_days import read_days, read_months, read_yearly
from wijksafari.planning.pattern_rules import Pattern
from wijksafari.planning.pattern_text import DATE, NUMBER, WEEKDAY, Text, dates_in, number_of

MOST_LETTERS = 600
_CLOCK = r"(\d{1,2})(?:[.:u](\d\d))?(?: ?uur|u)?"
_HOURS = rf"(?:\bvan |\bom )?(?<![\d.:-]){_CLOCK} ?(?:-|tot|t/m|tot en met) ?{_CLOCK}(?![\d:.]?\d)"
_DATES = rf"{DATE}(?:(?:, ?| en ){DATE})*"
_HOLIDAYS = r"(?:in |tijdens |gedurende |op )?(?:de )?"
_SCHOOL = rf"\b(?:niet|behalve|dicht|gesloten) {_HOLIDAYS}(?:school)?vakanties?\b"
_EVEN_SCHOOL = rf"\b(?:ook|wel) {_HOLIDAYS}(?:school)?vakanties?\b"
_PUBLIC = rf"\b(?:ook|wel) {_HOLIDAYS}feestdagen\b"
_NOT_PUBLIC = rf"\b(?:niet|behalve|dicht|gesloten) {_HOLIDAYS}feestdagen\b"
_FIRST_WORD = re.compile(
    rf"\d|{WEEKDAY}|\b(?:elke|elk|iedere|ieder|om de|van de|werkdag|doordeweeks|weekend|dagelijks"
    r"|(?:twee)?wekelijkse?|maandelijkse?|(?:voor)?laatste|eerste|tweede|derde|vierde|vijfde)\b",
    re.IGNORECASE,
)
_FILLING_AT_END = re.compile(
    r"[\s,:;(–-]*(?:\b(?:op|van|om|in|de|het)\b[\s,:;(–-]*)*$", re.IGNORECASE
)
_FILLING = frozenset((
    *("elke", "iedere", "elk", "ieder", "op", "de", "het", "een", "van", "in", "om", "en", "is"),
    *("uur", "tot", "telkens", "altijd", "vanaf", "er", "open", "ochtend", "middag", "avond"),
    *("'s", "’s", "ochtends", "middags", "avonds"),
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence says; None and empty where it does not say.

    A pattern of ``once`` is held on ``first_date``. ``unread`` are the words
    that were not understood.
    """

    title: str
    pattern: Pattern | None
    opens: time | None
    closes: time | None
    first_date: date | None
    until: date | None
    except_dates: frozenset[date]
    in_school_holidays: bool
    on_public_holidays: bool
    unread: tuple[str, ...]


def read_words(sentence: str, today: date) -> Reading:
    """What ``sentence`` says; a date in it without a year lies ahead of ``today``."""
    title, rest = _titled(" ".join(sentence[:MOST_LETTERS].split()))
    text = Text(rest)
    text.take(_EVEN_SCHOOL)
    closed_in_school_holidays = bool(text.take(_SCHOOL))
    open_on_public_holidays = bool(text.take(_PUBLIC))
    text.take(_NOT_PUBLIC)
    except_dates = _dates(text, rf"\b(?:behalve|niet) (?:op )?({_DATES})", today)
    first = _dates(text, rf"\b(?:vanaf|met ingang van|sinds) ({DATE})", today)
    last = _dates(text, rf"\b(?:tot en met|t/m|tot) ({DATE})", today)
    months, count = read_months(text), _count(text)
    yearly = read_yearly(text)
    once = _dates(text, rf"(?:\bop )?({DATE})", today)
    opens, closes = _hours(text)
    pattern = replace(yearly, count=count) if yearly else read_days(text, months, count)
    if pattern is None and once:
        pattern, first = Pattern(rhythm="once"), once
    return Reading(
        title=title,
        pattern=pattern,
        opens=opens,
        closes=closes,
        first_date=min(first, default=None),
        until=min(last, default=None),
        except_dates=except_dates,
        in_school_holidays=not closed_in_school_holidays,
        on_public_holidays=open_on_public_holidays,
        unread=text.words(without=_FILLING),
    )


def _titled(sentence: str) -> tuple[str, str]:
    """What stands before the first word about days, and the rest."""
    match = _FIRST_WORD.search(sentence)
    start = match.start() if match else len(sentence)
    return _FILLING_AT_END.sub("", sentence[:start]), sentence[start:]


def _dates(text: Text, pattern: str, today: date) -> frozenset[date]:
    match = text.take(pattern)
    found = dates_in(match[1], today) if match else frozenset()
    return frozenset(each for each in found if each)


def _count(text: Text) -> int | None:
    match = text.take(rf"\b({NUMBER}) (?:keer|keren|bijeenkomsten|lessen)\b")
    return number_of(match[1]) if match else None


def _hours(text: Text) -> tuple[time | None, time | None]:
    match = text.take(_HOURS)
    if match is None:
        return None, None
    return _time(match[1], match[2]), _time(match[3], match[4])


def _time(hour: str, minute: str | None) -> time | None:
    usable = int(hour) < 24 and int(minute or 0) < 60
    return time(int(hour), int(minute or 0)) if usable else None
