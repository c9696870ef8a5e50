"""The single times at which a series of calendar events is held, in Dutch hours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import recurring_ical_events

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.services.ical.event import CalendarEvent, day_of
from wijksafari.services.ical.reading import UNREADABLE

_MIDNIGHT = time(0)
_LAST_MINUTE = time(23, 59)
_DAY = timedelta(days=1)
_LINE = "X-LINE"
_ALL_DAY = (
    "duurt de hele dag en zegt niet van hoe laat tot hoe laat; zet de tijden in de agenda, of"
    " voeg de activiteit zelf toe."
)
_DAYS_ON_END = "duurt langer dan een dag; maak er in de agenda een afspraak per dag van."
_NO_LENGTH = "eindigt niet later dan het begint; verbeter de tijden in de agenda."
_ODD = "herhaalt zich op een manier die niet te volgen is; sla de afspraak opnieuw op."


@dataclass(frozen=True, slots=True)
class Held:
    """One time that something is held. ``event`` tells what and where.

    ``slot`` is the time of the series that it is, also after it was moved;
    ``cut``: it goes on after midnight, which is left off.
    """

    day: date
    opens: time
    closes: time
    event: CalendarEvent
    slot: str = ""
    cut: bool = False

    @property
    def hours(self) -> tuple[time, time]:
        """From when to when."""
        return self.opens, self.closes


def held(event: CalendarEvent, start: object, lasts: timedelta, slot: str = "") -> Held:
    """One time in Dutch hours. Raises InputError where those are not within one day."""
    if not isinstance(start, datetime):
        raise InputError(_ALL_DAY)
    if lasts >= _DAY:
        raise InputError(_DAYS_ON_END)
    begins = start.astimezone(AMSTERDAM).replace(tzinfo=None)
    # On the clock: the evening on which it goes back is no longer than others.
    opens, ends = begins.time().replace(second=0, microsecond=0), begins + lasts
    closes = ends.time().replace(second=0, microsecond=0)
    if lasts <= timedelta(0) or (ends.date() == begins.date() and closes <= opens):
        raise InputError(_NO_LENGTH)
    if ends.date() == begins.date():
        return Held(begins.date(), opens, closes, event, slot)
    if opens >= _LAST_MINUTE:
        raise InputError(_DAYS_ON_END)
    return Held(begins.date(), opens, _LAST_MINUTE, event, slot, cut=closes > _MIDNIGHT)


def single(event: CalendarEvent) -> Held:
    """The event's own time, without what it repeats. Raises InputError as ``held`` does."""
    return held(event, event.start, event.lasts)


def expanded(
    events: Sequence[CalendarEvent], dates: Iterable[date], since: date, last: date
) -> Iterator[Held | InputError]:
    """Every time from ``since`` to ``last`` of one series; a time that cannot be, as its error.

    ``dates`` are those that the series' rules yield. What changed, moved and
    cancelled times, further dates and exceptions do to them, the library works
    out. Raises InputError where it cannot.
    """
    by_line = {event.line: event for event in events}
    try:
        found = list(_occurrences(events, dates, since, last))
    except UNREADABLE:
        raise InputError(_ODD) from None
    for start, line, slot in sorted(found, key=lambda each: str(each[0])):
        event = by_line[line]
        if not event.cancelled:
            yield _held_or_why_not(event, start, slot)


def _occurrences(
    events: Sequence[CalendarEvent], dates: Iterable[date], since: date, last: date
) -> Iterator[tuple[date, int, str]]:
    """Of each occurrence its start, the line of its event, and its slot."""
    calendar = icalendar.Calendar()
    # A single time is called as its series is, whatever further dates it gets.
    own = "" if events[0].rules or events[0].replaces else slot_of(events[0].start)
    for event in events:
        calendar.add_component(_component(event, () if event.replaces else sorted(dates)))
    for each in recurring_ical_events.of(calendar).between(since, last + _DAY):
        start, told = each["DTSTART"].dt, each["RECURRENCE-ID"]
        # A change of all that follows is told of under the first slot that it changed; what it
        # made of another slot may fall on the very moment of a slot of its own.
        onwards = bool(told.params.get("RANGE"))
        slot = f"{slot_of(start)}v" if onwards else slot_of(told.dt)
        yield start, int(each[_LINE]), "" if slot == own else slot


def _component(event: CalendarEvent, dates: Sequence[date]) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", "one series")
    made.add("dtstart", event.start)
    made.add("dtend", event.start + event.lasts)
    made.add("sequence", event.stamp[0])
    made.add(_LINE, str(event.line))
    if event.replaces:
        ranged = {"RANGE": "THISANDFUTURE"} if event.onwards else {}
        made.add("recurrence-id", event.replaces, parameters=ranged)
    starts = {_on(event, day) for day in dates} | {start for start, _ in event.rdates}
    if starts:
        made.add("rdate", sorted(starts, key=str))
    if event.exdates:
        made.add("exdate", list(event.exdates))
    return made


def _on(event: CalendarEvent, day: date) -> date:
    """The event's start on another day."""
    start = event.start
    return datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day


def _held_or_why_not(event: CalendarEvent, start: date, slot: str) -> Held | InputError:
    periods = {slot_of(begins): lasts for begins, lasts in event.rdates if lasts is not None}
    try:
        return held(event, start, periods.get(slot_of(start), event.lasts), slot)
    except InputError as error:
        return error


def slot_on(event: CalendarEvent, day: date) -> str:
    """The slot of a recurring event's time on ``day`` of its own clock."""
    return slot_of(_on(event, day))


def slot_of(start: date) -> str:
    """A moment as one word, the same on every clock."""
    if isinstance(start, datetime):
        return start.astimezone(UTC).strftime("%Y%m%dT%H%MZ")
    return day_of(start).strftime("%Y%m%d")
