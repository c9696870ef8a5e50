"""A visit to a host as an entry in the host's calendar (RFC 5545, 5546)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Event, vGeo

from wijksafari.planning.host_visits import GroupVisit
from wijksafari.planning.problem import Location
from wijksafari.planning.words import clock, hours, people
from wijksafari.render.ics import calendar_file
from wijksafari.render.ics_entry import (
    Attendee,
    CalendarUser,
    Status,
    add_people,
    add_state,
    on_the_clock,
)
from wijksafari.render.ics_text import text_of
from wijksafari.render.programme import line

_SUMMARY = "Wijksafari op bezoek"
_NOT_COMING = "De wijksafari komt niet bij u langs."
_MEANING: dict[Status, str] = {
    "TENTATIVE": "Onder voorbehoud: of de avond doorgaat, hoort u nog.",
    "CONFIRMED": "De avond gaat door.",
    "CANCELLED": _NOT_COMING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostEntry:
    """What a host's calendar is told of one stop: one entry, however many groups come.

    ``uid`` stays the same and ``sequence`` rises with every file; ``stamp`` is
    the moment of writing. ``visits`` are in order, at least one; ``url`` is the
    host's own page. ``attendee`` is the host, None where nobody can be named.
    """

    uid: str
    sequence: int
    stamp: datetime
    location: Location
    visits: tuple[GroupVisit, ...]
    status: Status
    url: str
    organizer: CalendarUser
    attendee: Attendee | None


def host_ics(entry: HostEntry, method: Literal["PUBLISH", "REQUEST", "CANCEL"]) -> bytes:
    """The file: REQUEST and CANCEL go by mail, PUBLISH is for whoever downloads it.

    A stop that is visited no more is a CANCEL with the status CANCELLED.
    """
    made = Event()
    made.add("uid", line(entry.uid))
    made.add("sequence", entry.sequence)
    made.add("dtstamp", entry.stamp.astimezone(UTC))
    made.add("last-modified", entry.stamp.astimezone(UTC))
    made.add("dtstart", on_the_clock(entry.visits[0].arrival))
    made.add("dtend", on_the_clock(max(each.departure for each in entry.visits)))
    add_state(made, entry.status)
    _add_words(made, entry)
    add_people(made, entry.organizer, None if method == "PUBLISH" else entry.attendee)
    rings = entry.status != "CANCELLED"
    return calendar_file(method, text_of(made, (_alarm(),) if rings else ()))


def _add_words(made: Event, entry: HostEntry) -> None:
    off = "Vervallen: " if entry.status == "CANCELLED" else ""
    place = entry.location
    made.add("summary", f"{off}{_SUMMARY} bij {line(place.name)}")
    made.add("location", ", ".join(filter(None, (line(place.name), line(place.address)))))
    made.add("geo", vGeo((round(place.point.lat, 6), round(place.point.lon, 6))))
    made.add("description", "\n".join(_told(entry)))
    made.add("url", line(entry.url))


def _told(entry: HostEntry) -> list[str]:
    if entry.status == "CANCELLED":
        return [_NOT_COMING]
    named = len(entry.visits) > 1
    visits = [
        f"{f'Groep {each.group}' if named else 'De groep'} komt om {hours(each.arrival)} en gaat om"
        f" {clock(each.departure)}; hooguit {people(each.people)} en hun begeleiders."
        for each in entry.visits
    ]
    return [_MEANING[entry.status], "", *visits, "", f"Uw eigen pagina: {line(entry.url)}"]


def _alarm() -> str:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-1))
    alarm.add("description", "Morgen komt de wijksafari langs.")
    return text_of(alarm)
