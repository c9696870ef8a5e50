"""The cells of one CSV row as values; what is wrong is said, not raised."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import TypeVar

from wijksafari.errors import InputError
from wijksafari.planning.problem import MOST_EXCEPTIONS
from wijksafari.services.mail.email_addresses import read_email
from wijksafari.services.texts.csv_rows import Row
from wijksafari.services.texts.names import invisible

ChoiceT = TypeVar("ChoiceT")

_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DUTCH_DATE = re.compile(r"(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})")
_TIME = re.compile(r"(\d\d?)[:.](\d\d)(?::00)?(?: uur)?")
MOST_WORDS = 20  # in one cell, such as themes
_DECIMAL = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{1,20})?")
_TRUTHS = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "waar", "1"), True),
    **dict.fromkeys(("nee", "n", "no", "false", "onwaar", "0"), False),
}


class Cells:
    """Reads the cells of ``row`` and adds a sentence to ``problems`` for each bad one.

    Every reader answers None (or an empty string) for an empty or bad cell;
    a row whose reading added a problem is not to be used. ``headings`` says
    what the list itself calls a column, where that differs.
    """

    def __init__(
        self, row: Row, problems: list[str], headings: Mapping[str, str] | None = None
    ) -> None:
        self._row = row
        self._problems = problems
        self._headings = headings or {}
        self._before = len(problems)

    @property
    def good(self) -> bool:
        """Whether nothing was wrong so far."""
        return len(self._problems) == self._before

    @property
    def number(self) -> int:
        """The row a spreadsheet shows."""
        return self._row.number

    def filled(self, column: str) -> bool:
        """Whether anything is in the cell."""
        return bool(self._row.cells[column])

    def problem(self, sentence: str) -> None:
        """Report something about the row as a whole."""
        self._problems.append(f"Rij {self._row.number}: {sentence}")

    def wrong(self, column: str, expected: str) -> None:
        """Report the cell of ``column``: what was ``expected`` and what is there."""
        found = _short(self._row.cells[column])
        self._problems.append(
            f"Rij {self._row.number}, kolom {self._headings.get(column, column)}:"
            f" verwacht {expected}, gevonden {found}."
        )

    def text(self, column: str, longest: int, *, required: bool = False) -> str:
        """A line of text of at most ``longest`` characters."""
        value = self._row.cells[column]
        if required and not value:
            self.wrong(column, "een tekst")
        elif len(value) > longest:
            self.wrong(column, f"hoogstens {longest} tekens ({len(value)} gevonden)")
        elif invisible(value):
            self.wrong(column, "een tekst zonder onzichtbare tekens")
        else:
            return value
        return ""

    def email(self, column: str) -> str:
        """A mail address in the form mail is sent to."""
        value = self.text(column, 254)
        try:
            return read_email(value) if value else ""
        except InputError:
            self.wrong(column, "een e-mailadres als naam@praktijk.nl, zonder accenten voor de @")
            return ""

    def matching(self, column: str, pattern: str, longest: int, expected: str) -> str:
        """Text that is empty or wholly matches ``pattern``."""
        value = self.text(column, longest)
        if value and not re.fullmatch(pattern, value):
            self.wrong(column, expected)
            return ""
        return value

    def words(self, column: str, longest: int) -> tuple[str, ...]:
        """Several short texts with a semicolon, a comma or a bar between them."""
        found = (word.strip() for word in re.split(r"[;,|]", self.text(column, 600)))
        listed = tuple(dict.fromkeys(word for word in found if word))
        if len(listed) > MOST_WORDS or any(len(word) > longest for word in listed):
            most = f"hoogstens {MOST_WORDS} woorden van {longest} tekens"
            self.wrong(column, f"{most}, met komma's ertussen")
            return ()
        return listed

    def whole(self, column: str, least: int, most: int, *, required: bool = False) -> int | None:
        """A whole number from ``least`` to ``most``."""
        value = self._row.cells[column]
        if not value and not required:
            return None
        if re.fullmatch(r"[0-9]{1,6}", value) and least <= int(value) <= most:
            return int(value)
        self.wrong(column, f"een heel getal van {least} tot en met {most}")
        return None

    def decimal(self, column: str, example: str) -> float | None:
        """A number with a decimal point or comma."""
        value = self._row.cells[column]
        if _DECIMAL.fullmatch(value):
            return float(value.replace(",", "."))
        # Excel with Dutch settings takes the point of 52.046401 for one between thousands.
        lost = re.fullmatch(r"[-+]?\d[\d.]{6,}", value)
        hint = " (Excel liet de punt weg; zet de kolom daar op Tekst)" if lost else ""
        self.wrong(column, f"een getal als {example}{hint}")
        return None

    def choice(self, column: str, choices: Mapping[str, ChoiceT]) -> ChoiceT | None:
        """One of the words in ``choices``, in capitals or not."""
        value = self._row.cells[column].lower()
        if value and value not in choices:
            self.wrong(column, " of ".join(choices))
        return choices.get(value)

    def truth(self, column: str) -> bool | None:
        """A yes or a no."""
        value = self._row.cells[column].lower()
        if value and value not in _TRUTHS:
            self.wrong(column, "ja of nee")
        return _TRUTHS.get(value)

    def day(self, column: str, *, required: bool = False) -> date | None:
        """A date as 2026-06-04 or 04-06-2026."""
        value = self._row.cells[column]
        if not value and not required:
            return None
        found = parse_day(value)
        if found is None:
            self.wrong(column, "een datum als 2026-06-04")
        return found

    def days(self, column: str) -> frozenset[date]:
        """Dates with a semicolon, a comma, a bar or a space between them."""
        words = re.split(r"[;,| ]+", self._row.cells[column].strip(";,| "))
        found = [parse_day(word) for word in words if word]
        if None in found:
            self.wrong(column, "datums als 2026-06-04, met een puntkomma ertussen")
        elif len(found) > MOST_EXCEPTIONS:
            self.wrong(column, f"hoogstens {MOST_EXCEPTIONS} datums")
        return frozenset(day for day in found if day is not None)

    def clock(self, column: str) -> time | None:
        """A time of day as 19:30 or 19.30."""
        match = _TIME.fullmatch(self._row.cells[column].lower())
        if match and int(match[1]) < 24 and int(match[2]) < 60:
            return time(int(match[1]), int(match[2]))
        self.wrong(column, "een tijd als 19:30")
        return None


def parse_day(text: str) -> date | None:
    """The date ``text`` writes as 2026-06-04 or 04-06-2026, None where it is no date."""
    match = _ISO_DATE.fullmatch(text) or _DUTCH_DATE.fullmatch(text)
    if not match or not 2000 <= int(match["year"]) <= 2100:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _short(value: str) -> str:
    printable = "".join(c if c.isprintable() else "�" for c in value)
    if not printable:
        return "niets"
    return f"'{printable}'" if len(printable) <= 40 else f"'{printable[:39]}…'"
