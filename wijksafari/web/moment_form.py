"""A moment as two fields: a date and a time of day."""

from __future__ import annotations

from datetime import date, datetime, time

from wijksafari.clock import AMSTERDAM, local_moment
from wijksafari.errors import InputError

_NO_DATE = "Vul een datum in die bestaat, zoals 2027-01-26."


def read_moment(day: str, hour: str) -> datetime:
    """The moment in Europe/Amsterdam.

    Raises InputError where a field cannot be read, or the clock skips or doubles it.
    """
    try:
        return local_moment(read_day(day), read_hour(hour))
    except OverflowError:
        raise InputError(_NO_DATE) from None


def read_day(text: str) -> date:
    """The date, typed as browsers send it. Raises InputError."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=AMSTERDAM).date()
    except ValueError:
        raise InputError(_NO_DATE) from None


def read_hour(text: str) -> time:
    """The time of day, with a colon or a full stop. Raises InputError."""
    try:
        typed = text.strip().replace(".", ":")
        return datetime.strptime(typed, "%H:%M").replace(tzinfo=AMSTERDAM).time()
    except ValueError:
        raise InputError("Vul een tijd in als 17.30 of 17:30.") from None
