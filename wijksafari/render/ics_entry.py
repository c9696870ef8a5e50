"""One evening as an entry in a calendar: what it says, and its VEVENT (RFC 5545)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal
from urllib.parse import quote

from icalendar import Alarm, Event, vCalAddress, vGeo, vText

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning import words
from wijksafari.planning.itinerary import Itinerary
from wijksafari.render.ics_text import text_of
from wijksafari.render.programme import NAMES, Names, arriving, line, programme, promised_end

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
Answer = Literal["ACCEPTED", "DECLINED", "NEEDS-ACTION"]
Role = Literal["REQ-PARTICIPANT", "CHAIR"]

_ADDRESS = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+")
_ALARMS = (
    (timedelta(days=-1), "Morgen is de wijksafari."),
    (timedelta(hours=-1), "Over een uur begint de wijksafari."),
)
# What calendars disagree about inside a parameter: some undo RFC 6868 and backslashes, some do not.
_UNSURE = str.maketrans({'"': "'", "^": "", "\\": "/"})
# Outlook shows time as busy, whatever STATUS says, unless it is told in its own words.
_BUSY = {"TENTATIVE": "TENTATIVE", "CONFIRMED": "BUSY", "CANCELLED": "FREE"}


@dataclass(frozen=True, slots=True)
class CalendarUser:
    """Somebody in a calendar file. Raises InputError on something that is no mail address."""

    name: str
    email: str

    def __post_init__(self) -> None:
        if not self.email.isascii() or not _ADDRESS.fullmatch(self.email):
            raise InputError(f"{line(self.name)} heeft geen e-mailadres dat in een agenda past.")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who takes part, as what, and what they answered."""

    user: CalendarUser
    answer: Answer = "ACCEPTED"
    role: Role = "REQ-PARTICIPANT"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What one person's calendar is told about one evening.

    ``uid`` stays the same over an entry's life and ``sequence`` rises with
    every change; ``stamp`` is the aware moment of that change, or of writing.
    ``description`` comes above the programme.
    """

    itinerary: Itinerary
    names: Names = NAMES
    uid: str
    sequence: int
    stamp: datetime
    description: str = ""
    status: Status = "TENTATIVE"
    url: str | None = None
    organizer: CalendarUser | None = None
    attendee: Attendee | None = None


def event(entry: CalendarEntry, *, alarms: bool) -> str:
    """The entry's VEVENT; a cancelled one rings no alarms."""
    return text_of(_event(entry), _alarms() if alarms and entry.status != "CANCELLED" else ())


def _event(entry: CalendarEntry) -> Event:
    made = Event()
    made.add("uid", line(entry.uid))
    made.add("sequence", entry.sequence)
    made.add("dtstamp", entry.stamp.astimezone(UTC))
    made.add("last-modified", entry.stamp.astimezone(UTC))
    made.add("dtstart", on_the_clock(entry.itinerary.evening.start))
    made.add("dtend", on_the_clock(promised_end(entry.itinerary)))
    add_state(made, entry.status)
    _add_words(made, entry)
    add_people(made, entry.organizer, entry.attendee)
    return made


def on_the_clock(moment: datetime) -> datetime:
    """The moment on Amsterdam's clock; in UTC where that clock shows the same time again."""
    local = moment.astimezone(AMSTERDAM)
    first = local.replace(fold=0)
    # A local time that comes twice is read as the first of the two (RFC 5545, 3.3.5).
    return local if local.utcoffset() == first.utcoffset() else moment.astimezone(UTC)


def add_state(made: Event, status: Status) -> None:
    """Whether it is certain, in the words of the standard and in Outlook's."""
    made.add("status", status)
    made.add("transp", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    made.add("x-microsoft-cdo-busystatus", _BUSY[status])


def _add_words(made: Event, entry: CalendarEntry) -> None:
    meeting_point = entry.itinerary.evening.meeting_point
    made.add("summary", line(entry.names.title))
    made.add("location", line(entry.names.meeting_point))
    made.add("geo", vGeo((round(meeting_point.lat, 6), round(meeting_point.lon, 6))))
    made.add("description", _description(entry))
    if entry.url:
        made.add("url", line(entry.url))


def add_people(made: Event, organizer: CalendarUser | None, attendee: Attendee | None) -> None:
    """Who invites, and who is invited."""
    if organizer:
        made.add("organizer", address_of(organizer))
    if attendee:
        made.add("attendee", _attending(attendee))


def _attending(attendee: Attendee) -> vCalAddress:
    address = address_of(attendee.user)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText(attendee.role)
    address.params["PARTSTAT"] = vText(attendee.answer)
    address.params["RSVP"] = vText("FALSE")
    return address


def _description(entry: CalendarEntry) -> str:
    lines = [line(one) for one in entry.description.splitlines()]
    if lines:
        lines.append("")
    lines.append("Programma")
    told = programme(entry.itinerary, entry.names)
    stops = (arriving(visit.location) for visit in entry.itinerary.visits)
    # Gathering and leaving come before the stops, arrival and end after them.
    for (moment, what), hints in zip(told, ((), (), *stops, (), ()), strict=True):
        lines += [f"{words.clock(moment)}  {what}", *hints]
    if entry.url:
        lines += ["", f"Meer: {line(entry.url)}"]
    return "\n".join(lines)


def address_of(user: CalendarUser) -> vCalAddress:
    """Somebody as ORGANIZER or ATTENDEE."""
    # A mailto: address is a URI: "%", "?" and "&" mean something else there.
    email = quote(user.email, safe="@!$'*+-._~")
    address = vCalAddress(f"mailto:{email}")
    name = line(user.name).translate(_UNSURE)
    if name:
        address.params["CN"] = vText(name)
    return address


@cache
def _alarms() -> tuple[str, ...]:
    return tuple(_alarm(before, text) for before, text in _ALARMS)


def _alarm(before: timedelta, text: str) -> str:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", text)
    return text_of(alarm)
