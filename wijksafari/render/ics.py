"""The evening for a calendar: one event in one iCalendar file (RFC 5545)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vGeo,
    vText,
)

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning import words
from wijksafari.planning.itinerary import Itinerary
from wijksafari.render.programme import NAMES, Names, line, programme, promised_end

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

_ADDRESS = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+")
_ALARMS = (
    (timedelta(days=-1), "Morgen is de wijksafari."),
    (timedelta(hours=-1), "Over een uur begint de wijksafari."),
)


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who invites. Raises InputError on something that is no mail address."""

    name: str
    email: str

    def __post_init__(self) -> None:
        if not self.email.isascii() or not _ADDRESS.fullmatch(self.email):
            raise InputError("Het e-mailadres van de organisator klopt niet.")


def safari_ics(
    itinerary: Itinerary,
    names: Names = NAMES,
    *,
    uid: str,
    sequence: int,
    stamp: datetime,
    description: str = "",
    status: Status = "TENTATIVE",
    method: Method | None = None,
    url: str | None = None,
    organizer: Organizer | None = None,
) -> bytes:
    """The file's bytes: CRLF, folded, in UTF-8.

    ``uid`` stays the same over an event's life and ``sequence`` rises with
    every change; ``stamp`` is the aware moment of writing. ``description``
    comes above the programme. A cancellation is method CANCEL with status
    CANCELLED. Whoever mails the file repeats ``method`` in the MIME type.
    Raises InputError when ``method`` and ``status`` contradict each other.
    """
    if (method == "CANCEL") != (status == "CANCELLED") and method is not None:
        raise InputError("Een annulering heeft zowel METHOD:CANCEL als STATUS:CANCELLED nodig.")
    event = Event()
    event.add("uid", line(uid))
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", itinerary.evening.start.astimezone(AMSTERDAM))
    event.add("dtend", promised_end(itinerary).astimezone(AMSTERDAM))
    event.add("summary", line(names.title))
    event.add("status", status)
    event.add("location", line(names.meeting_point))
    meeting_point = itinerary.evening.meeting_point
    event.add("geo", vGeo((round(meeting_point.lat, 6), round(meeting_point.lon, 6))))
    event.add("description", _description(itinerary, names, description, url))
    if url:
        event.add("url", line(url))
    if organizer:
        event.add("organizer", _address(organizer))
    if status != "CANCELLED":
        for before, text in _ALARMS:
            event.add_component(_alarm(before, text))
    return _calendar(event, method)


def _calendar(event: Event, method: Method | None) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//wijksafari//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    calendar.add_component(_amsterdam())
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _description(itinerary: Itinerary, names: Names, above: str, url: str | None) -> str:
    lines = [line(one) for one in above.splitlines()]
    if lines:
        lines.append("")
    lines.append("Programma")
    lines += [f"{words.clock(moment)}  {what}" for moment, what in programme(itinerary, names)]
    if url:
        lines += ["", f"Meer: {line(url)}"]
    return "\n".join(lines)


def _address(organizer: Organizer) -> vCalAddress:
    address = vCalAddress(f"mailto:{organizer.email}")
    address.params["CN"] = vText(line(organizer.name).replace('"', "'"))
    return address


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", text)
    return alarm


def _amsterdam() -> Timezone:
    """Two yearly rules: lists of dates, as a library would write, confuse Outlook."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    summer, winter = timedelta(hours=2), timedelta(hours=1)
    for part, name, begins, month, before, after in (
        (TimezoneDaylight(), "CEST", datetime(1970, 3, 29, 2), 3, winter, summer),  # noqa: DTZ001
        (TimezoneStandard(), "CET", datetime(1970, 10, 25, 3), 10, summer, winter),  # noqa: DTZ001
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
