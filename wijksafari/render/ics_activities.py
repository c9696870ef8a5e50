"""What goes on in a wijk as a calendar file: every activity with its own rule and exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from icalendar import Event, vGeo, vRecur

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.problem import Activity, Location
from wijksafari.render.ics import published_calendar
from wijksafari.render.ics_text import text_of
from wijksafari.render.programme import line


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEntry:
    """One activity in a calendar.

    ``first`` is the first day it is really held by ``rule``, an RRULE without an
    end, or the only day where there is none; ``last`` the last day on which it
    may begin; ``not_on`` the days on which the rule falls and it is not held.
    ``uid`` stays the same, and ``revision`` rises with every change.
    """

    uid: str
    revision: int
    activity: Activity
    location: Location
    first: date
    rule: str | None = None
    last: date | None = None
    not_on: tuple[date, ...] = ()


def activities_ics(title: str, entries: Iterable[ActivityEntry], stamp: datetime) -> bytes:
    """A calendar called ``title``; ``stamp`` is the aware moment of writing."""
    return published_calendar(title, (text_of(_event(entry, stamp)) for entry in entries))


def _event(entry: ActivityEntry, stamp: datetime) -> Event:
    activity, made = entry.activity, Event()
    made.add("uid", line(entry.uid))
    made.add("sequence", entry.revision)
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("dtstart", _at(entry.first, activity.opens))
    made.add("dtend", _at(entry.first, activity.closes))
    if entry.rule:
        made.add("rrule", _rule(entry))
    if entry.not_on:
        made.add("exdate", [_at(day, activity.opens) for day in entry.not_on])
    made.add("summary", line(activity.title))
    _add_place(made, entry.location)
    words = [entry.location.theme, "presentatie" if activity.kind == "presentation" else None]
    if any(words):
        made.add("categories", [line(word) for word in words if word])
    return made


def _add_place(made: Event, location: Location) -> None:
    made.add("location", line(", ".join(filter(None, (location.name, location.address)))))
    made.add("geo", vGeo((round(location.point.lat, 6), round(location.point.lon, 6))))
    hints = (("Ingang", location.entrance), ("Fietsen", location.bicycle_parking))
    told = [f"{what}: {line(hint)}" for what, hint in hints if hint]
    if told:
        made.add("description", "\n".join(told))


def _rule(entry: ActivityEntry) -> vRecur:
    rule = vRecur(vRecur.from_ical(entry.rule or ""))
    if entry.last:
        # Beside a start on a named clock, the end has to be in UTC (RFC 5545, 3.3.10).
        rule["UNTIL"] = [_at(entry.last, entry.activity.opens).astimezone(UTC)]
    return rule


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM)
