"""One series of a calendar as the catalogue keeps it: by rules, with exceptions, and single times.

What is plain is taken over as it stands. Of a series with changes, moves or
extra dates, or on a foreign clock, the coming time is worked out first; then
whatever the rule still explains is kept as a rule, and the rest as single
times. So what the planner sees is what the calendar shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.services.ical.event import CalendarEvent, day_of
from wijksafari.services.ical.rules import Rule, endless, on_other_days, rules_of
from wijksafari.services.ical.times import Held, expanded, single, slot_of, slot_on
from wijksafari.services.ical.zones import same_clock

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=400)
_FURTHEST = timedelta(days=1_100)
_MOST_SINGLES = 150
_NEVER = "levert de eerste jaren geen enkele datum op; verbeter de herhaling in de agenda."


@dataclass(frozen=True, slots=True)
class Ruled:
    """Something that is held by ``rule`` at the hours of ``example``, but not on ``not_on``.

    ``slot`` tells it from the other parts of its series; the first has none.
    """

    example: Held
    rule: Rule
    not_on: frozenset[date] = frozenset()
    slot: str = ""


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
    return Timetable(ruled=(Ruled(example, rule, _days(master.exdates)),))


def _days(moments: Iterable[date]) -> frozenset[date]:
    """The dates of moments on a Dutch clock."""
    return frozenset(
        each.astimezone(AMSTERDAM).date() if isinstance(each, datetime) else each
        for each in moments
    )


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
    ruled, singles = _by_rules(coming, master, rules, (today, last))
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


def _by_rules(
    times: Iterable[Held], master: CalendarEvent, rules: Sequence[Rule], window: tuple[date, date]
) -> tuple[list[Ruled], list[Held]]:
    """What rules explain of ``times``, and what is left."""
    ruled: list[Ruled] = []
    left: list[Held] = []
    for alike in _alike(times, master):
        by_day = {each.day: each for each in alike}
        closed = _days(master.exdates) if alike[0].event is master else frozenset()
        for rule, slot in _tries(rules, alike[0].event):
            told = not by_day or any(each.slot == slot for each in ruled)
            expected = frozenset() if told else rule.dates(*window)
            found = _explained(rule, expected, by_day, closed)
            if found:
                ruled.append(replace(found, slot=slot))
                by_day = {day: by_day[day] for day in by_day.keys() - expected}
        left += by_day.values()
    return ruled, sorted(left, key=lambda each: (each.day, each.opens))


def _alike(times: Iterable[Held], master: CalendarEvent) -> list[list[Held]]:
    """Times that one event tells of, with the same hours; the series' own first."""
    groups: defaultdict[tuple[int, time, time], list[Held]] = defaultdict(list)
    for each in sorted(times, key=lambda each: each.day):
        groups[each.event.line, *each.hours].append(each)
    return sorted(groups.values(), key=lambda alike: (alike[0].event is not master, -len(alike)))


def _tries(rules: Sequence[Rule], event: CalendarEvent) -> Iterator[tuple[Rule, str]]:
    """The rules by which the event may be held, each with what to call that part of the series.

    What a series becomes from some day on goes by its rule too, but from that
    day, and perhaps on another weekday. What to call it never depends on when
    the calendar is read.
    """
    if event.replaces is None:
        for number, rule in enumerate(rules):
            yield rule, f"regel{number + 1}" if number else ""
    elif event.onwards:
        (first,) = _days([event.start])
        later = (first - day_of(event.replaces)).days
        for rule in rules:
            text = on_other_days(endless(rule.text), later)
            yield Rule(text, first, rule.until), f"vanaf-{slot_of(event.replaces)}"


def _explained(
    rule: Rule, expected: frozenset[date], by_day: dict[date, Held], closed: frozenset[date]
) -> Ruled | None:
    """The rule with its exceptions and its end; None where most of it is not held.

    ``expected`` are the days that it yields, ``by_day`` those that are to be explained.
    """
    kept = expected & by_day.keys()
    if not kept:
        return None
    end = max(kept)
    # Days after the last that nobody cancelled one by one: it has ended.
    ended = any(day > end for day in expected - closed)
    missing = frozenset(day for day in expected - kept if not ended or day < end)
    if len(missing - closed) > len(kept):
        return None
    until = end if ended else rule.until
    not_on = missing | frozenset(day for day in closed if until is None or day <= until)
    return Ruled(by_day[min(kept)], replace(rule, until=until), not_on)
