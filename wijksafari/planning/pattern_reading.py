"""When something is held, read from a sentence: "Inloop elke dinsdag 19.00–21.30".

All that ``patterns.pattern_words`` says is understood, except for rules that no
form can express, and so are other ways in which leaflets say it. What is not
understood is told, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from wijksafari.planning.pattern_days import read_days, read_months, read_yearly
from wijksafari.planning.pattern_exceptions import Exceptions, read_exceptions
from wijksafari.planning.pattern_hours import read_hours
from wijksafari.planning.pattern_rules import EVERY_MONTH, Pattern
from wijksafari.planning.pattern_spelling import spelled_out
from wijksafari.planning.pattern_text import DATE, NUMBER, Text, dates_in, number_of
from wijksafari.planning.pattern_title import titled
from wijksafari.planning.words import WEEKDAYS, listed

MOST_LETTERS = 600
_FROM = r"\b(?:vanaf|met ingang van|sinds|start(?: op)?:?|begint(?: op)?)"
_UNTIL = r"(?:\btot en met|\bt/m|\btot)"
_FILLING = frozenset((
    *("elke", "iedere", "elk", "ieder", "op", "de", "het", "een", "van", "in", "om", "en", "is"),
    *("uur", "u", "tot", "telkens", "altijd", "vanaf", "er", "open", "ochtend", "middag", "avond"),
    *("'s", "’s", "ochtends", "middags", "avonds"),
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence says; None and empty where it does not say.

    A pattern of ``once`` is held on ``first_date``. ``unread`` is what was
    not understood, in the words that stand together.
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
    title, rest = titled(" ".join(sentence[:MOST_LETTERS].split()))
    text = Text(spelled_out(rest))
    exceptions = read_exceptions(text, today)
    first = _dates(text, rf"{_FROM} ({DATE})", today)
    first = first or _dates(text, rf"\bvan ({DATE})(?= ?{_UNTIL})", today)
    last = _dates(text, rf"{_UNTIL} ({DATE})", today)
    months, count = read_months(text), _count(text)
    yearly = read_yearly(text)
    once = text.take(rf"(?:\bop )?({DATE})")
    opens, closes = read_hours(text)
    pattern = replace(yearly, count=count) if yearly else read_days(text, months, count)
    if pattern:
        pattern = _without(pattern, exceptions, text)
    if once and pattern is None:
        pattern, first = Pattern(rhythm="once"), _known(once[1], today)
    elif once:
        text.tell(once[0])
    return Reading(
        title=title,
        pattern=pattern,
        opens=opens,
        closes=closes,
        first_date=min(first, default=None),
        until=min(last, default=None),
        except_dates=exceptions.dates,
        in_school_holidays=exceptions.in_school_holidays,
        on_public_holidays=exceptions.on_public_holidays,
        unread=text.unread(without=_FILLING),
    )


def _dates(text: Text, pattern: str, today: date) -> frozenset[date]:
    match = text.take(pattern)
    return _known(match[1], today) if match else frozenset()


def _known(words: str, today: date) -> frozenset[date]:
    return frozenset(each for each in dates_in(words, today) if each)


def _count(text: Text) -> int | None:
    """How many times in all; "3 keer per week" says something else."""
    match = text.take(
        rf"\b({NUMBER}) (?:keer|keren|bijeenkomsten|lessen)\b(?! (?:per|in de|in een)\b)"
    )
    return number_of(match[1]) if match else None


def _without(pattern: Pattern, exceptions: Exceptions, text: Text) -> Pattern | None:
    """The pattern less the days and months that are excepted; None if nothing is left."""
    months = (pattern.months or EVERY_MONTH) - exceptions.months
    weekdays = pattern.weekdays - exceptions.weekdays
    if not months or (pattern.weekdays and not weekdays):
        return None
    if exceptions.months:
        pattern = replace(pattern, months=months)
    if pattern.rhythm != "weeks":
        if exceptions.weekdays:
            text.tell(f"behalve {listed(WEEKDAYS[each] for each in sorted(exceptions.weekdays))}")
        return pattern
    every = 2 if exceptions.some_weeks and pattern.every == 1 else pattern.every
    return replace(pattern, weekdays=weekdays, every=every)
