"""The tour solver's yardstick: try every order of every choice, by the rule's own words."""

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from wijksafari.planning.problem import Candidate, Tour, TourProblem


class Timed(NamedTuple):
    """An order of candidates with its times."""

    starts: tuple[int, ...]
    travel_time: int
    finish: int


def timed(problem: TourProblem, order: tuple[int, ...]) -> Timed | None:
    """The order ridden as early as can be; None where a window or the finish is missed."""
    place, time, travel = 0, problem.earliest_start, 0
    starts = []
    for index in order:
        candidate = problem.candidates[index]
        ride = problem.travel_time[place][index + 1]
        begin = earliest_service(candidate, time + ride)
        if begin is None:
            return None
        starts.append(begin)
        place, time, travel = index + 1, begin + candidate.service_duration, travel + ride
    ride = problem.travel_time[place][-1]
    if time + ride > problem.latest_finish:
        return None
    return Timed(tuple(starts), travel + ride, time + ride)


def earliest_service(candidate: Candidate, arrival: int) -> int | None:
    starts = [
        max(arrival, window.earliest)
        for window in candidate.windows
        if max(arrival, window.earliest) <= window.latest
    ]
    return min(starts, default=None)


def prize(problem: TourProblem, order: tuple[int, ...]) -> int:
    stops = [problem.candidates[index] for index in order]
    themes = {stop.theme for stop in stops if stop.theme is not None}
    return sum(stop.prize for stop in stops) + problem.theme_bonus * len(themes)


def allowed(problem: TourProblem, order: tuple[int, ...]) -> bool:
    stops = [problem.candidates[index] for index in order]
    places = [stop.place for stop in stops]
    ids = {stop.id for stop in stops}
    required = {candidate.place for candidate in problem.candidates if candidate.required}
    return (
        len(set(places)) == len(places)
        and not any(stop.forbidden for stop in stops)
        and required <= set(places)
        and not any(one in ids and other in ids for one, other in problem.mutually_exclusive)
    )


def all_tours(problem: TourProblem) -> Iterator[tuple[tuple[int, ...], Tour]]:
    """Every feasible tour there is."""
    numbers = range(len(problem.candidates))
    for count in range(problem.min_stops, problem.max_stops + 1):
        for order in permutations(numbers, count):
            if not allowed(problem, order):
                continue
            times = timed(problem, order)
            if times is not None:
                stops = tuple(problem.candidates[index].id for index in order)
                yield (
                    order,
                    Tour(
                        stops, prize(problem, order), times.travel_time, times.starts, times.finish
                    ),
                )


def best_tours(problem: TourProblem, alternatives: int) -> tuple[Tour, ...]:
    """The best tours with distinct sets of places, each in its best order, best first."""
    place = {candidate.id: candidate.place for candidate in problem.candidates}
    ranked = sorted(
        all_tours(problem),
        key=lambda found: (-found[1].prize, found[1].travel_time, found[1].finish, found[0]),
    )
    best: dict[frozenset[str], Tour] = {}
    for _, tour in ranked:
        best.setdefault(frozenset(place[stop] for stop in tour.stops), tour)
    return tuple(best.values())[:alternatives]
