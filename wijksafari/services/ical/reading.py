"""The properties of one VEVENT, read by the icalendar library, on clocks that are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Component, Event
from icalendar.prop.broken import vBroken

from wijksafari.errors import InputError
from wijksafari.planning.netherlands import in_netherlands
from wijksafari.planning.route import Point
from wijksafari.planning.words import plain_line
from wijksafari.services.ical.lines import EventLines
from wijksafari.services.ical.zones import Zones

Time = date | datetime

_YEARS = range(1900, 2101)
# What the calendar libraries raise on files that contradict themselves.
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
_DATES = re.compile(
    r"(DTSTART|DTEND|RDATE|EXDATE|RECURRENCE-ID)"
    r"((?:;[^:;=\"]+=(?:\"[^\"]*\"|[^\";:]*))*):(.*)",
    re.IGNORECASE,
)
_TZID = re.compile(r";TZID=(\"[^\"]*\"|[^;]*)", re.IGNORECASE)
_CLOCK = "X-CLOCK"
_CANNOT = "is niet te lezen; sla de afspraak in de agenda opnieuw op."
_BAD_DATE = "heeft een datum die niet te lezen is; verbeter de afspraak in de agenda."


@dataclass(frozen=True, slots=True)
class EventReader:
    """One event's properties; times are on the clock they name, or else on ``home``.

    Every reader raises InputError, as ``read_event`` does, for what is there
    and cannot be read.
    """

    event: Component
    zones: Zones
    home: tzinfo

    @classmethod
    def of(cls, block: EventLines, zones: Zones, home: tzinfo) -> "EventReader":
        """A reader of the lines of one event."""
        try:
            lines = [_with_clock(line) for line in block.lines]
            event = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")))
        except UNREADABLE:
            raise InputError(_CANNOT) from None
        return cls(event, zones, home)

    def has(self, name: str) -> bool:
        """Whether the property is there."""
        return name in self.event

    def text(self, name: str) -> str:
        """A line of text, empty where there is none."""
        value = self._first(name)
        if value is None:
            return ""
        return plain_line(", ".join(_part(value, "cats") or ()) or str(_part(value, "dt") or value))

    def whole(self, name: str) -> int:
        """A whole number, 0 where there is none."""
        value = self._first(name)
        return value if isinstance(value, int) else 0

    def moment(self, name: str) -> Time | None:
        """A date or an aware time."""
        value = self._first(name)
        moment = _part(value, "dt")
        if value is not None and not isinstance(moment, date):
            raise InputError(_BAD_DATE)
        return None if moment is None else self._placed(moment, value)

    def dates(self, name: str) -> Iterator[tuple[Time, timedelta | None]]:
        """Several dates or times; of a period also how long it lasts."""
        for several in self._all(name):
            if isinstance(several, vBroken):
                raise InputError(_BAD_DATE)
            for each in several.dts:
                yield self._date(each.dt, several)

    def duration(self) -> timedelta | None:
        """How long the event says it lasts, if it says so."""
        lasts = _part(self._first("DURATION"), "dt")
        return lasts if isinstance(lasts, timedelta) else None

    def point(self) -> Point | None:
        """Where it is, where that is in the Netherlands."""
        geo = self._first("GEO")
        lat, lon = _part(geo, "latitude"), _part(geo, "longitude")
        if lat is None or lon is None or not in_netherlands(lat, lon):
            return None
        return Point(float(lat), float(lon))

    def parameter(self, name: str, parameter: str) -> str:
        """A parameter of a property, empty where there is none."""
        return str((_part(self._first(name), "params") or {}).get(parameter, ""))

    def _date(self, value: object, holder: object) -> tuple[Time, timedelta | None]:
        if isinstance(value, tuple):
            start, end = value
            return self._placed(start, holder), end if isinstance(end, timedelta) else end - start
        if not isinstance(value, date):
            raise InputError(_BAD_DATE)
        return self._placed(value, holder), None

    def _placed(self, moment: Time, holder: object) -> Time:
        if moment.year not in _YEARS:
            raise InputError(f"valt in het jaar {moment.year}; verbeter de afspraak in de agenda.")
        if not isinstance(moment, datetime):
            return moment
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        name = str(getattr(holder, "params", {}).get(_CLOCK, ""))
        return moment.replace(tzinfo=self.zones.zone(name) if name else self.home)

    def _first(self, name: str) -> object:
        return next(iter(self._all(name)), None)

    def _all(self, name: str) -> list[Any]:
        value = self.event.get(name)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]


def _part(value: object, name: str) -> Any:
    """A part of a property's value; None where there is none, or it could not be read."""
    return None if isinstance(value, vBroken) else getattr(value, name, None)


def _with_clock(line: str) -> str:
    """The line with its zone's name out of the way of the library, which knows fewer of them."""
    match = _DATES.fullmatch(line)
    if match is None:
        return line
    name, params, value = match.groups()
    zone = _TZID.search(params)
    clock = f";{_CLOCK}={zone[1]}" if zone else ""
    plain = _TZID.sub("", params)
    if re.fullmatch(r"\s*\d{8}\s*", value) and "VALUE=" not in plain.upper():
        plain += ";VALUE=DATE"
    return f"{name}{plain}{clock}:{value.strip()}"
