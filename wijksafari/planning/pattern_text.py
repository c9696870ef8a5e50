"""The words for days, months and numbers in a sentence, and the sentence while it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from wijksafari.planning.words import MONTHS, WEEKDAYS

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
        start=2,
    )
}
NUMBER = rf"(?:\d{{1,4}}|{'|'.join(NUMBERS)})"
# Two letters tell a weekday, three a month.
WEEKDAY = (
    rf"\b(?:(?:{'|'.join(WEEKDAYS)})(?:ochtend|(?:voor|na)?middag|avond)?(?:en|s)?(?!\w)"
    r"|(?:ma|di|wo|do|vr|za|zo)\b\.?)"
)
MONTH = rf"\b(?:{'|'.join(MONTHS)}|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
TO = r" ?(?:tot en met|t/m|tot|-) ?"
# "8-12 jaar" is about people, not about hours.
NOT_HOURS = r"(?! ?(?:jaar|jarigen|jr|personen|mensen|deelnemers|euro)\b)"
# "van september tot en met juni" or "in maart, april en mei".
SOME_MONTHS = (
    rf"(?:van {MONTH}{TO}{MONTH}|in (?:de )?(?:maand(?:en)? )?{MONTH}(?:(?:, ?| en ){MONTH})*)"
)
DATE = (
    rf"(?:{WEEKDAY},? )?(?:\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}\b"
    rf"|\b\d{{1,2}} {MONTH}(?: \d{{4}}\b)?|(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/]))"
)
_STARTS = {"mrt": 3} | {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_DASHES = str.maketrans("–—−", "---")
_GAP = " | "


class Text:
    """A sentence in small letters, of which what was understood is taken out."""

    def __init__(self, sentence: str) -> None:
        plain = unicodedata.normalize("NFKC", sentence).translate(_DASHES)
        self._left = " ".join(plain.lower().split())
        self._told: list[str] = []

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first place that matches, which is then gone; None where there is none."""
        match = re.search(pattern, self._left)
        if match:
            self._left = self._left[: match.start()] + _GAP + self._left[match.end() :]
        return match

    def take_all(self, pattern: str) -> Iterator[re.Match[str]]:
        """Every place that matches, from the front."""
        while match := self.take(pattern):
            yield match

    def places(self, pattern: str) -> list[int]:
        """Where it matches, from the front; nothing is taken."""
        return [match.start() for match in re.finditer(pattern, self._left)]

    def found(self, pattern: str) -> set[str]:
        """What the first group of each match holds; nothing is taken."""
        return {match[1] for match in re.finditer(pattern, self._left)}

    def cut(self, pattern: str) -> None:
        """Count the first match and all behind it as not understood."""
        places = self.places(pattern)
        if places:
            self.tell(self._left[places[0] :])
            self._left = self._left[: places[0]]

    def tell(self, words: str) -> None:
        """Count what was taken out as not understood after all."""
        self._told.append(" ".join(words.replace("|", " ").strip(" ,;:").split()))

    def unread(self, without: Iterable[str] = ()) -> tuple[str, ...]:
        """What was not understood: what is told, then what is left, words that stand together."""
        return (*self._told, *_phrases(self._left, frozenset(without)))


def _phrases(text: str, without: frozenset[str]) -> Iterator[str]:
    for part in re.split(r"[|,;:()](?!\d)|\.(?!\w)", text):
        words = re.findall(r"(?:[^\s|,.;:()]|(?<=\d)[.:](?=\d))+", part)
        kept = [word for word in words if word != "-" and word not in without]
        if kept:
            yield " ".join(kept)


def weekdays_in(text: str) -> frozenset[int]:
    """The weekdays that are named, 0 for Monday."""
    return frozenset(weekday_of(each) for each in re.findall(WEEKDAY, text))


def months_in(text: str) -> frozenset[int]:
    """The months that a match of SOME_MONTHS names, from 1."""
    named = [month_of(each) for each in re.findall(MONTH, text)]
    if not text.startswith("van "):
        return frozenset(named)
    first, last = named
    return frozenset((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1))


def weekday_of(text: str) -> int:
    """The weekday that a match of WEEKDAY names, 0 for Monday."""
    return [name[:2] for name in WEEKDAYS].index(text[:2])


def month_of(text: str) -> int:
    """The month that a match of MONTH names, from 1."""
    return _STARTS[text[:3]]


def number_of(text: str) -> int:
    """The number that a match of NUMBER is."""
    return NUMBERS.get(text) or int(text)


def dates_in(text: str, today: date) -> frozenset[date | None]:
    """The dates that matches of DATE name; None for one that does not exist.

    Without a year it is the first such day from ``today`` on.
    """
    return frozenset(_date(match[0], today) for match in re.finditer(DATE, text))


def _date(text: str, today: date) -> date | None:
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    month = re.search(MONTH, text)
    if month:
        day, *years = numbers
        return _first_that_exists(day, month_of(month[0]), years or _years_from(today), today)
    if len(numbers) == 2:
        day, month_number = numbers
        return _first_that_exists(day, month_number, _years_from(today), today)
    first, month_number, last = numbers
    year, day = (first, last) if first > 31 else (last, first)
    return _first_that_exists(day, month_number, [year], date.min)


def _years_from(today: date) -> list[int]:
    return [today.year, today.year + 1]


def _first_that_exists(day: int, month: int, years: list[int], least: date) -> date | None:
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if len(years) == 1 or found >= least:
            return found
    return None
