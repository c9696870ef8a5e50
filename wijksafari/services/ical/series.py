"""One series of a calendar as the catalogue keeps it: by rules, with exceptions, and single times.

What is plain is taken over as it stands. Of a series with changes, moves or
extra dates, or on a foreign clock, the coming time is worked out first; then
whatever the rule still explains is kept as a rule, and the rest as single
times. So what the planner sees is what the calendar shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.services.ical.event import CalendarEvent, day_of
from wijksafari.services.ical.ruled import Ruled, by_rules, dutch_days
from wijksafari.services.ical.rules import Rule, rules_of
from wijksafari.services.ical.times import Held, expanded, single, slot_on
from wijksafari.services.ical.zones import same_clock

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=400)
_FURTHEST = timedelta(days=1_100)
_MOST_SINGLES = 150
_NEVER = "levert de eerste jaren geen enkele datum op; verbeter de herhaling in de agenda."


@dataclass(frozen=True, slots=True)
class Timetable:
    """What came of one series. ``faults`` are sentences about times that cannot be held;
    ``worked_out`` is how many times had to be worked out one by one.
    """

    ruled: tuple[Ruled, ...] = ()
    singles: tuple[Held, ...] = ()
    faults: tuple[str, ...] = ()
    worked_out: int = 0


def timetable(events: Sequence[CalendarEvent], today: date) -> Timetable:
    """What of one series is held from ``today`` on; the first event is the series itself.

    Raises InputError with the reason why it cannot be kept.
    """
    master, *changes = events
    if master.cancelled:
        return Timetable()
    rules = rules_of(master)
    if not rules and not changes and not master.rdates:
        once = single(master)
        return Timetable(singles=(once,) if once.day >= today else ())
    if len(rules) == 1 and not changes and not master.rdates and _plain(master):
        return _as_it_stands(master, rules[0], today)
    return _worked_out(events, rules, today)


def _plain(master: CalendarEvent) -> bool:
    """Whether its rule means the same days on a Dutch clock."""
    start = master.start
    return isinstance(start, datetime) and same_clock(start.tzinfo or AMSTERDAM, start)


def _as_it_stands(master: CalendarEvent, rule: Rule, today: date) -> Timetable:
    example = single(master)
    over = rule.until is not None and rule.until < today
    if not rule.yields:
        raise InputError(_NEVER)
    if over or (rule.counts and not rule.dates(today, max(today + _AHEAD, rule.first + _FURTHEST))):
        return Timetable()
    return Timetable(ruled=(Ruled(example, rule, dutch_days(master.exdates)),))


def _worked_out(events: Sequence[CalendarEvent], rules: Sequence[Rule], today: date) -> Timetable:
    master = events[0]
    last = _last_day(events, today)
    # Wider than what is asked for: what is moved comes from days around it.
    around = _furthest_move(events)
    since, until = today - around, last + around
    dates = {day for rule in rules for day in rule.dates(since, until)}
    untouched = _untouched(events, dates)
    times = [*untouched, *expanded(events, dates - {each.day for each in untouched}, since, until)]
    faults = [str(each) for each in times if isinstance(each, InputError)]
    shown = (each for each in times if isinstance(each, Held) and today <= each.day <= last)
    coming = {(each.day, *each.hours, each.event.title): each for each in shown}.values()
    ruled, singles = by_rules(coming, master, rules, (today, last))
    if len(singles) > _MOST_SINGLES:
        raise InputError(
            f"wordt {len(singles)} keer op wisselende tijden gehouden; maak er in de agenda"
            " reeksen met een vast patroon van."
        )
    worked_out = len(times) - len(untouched)
    return Timetable(tuple(ruled), tuple(singles), tuple(dict.fromkeys(faults)), worked_out)


def _untouched(events: Sequence[CalendarEvent], dates: set[date]) -> list[Held]:
    """The times of a series that nothing in it changes, which need no working out."""
    master = events[0]
    if any(each.onwards for each in events) or not (dates and _plain(master)):
        return []
    usual = single(master)
    near = {day_of(each) + n * _DAY for each in _told(events) for n in (-1, 0, 1)}
    return [replace(usual, day=day, slot=slot_on(master, day)) for day in dates - near]


def _furthest_move(events: Sequence[CalendarEvent]) -> timedelta:
    """How far from the days of the rule what it yields may be held."""
    moves = (
        abs(day_of(each.start) - day_of(each.replaces))
        for each in events
        if each.onwards and each.replaces is not None
    )
    return min(max(moves, default=timedelta(0)), _AHEAD) + _DAY


def _told(events: Sequence[CalendarEvent]) -> Iterator[date]:
    """Every moment that the series speaks of."""
    for event in events:
        yield from (event.start, *((event.replaces,) if event.replaces else ()))
        yield from (*event.exdates, *(moment for moment, _ in event.rdates))


def _last_day(events: Sequence[CalendarEvent], today: date) -> date:
    """How far ahead the series is looked at: past the last change that it tells of."""
    furthest = max(day_of(each) for each in _told(events)) + _DAY
    return min(max(today + _AHEAD, furthest), today + _FURTHEST)
