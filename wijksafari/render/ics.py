"""Calendar files: one evening to invite to, or a feed of many (RFC 5545, 5546, 7986)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from icalendar import Calendar, vDuration, vText

from wijksafari.errors import InputError
from wijksafari.render.ics_entry import CalendarEntry, event
from wijksafari.render.ics_text import text_of
from wijksafari.render.ics_zone import amsterdam
from wijksafari.render.programme import line

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

_REFRESH = timedelta(hours=1)


def safari_ics(entry: CalendarEntry, method: Method | None = None) -> bytes:
    """One event in one file: CRLF, folded, in UTF-8.

    REQUEST and CANCEL are for one attendee's calendar, PUBLISH is for whoever
    opens the file; whoever mails it repeats ``method`` in the MIME type. Raises
    InputError when ``method``, status and people contradict each other.
    """
    _check(entry, method)
    return calendar_file(method, event(entry, alarms=True))


def calendar_file(method: Method | None, vevent: str) -> bytes:
    """A file with one event, for one person."""
    return _file(_calendar(method), [vevent])


def feed_ics(title: str, entries: Iterable[CalendarEntry]) -> bytes:
    """Every entry in one file to subscribe to, named ``title``; asked for again each hour.

    Who takes part stays out of it, and so do alarms: they are for invitations.
    """
    events = []
    for entry in entries:
        _check(entry, "PUBLISH")
        events.append(event(entry, alarms=False))
    return published_calendar(title, events)


def published_calendar(title: str, events: Iterable[str]) -> bytes:
    """The VEVENTs in one file to subscribe to or import, named ``title``."""
    calendar = _calendar("PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(line(title)))
    # One for whoever reads the standard, one for Outlook.
    calendar.add("refresh-interval", vDuration(_REFRESH, params={"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    return _file(calendar, events)


def _check(entry: CalendarEntry, method: Method | None) -> None:
    cancelled = entry.status == "CANCELLED"
    if (method == "CANCEL" and not cancelled) or (method == "REQUEST" and cancelled):
        raise InputError("Een annulering heeft zowel METHOD:CANCEL als STATUS:CANCELLED nodig.")
    if method in ("REQUEST", "CANCEL") and not (entry.organizer and entry.attendee):
        raise InputError(f"METHOD:{method} heeft een ORGANIZER en een ATTENDEE nodig.")
    if method == "PUBLISH" and entry.attendee:
        raise InputError("METHOD:PUBLISH noemt geen ATTENDEE.")


def _calendar(method: Method | None) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//wijksafari//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    return calendar


def _file(calendar: Calendar, events: Iterable[str]) -> bytes:
    return text_of(calendar, (amsterdam(), *events)).encode()
