"""The timetable of a series as activities to be looked at before they are believed."""

from collections.abc import Iterator
from datetime import time
from typing import TypedDict

from wijksafari.planning.found import FoundActivity
from wijksafari.planning.problem import MOST_EXCEPTIONS, ActivityKind
from wijksafari.services.ical.event import CalendarEvent
from wijksafari.services.ical.groups import key_of
from wijksafari.services.ical.places import Place, place_of
from wijksafari.services.ical.ruled import Ruled
from wijksafari.services.ical.series import Timetable
from wijksafari.services.ical.times import Held

_LONGEST_TITLE = 200


def activities_of(key: str, found: Timetable, calendar: str) -> Iterator[FoundActivity]:
    """The activities of the series called ``key``; ``calendar`` is where what names no place is."""
    for ruled in found.ruled:
        yield _by_rule(key_of(key, ruled.slot), ruled, calendar)
    for held in found.singles:
        yield _once(key_of(key, held.slot), held, calendar)


def where(event: CalendarEvent) -> str:
    """Where in the file an event stands."""
    return f"regel {event.line}"


def place(event: CalendarEvent) -> Place:
    """Where an event is held."""
    return place_of(event.place, event.point, where(event))


def _by_rule(key: str, ruled: Ruled, calendar: str) -> FoundActivity:
    rule = ruled.rule
    latest = sorted(ruled.not_on)[-MOST_EXCEPTIONS:]
    return FoundActivity(
        key=key,
        first_date=rule.first,
        rrule=rule.text,
        until=rule.until,
        except_dates=frozenset(latest),
        **_told(ruled.example, calendar),
    )


def _once(key: str, held: Held, calendar: str) -> FoundActivity:
    # Whoever writes down one date means it, also where that is a holiday.
    return FoundActivity(
        key=key, first_date=held.day, on_public_holidays=True, **_told(held, calendar)
    )


class _Told(TypedDict):
    title: str
    where: str
    location_key: str
    location_name: str
    opens: time
    closes: time
    kind: ActivityKind


def _told(held: Held, calendar: str) -> _Told:
    event = held.event
    at = place(event)
    return {
        "title": event.title[:_LONGEST_TITLE],
        "where": where(event),
        "location_key": at.key,
        "location_name": at.name or ("" if event.place else calendar),
        "opens": held.opens,
        "closes": held.closes,
        "kind": "presentation" if event.presentation else "live",
    }
