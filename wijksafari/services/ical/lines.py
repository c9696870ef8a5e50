"""An iCalendar file taken apart into its events, whatever program wrote it.

Only what an activity is made of is kept: no organizers, attendees,
descriptions or attachments come further than this module.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wijksafari.errors import InputError
from wijksafari.planning.words import grouped

MAX_BYTES = 2 * 1024 * 1024
MAX_EVENTS = 5_000
_MAX_LINES_OF_EVENT = 2_000
_MAX_LETTERS_OF_LINE = 20_000
_DEEPEST = 8
_OF_EVENT = frozenset(
    (
        *("UID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP", "STATUS", "CATEGORIES"),
        *("SUMMARY", "LOCATION", "GEO", "DTSTART", "DTEND", "DURATION"),
        *("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
    )
)
_OF_CALENDAR = frozenset(("METHOD", "X-WR-TIMEZONE", "X-WR-CALNAME", "NAME"))
_ENDS = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_NO_CALENDAR = (
    "Dit is geen iCalendar-bestand. Exporteer de agenda als .ics en kies dat bestand opnieuw."
)
_DAMAGED = (
    "Dit agendabestand is beschadigd: onderdelen beginnen wel, maar houden niet op. Exporteer de"
    " agenda opnieuw."
)


@dataclass(slots=True)
class EventLines:
    """The content lines of one VEVENT; ``number`` is the line of the file it begins on."""

    number: int
    lines: list[str] = field(default_factory=list)
    too_long: bool = False


@dataclass(slots=True)
class CalendarLines:
    """``properties`` are those of the calendars, by name; ``zones`` each VTIMEZONE's own lines."""

    properties: dict[str, str] = field(default_factory=dict)
    events: list[EventLines] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)


def split_calendar(content: bytes) -> CalendarLines:
    """The events of ``content``. Raises InputError where it is no calendar, or too much of one."""
    if len(content) > MAX_BYTES:
        raise InputError(
            f"Het bestand is groter dan {MAX_BYTES >> 20} MB. Exporteer alleen de agenda van"
            " deze wijk, of alleen het komende jaar."
        )
    found = CalendarLines()
    inside: list[str] = []
    for number, line in _unfolded(_text(content)):
        word = line[:40].strip().upper()
        if word.startswith("BEGIN:"):
            inside.append(word[6:])
            if len(inside) > _DEEPEST:
                raise InputError(_DAMAGED)
            _begin(found, inside, number)
        elif word.startswith("END:"):
            if word[4:] in inside:
                del inside[_last(inside, word[4:]) :]
        elif inside:
            _keep(found, inside, line)
    return found


def _text(content: bytes) -> str:
    text = _decoded(content)
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise InputError(_NO_CALENDAR)
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Every whole line with the number of its first; one that runs on endlessly is not finished."""
    whole, began, letters = [""], 1, 0
    for number, line in enumerate(_ENDS.split(text), start=1):
        if line[:1] in (" ", "\t"):
            if letters < _MAX_LETTERS_OF_LINE:
                whole.append(line[1:])
                letters += len(line)
            continue
        yield began, "".join(whole)
        whole, began, letters = [line], number, len(line)
    yield began, "".join(whole)


def _begin(found: CalendarLines, inside: list[str], number: int) -> None:
    # Within an event only its own lines count: an alarm's DURATION is another.
    if inside[-1] == "VEVENT" and "VEVENT" not in inside[:-1]:
        if len(found.events) >= MAX_EVENTS:
            raise InputError(
                f"De agenda heeft meer dan {grouped(MAX_EVENTS)} afspraken. Exporteer alleen"
                " het komende jaar."
            )
        found.events.append(EventLines(number))
    elif inside[-1] == "VTIMEZONE":
        found.zones.append([])


def _last(inside: list[str], name: str) -> int:
    return len(inside) - 1 - inside[::-1].index(name)


def _keep(found: CalendarLines, inside: list[str], line: str) -> None:
    match = _NAME.match(line)
    name = match[0].upper() if match else ""
    if inside[-1] == "VEVENT" and name in _OF_EVENT:
        event = found.events[-1]
        if len(event.lines) < _MAX_LINES_OF_EVENT and len(line) < _MAX_LETTERS_OF_LINE:
            event.lines.append(line)
        else:
            event.too_long = True
    elif inside[-1] == "VCALENDAR" and name in _OF_CALENDAR:
        found.properties.setdefault(name, line.partition(":")[2].strip())
    elif "VTIMEZONE" in inside and len(found.zones[-1]) < _MAX_LINES_OF_EVENT:
        found.zones[-1].append(":".join((inside[-1], line)))
