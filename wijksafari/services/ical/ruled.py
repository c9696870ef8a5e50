"""Single times at which something is held, explained by rules as far as those go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from wijksafari.clock import AMSTERDAM
from wijksafari.services.ical.event import CalendarEvent, day_of
from wijksafari.services.ical.rules import Rule, endless, on_other_days
from wijksafari.services.ical.times import Held, slot_of


@dataclass(frozen=True, slots=True)
class Ruled:
    """Something that is held by ``rule`` at the hours of ``example``, but not on ``not_on``.

    ``slot`` tells it from the other parts of its series; the first has none.
    """

    example: Held
    rule: Rule
    not_on: frozenset[date] = frozenset()
    slot: str = ""


def dutch_days(moments: Iterable[date]) -> frozenset[date]:
    """The dates of moments on a Dutch clock."""
    return frozenset(
        each.astimezone(AMSTERDAM).date() if isinstance(each, datetime) else each
        for each in moments
    )


def by_rules(
    times: Iterable[Held], master: CalendarEvent, rules: Sequence[Rule], window: tuple[date, date]
) -> tuple[list[Ruled], list[Held]]:
    """What rules explain of ``times``, and what is left."""
    ruled: list[Ruled] = []
    left: list[Held] = []
    for alike in _alike(times, master):
        by_day = {each.day: each for each in alike}
        closed = dutch_days(master.exdates) if alike[0].event is master else frozenset()
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
        (first,) = dutch_days([event.start])
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
