"""Which clock an iCalendar file means by a time zone, whatever it calls it.

The rules that a file gives of its own zones are not worked out: a hostile one
never ends. Their names and their hours ahead of UTC tell enough.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wijksafari.clock import AMSTERDAM

_OFFSET = re.compile(r"^(STANDARD|DAYLIGHT):TZOFFSETTO:\s*([+-])(\d\d):?(\d\d)", re.IGNORECASE)
_NAMED = re.compile(r"^VTIMEZONE:(TZID|X-LIC-LOCATION)[^:]*:(.*)", re.IGNORECASE)
# Minutes ahead of UTC in winter and in summer.
_BY_OFFSETS = {
    (60, 120): "Europe/Amsterdam",
    (0, 60): "Europe/London",
    (120, 180): "Europe/Helsinki",
}
_FORTNIGHTS = 26


@dataclass(slots=True)
class Zones:
    """The time zones of one file. ``unknown`` are the names that meant nothing, as they came up."""

    own: dict[str, tzinfo] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)

    def zone(self, name: str) -> tzinfo:
        """The zone called ``name``; Dutch time where nobody knows it."""
        found = self.own.get(name) or _known(name)
        if found is None:
            self.unknown[name] = None
            return AMSTERDAM
        return found


def zones_of(blocks: Iterable[list[str]]) -> Zones:
    """The zones that a file describes itself; a name everybody knows means what it always does."""
    found = Zones()
    for lines in blocks:
        names = {
            match[1].upper(): match[2].strip() for line in lines if (match := _NAMED.match(line))
        }
        name = names.get("TZID", "").replace("\\,", ",").replace("\\;", ";")
        zone = _known(name) or _known(names.get("X-LIC-LOCATION", "")) or _by_offsets(lines)
        if name and zone:
            found.own[name] = zone
    return found


def same_clock(zone: tzinfo, around: datetime) -> bool:
    """Whether the zone's clocks agree with Dutch ones in the year from ``around``."""
    if zone is AMSTERDAM:
        return True
    moments = (around.astimezone(UTC) + timedelta(days=14 * n) for n in range(_FORTNIGHTS))
    return all(
        each.astimezone(zone).utcoffset() == each.astimezone(AMSTERDAM).utcoffset()
        for each in moments
    )


def _known(name: str) -> tzinfo | None:
    """By its name in the zone database, also after a vendor's prefix, or by Windows' name."""
    plain = name.strip().strip('"/')
    if plain.upper() in ("UTC", "GMT", "Z", "ETC/UTC"):
        return UTC
    last_two = "/".join(plain.split("/")[-2:])
    for each in (plain, last_two, WINDOWS_TO_OLSON.get(plain, "")):
        if each in _in_database():
            return AMSTERDAM if each == AMSTERDAM.key else ZoneInfo(each)
    return None


@cache
def _in_database() -> frozenset[str]:
    return frozenset(available_timezones())


def _by_offsets(lines: list[str]) -> tzinfo | None:
    offsets = {
        match[1].upper(): int(f"{match[2]}1") * (int(match[3]) * 60 + int(match[4]))
        for line in lines
        if (match := _OFFSET.match(line))
    }
    winter, summer = offsets.get("STANDARD"), offsets.get("DAYLIGHT")
    if winter is None or abs(winter) >= 24 * 60:
        return None
    if summer is None or summer == winter:
        return timezone(timedelta(minutes=winter))
    name = _BY_OFFSETS.get((winter, summer))
    return _known(name) if name else None
