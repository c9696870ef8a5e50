"""Small calendar files, one case each, and what was read of them in a form to compare."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.found import Found, FoundActivity
from wijksafari.planning.problem import Holidays
from wijksafari.planning.windows import falls_on
from wijksafari.services.catalogue.activities_csv import found_value
from wijksafari.services.ical.file import read_icalendar

FOLDER = Path(__file__).parent / "ical" / "files"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=AMSTERDAM)
Time = tuple[date, str]


def read(name: str) -> Found:
    """What is in the file of this name."""
    return read_icalendar((FOLDER / f"{name}.ics").read_bytes(), NOW)


def of(*lines: str) -> bytes:
    """A calendar of these lines."""
    return "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", "")).encode()


def event(*more: str, start: str = "20261124T190000", end: str = "20261124T210000") -> bytes:
    """A calendar with one evening at De Linde, with ``more`` lines."""
    return of(*event_lines(*more, start=start, end=end))


def event_lines(*more: str, start: str, end: str, uid: str = "een@buurt") -> list[str]:
    """The same as lines."""
    return [
        *("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Inloop"),
        f"DTSTART;TZID=Europe/Amsterdam:{start}",
        f"DTEND;TZID=Europe/Amsterdam:{end}",
        *more,
        "END:VEVENT",
    ]


def times(activities: Iterable[FoundActivity], days: int = 300) -> list[Time]:
    """Every time that the planner would see, with the hours, in the days from NOW."""
    return sorted(_times(activities, days))


def _times(activities: Iterable[FoundActivity], days: int) -> Iterator[Time]:
    for each in activities:
        value = found_value(each, "hier")
        for day in (NOW.date() + timedelta(days=n) for n in range(days)):
            if falls_on(value, day, Holidays()):
                yield day, f"{each.opens:%H:%M}-{each.closes:%H:%M}"


def told(found: Found) -> str:
    """Everything that was read, to lay beside the file."""
    lines = [
        f"locatie {each.name} | {each.address or ''} | {each.point or ''}".rstrip(" |")
        for each in found.locations
    ]
    lines += [_activity(each) for each in found.activities]
    lines += [f"fout: {each}" for each in found.problems]
    lines += [f"let op: {each}" for each in found.notices]
    return "\n".join(lines) + "\n"


def _activity(each: FoundActivity) -> str:
    words = [each.key, f"{each.title} {each.opens:%H:%M}-{each.closes:%H:%M}", f"{each.first_date}"]
    words += [each.rrule] if each.rrule else []
    words += [f"tot en met {each.until}"] if each.until else []
    words += [f"niet op {day}" for day in sorted(each.except_dates)]
    words += [f"bij {each.location_name}"] if each.location_name else []
    words += [each.kind] if each.kind != "live" else []
    return " | ".join(words)
