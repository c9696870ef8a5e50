"""The events of a calendar put together into series: what recurs, and how it was changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from hashlib import sha256

from wijksafari.services.ical.event import CalendarEvent
from wijksafari.services.ical.times import slot_of

_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Series:
    """One activity of a calendar: its event, followed by the changes to single times.

    ``key`` is what the calendar calls it. ``shifted``: the calendar has it at a
    fixed time in UTC, and it is taken at a fixed time by the clock.
    """

    key: str
    events: tuple[CalendarEvent, ...]
    shifted: bool = False


def series_of(events: Iterable[CalendarEvent], home: tzinfo) -> Iterator[Series]:
    """Every series, in the order of the file; ``home`` is the calendar's own clock."""
    by_uid: dict[str, list[CalendarEvent]] = {}
    for event in events:
        by_uid.setdefault(event.uid or _made_up(event), []).append(event)
    for uid, together in by_uid.items():
        yield from _series(_short(uid), together, home)


def key_of(series: str, slot: str) -> str:
    """What to call one part of a series."""
    return f"{series}#{slot}" if slot else series


def _made_up(event: CalendarEvent) -> str:
    """The same for an event each time it is read, so long as it is not changed."""
    told = f"{event.title}|{slot_of(event.start)}|{event.place}"
    return f"zonder-uid-{sha256(told.encode()).hexdigest()[:32]}"


def _short(uid: str) -> str:
    if len(uid) <= _LONGEST_KEY:
        return uid
    return f"{uid[:100]}-{sha256(uid.encode()).hexdigest()[:32]}"


def _series(uid: str, events: list[CalendarEvent], home: tzinfo) -> Iterator[Series]:
    """Mostly one; more where a program called different things by one name."""
    masters: dict[str, CalendarEvent] = {}
    for event in sorted(events, key=lambda each: each.stamp):
        if event.replaces is None:
            masters[slot_of(event.start)] = event
    changes = _latest(event for event in events if event.replaces is not None)
    for number, (slot, master) in enumerate(masters.items()):
        key = uid if len(masters) == 1 else key_of(uid, slot)
        own = () if number else (_filled_in(change, master) for change in changes)
        yield _at_home(Series(key, (master, *own)), home)
    if not masters:
        for change in changes:
            yield Series(key_of(uid, slot_of(change.replaces or change.start)), (change,))


def _filled_in(change: CalendarEvent, master: CalendarEvent) -> CalendarEvent:
    """What a change does not say is as it always was."""
    return replace(
        change,
        title=change.title or master.title,
        place=change.place or master.place,
        point=change.point or master.point,
        presentation=change.presentation or master.presentation,
    )


def _latest(changes: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    """Of several versions of one change the last."""
    found: dict[str, CalendarEvent] = {}
    for each in sorted(changes, key=lambda each: each.stamp):
        found[slot_of(each.replaces or each.start)] = each
    return tuple(found.values())


def _at_home(series: Series, home: tzinfo) -> Series:
    """A series that recurs in UTC, as it is meant: at the same time by the clock all year."""
    master, *changes = series.events
    if not (master.rules and master.utc and isinstance(master.start, datetime)):
        return series
    start = master.start

    def meant(moment: date) -> date:
        """On the clock at home, which shows the same for every time of the series."""
        if not isinstance(moment, datetime):
            return moment
        local = moment.astimezone(home)
        if moment.timetz() != start.timetz():
            return local
        return datetime.combine(local.date(), start.astimezone(home).timetz())

    moved = replace(master, start=start.astimezone(home), exdates=tuple(map(meant, master.exdates)))
    changed = [replace(each, replaces=meant(each.replaces or each.start)) for each in changes]
    return Series(series.key, (moved, *changed), shifted=True)
