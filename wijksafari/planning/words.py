"""Times, durations and counts as Dutch readers expect them."""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, time

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MEASURE = re.compile(r"(?<=\d) (?=(?:m|km|uur|minuten)\b)")
_SMALL = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def clock(moment: datetime | time) -> str:
    """The time of day: "17.30 uur"."""
    return f"{hours(moment)} uur"


def hours(moment: datetime | time) -> str:
    """The time of day without "uur", for "van 17.30 tot 20.30 uur"."""
    return f"{moment:%H.%M}"


def day(value: date) -> str:
    """The date in full: "donderdag 4 juni 2026"."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """A day and the time on it: "donderdag 4 juni 2026, 17.30 uur"."""
    return f"{day(value)}, {clock(value)}"


def day_month(value: date) -> str:
    """The date without weekday and year, for an axis: "4 juni"."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def duration(seconds: float) -> str:
    """A length of time in whole minutes, rounded up: "7 minuten", "1 uur en 5 minuten"."""
    total = max(0, math.ceil(seconds / 60))
    hour, minute = divmod(total, 60)
    minutes = "1 minuut" if minute == 1 else f"{minute} minuten"
    if not hour:
        return minutes
    return f"{hour} uur en {minutes}" if minute else f"{hour} uur"


def grouped(value: float) -> str:
    """A number, rounded to a whole one, with its digits in groups: "1.250"."""
    return f"{value:,.0f}".replace(",", ".")


def points(count: int) -> str:
    """Points of prize: "1 punt", "2 punten"."""
    return "1 punt" if count == 1 else f"{count} punten"


def stops(count: int) -> str:
    """A number of stops: "1 stop", "4 stops"."""
    return "1 stop" if count == 1 else f"{count} stops"


def locations(count: int) -> str:
    """A small number of locations in words: "twee locaties"."""
    number = _SMALL[count] if count < len(_SMALL) else str(count)
    return f"{number} locatie" if count == 1 else f"{number} locaties"


def people(count: int) -> str:
    """A number of people: "1 persoon", "14 mensen"."""
    return "1 persoon" if count == 1 else f"{count} mensen"


def practices(count: int) -> str:
    """A number of practices: "1 praktijk", "4 praktijken"."""
    return "1 praktijk" if count == 1 else f"{count} praktijken"


def listed(names: Iterable[str]) -> str:
    """Names in a row: "De Linde, Het Baken en De Brug"."""
    *head, last = names
    return f"{', '.join(head)} en {last}" if head else last


def plain_line(text: str) -> str:
    """The text on one line, with a space for whatever cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def unbroken(text: str) -> str:
    """The text with every number and its measure kept on one line."""
    return _MEASURE.sub("\u00a0", text)


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."
