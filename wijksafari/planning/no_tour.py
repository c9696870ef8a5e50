"""Where no tour exists: why, and the smallest single change that makes one."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import combinations

from wijksafari.errors import InputError
from wijksafari.planning.explain import Change
from wijksafari.planning.optw import solve
from wijksafari.planning.problem import MOST_STOPS, Evening, TourProblem
from wijksafari.planning.reach import all_day
from wijksafari.planning.request import PlanRequest, pose
from wijksafari.planning.route import Router
from wijksafari.planning.variants import fewer_stops, without_required
from wijksafari.planning.words import (
    clock,
    day,
    duration,
    hours,
    listed,
    locations,
    sentence,
    stops,
)

_Change = tuple[int, Callable[[], Evening], str]


def why_no_tour(request: PlanRequest, problem: TourProblem) -> str:
    """Why the problem has no tour, in a sentence that names whom it is about."""
    evening = request.evening
    allowed = [each for each in request.open_locations if each.id not in request.forbidden]
    if not request.open_locations:
        return sentence(
            f"op {day(evening.start)} is er van {hours(evening.start)} tot {clock(evening.ends)}"
            " geen enkele locatie open"
        )
    closed = sorted(request.required - {each.id for each in allowed})
    if closed:
        names = [request.name(each) for each in closed]
        verbs = ("moet mee, maar is", "moeten mee, maar zijn")[len(names) > 1]
        return sentence(f"{listed(names)} {verbs} die avond niet open")
    if len(allowed) < evening.min_stops:
        return _too_few(request, [each.name for each in allowed])
    return _clash(request, problem) or _too_tight(request, problem)


def _too_few(request: PlanRequest, names: list[str]) -> str:
    least = f"een route telt minstens {stops(request.evening.min_stops)}"
    if not names:
        return sentence(f"alle open locaties staan op ‘niet’; {least}")
    one = len(names) == 1
    count, who = locations(len(names)), listed(names)
    if request.forbidden:
        verb = "blijft" if one else "blijven"
        return sentence(f"er {verb} die avond maar {count} over ({who}); {least}")
    return sentence(f"er {'is' if one else 'zijn'} die avond maar {count} open ({who}); {least}")


def _clash(request: PlanRequest, problem: TourProblem) -> str | None:
    """What is wrong between the required locations, found by trying; None if nothing is."""
    required = sorted(request.required)
    if len(required) > request.evening.max_stops:
        return sentence(
            f"er moeten {locations(len(required))} mee, maar een route telt hooguit"
            f" {stops(request.evening.max_stops)}"
        )
    for one, other in request.mutually_exclusive:
        if {one, other} <= request.required:
            names = listed([request.name(one), request.name(other)])
            return sentence(f"{names} moeten allebei mee, maar gaan niet samen")
    if not required or not solve(without_required(problem, required), 1).tours:
        return None
    for size in (1, 2):
        for group in combinations(required, size):
            free = set(required) - set(group)
            if not solve(without_required(problem, free), 1).tours:
                return _together(list(map(request.name, group)))
    return _together(list(map(request.name, required)))


def _together(names: list[str]) -> str:
    if len(names) == 1:
        return sentence(f"{names[0]} moet mee, maar past in geen enkele route")
    both = "allebei" if len(names) == 2 else "allemaal"
    return sentence(f"{listed(names)} moeten {both} mee, maar passen niet in één route")


def _too_tight(request: PlanRequest, problem: TourProblem) -> str:
    evening = request.evening
    tours = (solve(shorter, 1).tours for shorter in fewer_stops(problem))
    longest = next(filter(None, tours), None)
    words = (
        f"geen route van {stops(evening.min_stops)} past tussen {hours(evening.start)}"
        f" en {clock(evening.ends)}"
    )
    if longest:
        words += f"; verder dan {stops(len(longest[0].stops))} komt de groep niet"
    return sentence(words)


def smallest_change(request: PlanRequest, router: Router) -> Change | None:
    """The smallest change of one setting that makes a tour possible, found by trying.

    Changes are tried from small to large, weighed in minutes of what people
    notice: a quarter of an hour earlier or later is smaller than five minutes
    off every visit, and that is smaller than a stop less. At most some thirty
    problems are solved.
    """
    request, rides = all_day(request, router)
    for _, evening, words in sorted(_changes(request.evening), key=lambda change: change[0]):
        changed = replace(request, evening=evening)
        if len(changed.ridden_locations) < evening.min_stops:
            continue
        tours = solve(pose(changed, rides), 1).tours
        if tours:
            return Change(
                sentence(f"{words}, dan is er een route van {stops(len(tours[0].stops))}"), evening
            )
    return None


def _changes(evening: Evening) -> Iterator[tuple[int, Evening, str]]:
    """Every evening worth trying, with how big the change is and what to say of it."""
    for weight, change, words in (*_other_starts(evening), *_other_settings(evening)):
        # A setting out of its range is no evening.
        with suppress(InputError):
            yield weight, change(), words


def _other_starts(evening: Evening) -> Iterator[_Change]:
    for minutes in range(15, 121, 15):
        for sign in (-1, 1):
            start = evening.at(sign * minutes * 60)
            if start.date() == evening.start.date():
                words = f"begin om {clock(start)} in plaats van {clock(evening.start)}"
                yield minutes, partial(replace, evening, start=start), words


def _other_settings(evening: Evening) -> Iterator[_Change]:
    for less in (5, 10):
        visit, buffer = evening.min_visit_minutes - less, evening.buffer_minutes - less
        words = f"laat bezoeken minstens {visit} minuten duren in plaats van {visit + less}"
        yield less * 5, partial(replace, evening, min_visit_minutes=visit), words
        words = f"verlaag de speling van {buffer + less} naar {buffer} minuten"
        yield less * 4 + 1, partial(replace, evening, buffer_minutes=buffer), words
    for more in (15, 30, 45, 60):
        minutes = evening.duration_minutes + more
        words = (
            f"laat de avond {duration(minutes * 60)} duren"
            f" in plaats van {duration(evening.duration_minutes * 60)}"
        )
        yield more * 2, partial(replace, evening, duration_minutes=minutes), words
    for fewer in range(1, evening.min_stops):
        count = evening.min_stops - fewer
        words = f"neem {stops(count)} in plaats van {evening.min_stops}"
        yield fewer * 60 + 1, partial(replace, evening, min_stops=count), words
    for count in range(evening.max_stops + 1, MOST_STOPS + 1):
        words = f"sta {stops(count)} toe in plaats van {evening.max_stops}"
        yield (count - evening.max_stops) * 60, partial(replace, evening, max_stops=count), words
