"""When something is not held after all, read from a sentence: "behalve zondag".

It is read first: what stands in an exception must never be taken for a day on
which it is held. An exception that no form can tell is left to the reader as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijksafari.planning.pattern_text import (
    DATE,
    SOME_MONTHS,
    WEEKDAY,
    Text,
    dates_in,
    months_in,
    weekdays_in,
)

_NOT = r"\b(?:niet|behalve|buiten|dicht|gesloten)"
_CLOSED = r"(?:gesloten|dicht|niet)\b"
_DURING = r"(?:in |tijdens |gedurende |op )?(?:de )?"
_END = r"(?= ?(?:[,;|()]|\.(?!\d)|$))"
_BEFORE_HOURS = r"(?= ?(?:[,;|()]|$|(?:van |om )?\d{1,2} ?(?:[.:u-]|tot)))"
_SCHOOL = r"(?:school)?vakanties?\b"
_DATES = rf"{DATE}(?:(?:, ?| en ){DATE})*"
_WEEKDAYS = rf"{WEEKDAY}(?:(?:, ?| en ){WEEKDAY})*"
# Of which weeks it is held, no form can tell.
_SOME_WEEKS = r"\b(?:in |op )?(?:de )?(?:on)?even (?:kalender)?we(?:ek|ken)\b"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """When it is not held: closed ``months`` (from 1) and ``weekdays`` (0 is Monday).

    ``some_weeks``: only in the even or only in the odd weeks, told as not understood.
    """

    dates: frozenset[date]
    weekdays: frozenset[int]
    months: frozenset[int]
    in_school_holidays: bool
    on_public_holidays: bool
    some_weeks: bool


def read_exceptions(text: Text, today: date) -> Exceptions:
    """What the sentence excepts; what it excepts otherwise is told as not understood."""
    text.take(rf"\b(?:ook|wel) {_DURING}{_SCHOOL}")
    closed_in_holidays = _either(text, _SCHOOL)
    open_on_public = bool(text.take(rf"\b(?:ook|wel) {_DURING}feestdagen\b"))
    _either(text, r"feestdagen\b")
    dated = text.take(rf"{_NOT} (?:op )?({_DATES})")
    months = text.take(rf"{_NOT} ({SOME_MONTHS}){_BEFORE_HOURS}") or text.take(
        rf"\b({SOME_MONTHS}) {_CLOSED}"
    )
    weekdays = text.take(rf"{_NOT} (?:op )?({_WEEKDAYS}){_BEFORE_HOURS}") or text.take(
        rf"\b(?:op )?({_WEEKDAYS}) (?:gesloten|dicht)\b"
    )
    half_days = weekdays and any(part in weekdays[1] for part in ("ochtend", "middag", "avond"))
    if weekdays and half_days:
        text.tell(weekdays[0])
    some_weeks = text.take(_SOME_WEEKS)
    if some_weeks:
        text.tell(some_weeks[0])
    _leave_the_others(text)
    found = dates_in(dated[1], today) if dated else frozenset()
    return Exceptions(
        dates=frozenset(each for each in found if each),
        weekdays=weekdays_in(weekdays[1]) if weekdays and not half_days else frozenset(),
        months=months_in(months[1]) if months else frozenset(),
        in_school_holidays=not closed_in_holidays,
        on_public_holidays=open_on_public,
        some_weeks=bool(some_weeks),
    )


def _either(text: Text, when: str) -> bool:
    """Whether it is said before or after ``when`` that it is closed then."""
    return bool(text.take(rf"{_NOT} {_DURING}{when}") or text.take(rf"\b{_DURING}{when} {_CLOSED}"))


def _leave_the_others(text: Text) -> None:
    clauses = (
        rf"\b(?:alleen )?(?:in|op|tijdens) (?:de |het )?[a-z-]+ (?:gesloten|dicht|niet){_END}",
        rf"\b[a-z-]+ (?:gesloten|dicht|niet){_END}",
        rf"(?:{_NOT}|\b(?:geen|zomerstop|winterstop))\b[^,;|()]*?{_BEFORE_HOURS}",
        rf"\balleen {_DURING}{_SCHOOL}",
    )
    for clause in clauses:
        for match in text.take_all(clause):
            text.tell(match[0])
