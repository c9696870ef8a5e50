"""One VEVENT as a value: when, what and where, on a clock that is known."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from wijksafari.errors import InputError
from wijksafari.planning.route import Point
from wijksafari.planning.words import plain_line
from wijksafari.services.ical.lines import EventLines
from wijksafari.services.ical.reading import EventReader, Time
from wijksafari.services.ical.zones import Zones

_MOST_DATES = 1_000
_EXRULE = (
    "sluit dagen uit met een regel (EXRULE) die niet meer bestaat; sla de afspraak in de agenda"
    " opnieuw op."
)
_TOO_MUCH = (
    f"heeft meer dan {_MOST_DATES} losse datums of regels; knip de afspraak in de agenda in"
    " kortere reeksen."
)
_NO_START = "heeft geen begin dat te lezen is; verbeter de afspraak in de agenda."
_NO_END = "heeft geen eindtijd; zet die in de agenda erbij."


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One VEVENT. Times are aware; a plain date stands where the file has one.

    ``rules`` are its RRULEs as text. ``rdates`` are further starts, each with
    how long it then lasts where that differs. An event with ``replaces`` stands
    in for that one time of the event with its ``uid``, with ``onwards`` for
    every later one too. ``stamp`` tells which of two versions is the later.
    """

    line: int
    uid: str
    title: str
    start: Time
    lasts: timedelta
    stamp: tuple[int, str] = (0, "")
    cancelled: bool = False
    presentation: bool = False
    place: str = ""
    point: Point | None = None
    rules: tuple[str, ...] = ()
    rdates: tuple[tuple[Time, timedelta | None], ...] = ()
    exdates: tuple[Time, ...] = ()
    replaces: Time | None = None
    onwards: bool = False

    @property
    def utc(self) -> bool:
        """Whether its start is in UTC, whose clock never changes."""
        return isinstance(self.start, datetime) and self.start.tzinfo is UTC


def read_event(block: EventLines, zones: Zones, home: tzinfo) -> CalendarEvent:
    """The event; ``home`` is the clock of times that name none.

    Raises InputError with a sentence that begins in lower case, to follow the
    event's name.
    """
    reader = EventReader.of(block, zones, home)
    if reader.has("EXRULE"):
        raise InputError(_EXRULE)
    rdates, exdates = tuple(reader.dates("RDATE")), tuple(reader.dates("EXDATE"))
    if block.too_long or len(rdates) + len(exdates) > _MOST_DATES:
        raise InputError(_TOO_MUCH)
    start = reader.moment("DTSTART")
    if start is None:
        raise InputError(_NO_START)
    return CalendarEvent(
        line=block.number,
        uid=reader.text("UID"),
        title=reader.text("SUMMARY"),
        start=start,
        lasts=_lasts(reader, start),
        stamp=(reader.whole("SEQUENCE"), reader.text("LAST-MODIFIED") or reader.text("DTSTAMP")),
        cancelled=reader.text("STATUS").upper() == "CANCELLED",
        presentation="presentatie" in reader.text("CATEGORIES").lower(),
        place=reader.text("LOCATION"),
        point=reader.point(),
        rules=tuple(_value(each) for each in block.lines if re.match(r"RRULE[:;]", each, re.I)),
        rdates=rdates,
        exdates=tuple(moment for moment, _ in exdates),
        replaces=reader.moment("RECURRENCE-ID"),
        onwards=reader.parameter("RECURRENCE-ID", "RANGE").upper() == "THISANDFUTURE",
    )


def title_of(block: EventLines) -> str:
    """What to call an event that cannot be read."""
    line = next((each for each in block.lines if re.match(r"SUMMARY[:;]", each, re.I)), "")
    return plain_line(_value(line).replace("\\,", ",").replace("\\;", ";").replace("\\n", " "))


def _value(line: str) -> str:
    return line.partition(":")[2].strip()


def _lasts(reader: EventReader, start: Time) -> timedelta:
    """How long it lasts; on days alone that is nothing to go by."""
    end, duration = reader.moment("DTEND"), reader.duration()
    if not isinstance(start, datetime):
        return timedelta(days=1)
    if end is None and duration is None:
        raise InputError(_NO_END)
    if duration is not None and end is None:
        return duration
    if not isinstance(end, datetime):
        raise InputError(_NO_END)
    return _wall(end, start) - _wall(start, start)


def _wall(moment: datetime, start: datetime) -> datetime:
    """What the clock at ``start`` shows, so that an hour that is skipped does not count."""
    return moment.astimezone(start.tzinfo).replace(tzinfo=None)


def day_of(moment: Time) -> date:
    """The date of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment
