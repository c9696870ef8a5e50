"""The tour solver: an orienteering problem with time windows, proven best.

A completion bound (dynamic programming over visits left, candidate and time
cell, as in Righini and Salani, "Decremental state space relaxation strategies
and initialization heuristics for solving the Orienteering Problem with Time
Windows with dynamic programming", 2009) guides a beam search to good tours;
then every partial tour that may still reach them is grown, layer by layer.
"""

import heapq
from collections.abc import Iterable
from dataclasses import replace

from wijksafari.errors import InputError
from wijksafari.planning.optw_arrays import arrays, usable, value_unit
from wijksafari.planning.optw_bound import completion_bound
from wijksafari.planning.optw_pool import Found, Pool
from wijksafari.planning.optw_search import beam_search, exact_search
from wijksafari.planning.problem import Solution, Tour, TourProblem

BEAM = 100
FEW = 64
CELLS = 64


def solve(problem: TourProblem, alternatives: int = 10) -> Solution:
    """The ``alternatives`` best tours with distinct sets of locations, best first.

    Each is in its best order, by the problem's rule: highest prize, least
    travel time, then earliest finish and the order of the candidates. Starts
    are the earliest possible. No tours means that none exists. Raises
    InputError where ``alternatives`` or the problem's numbers are out of range.
    """
    if alternatives < 1:
        raise InputError("Vraag minstens één route.")
    required = frozenset(c.place for c in problem.candidates if c.required)
    chosen = usable(problem)
    places = {problem.candidates[index].place for index in chosen}
    if len(places) < problem.min_stops or not required <= places:
        return Solution(())
    if len(required) > problem.max_stops:
        return Solution(())
    pool = Pool(problem, alternatives, problem.earliest_start - problem.latest_finish)
    first = _promising(problem, required, chosen)
    view = arrays(problem, required, first)
    bound = completion_bound(view, CELLS)
    beam_search(view, bound, pool, BEAM)
    if len(first) < len(chosen):
        view = arrays(problem, required, _contenders(problem, required, chosen, pool.floor))
        bound = completion_bound(view, CELLS)
    exact_search(view, bound, pool)
    return Solution(tuple(_tour(problem, found) for found in pool.found))


def best_with(problem: TourProblem, places: Iterable[str]) -> dict[str, Tour | None]:
    """For each of ``places`` the best tour that visits it; None where no tour does."""
    return {place: _best_with(problem, place) for place in places}


def _best_with(problem: TourProblem, place: str) -> Tour | None:
    candidates = tuple(
        replace(c, required=True) if c.place == place else c for c in problem.candidates
    )
    if candidates == problem.candidates and not any(c.place == place for c in candidates):
        return None
    tours = solve(replace(problem, candidates=candidates), 1).tours
    return tours[0] if tours else None


def _promising(problem: TourProblem, required: frozenset[str], chosen: list[int]) -> list[int]:
    """The few candidates most likely in the best tours: required, highest prize, least detour."""
    last = len(problem.candidates) + 1
    leave = problem.travel_time[0]

    def rank(index: int) -> tuple[bool, int, int]:
        candidate = problem.candidates[index]
        detour = leave[index + 1] + problem.travel_time[index + 1][last]
        return candidate.place not in required, -candidate.prize, detour

    return sorted(sorted(chosen, key=rank)[:FEW])


def _contenders(
    problem: TourProblem, required: frozenset[str], chosen: list[int], floor: int
) -> list[int]:
    """The required candidates, and all that reach ``floor`` in the best company there could be."""
    unit = value_unit(problem)
    owed = dict.fromkeys(required, 0)
    gains = {}
    for index in chosen:
        candidate = problem.candidates[index]
        gain = (candidate.prize + problem.theme_bonus) * unit
        if candidate.place in required:
            owed[candidate.place] = max(owed[candidate.place], gain)
        else:
            gains[index] = gain
    free = problem.max_stops - len(required)
    company = sum(owed.values()) + sum(heapq.nlargest(max(free - 1, 0), gains.values()))
    return [
        index
        for index in chosen
        if index not in gains or (free > 0 and gains[index] + company >= floor)
    ]


def _tour(problem: TourProblem, found: Found) -> Tour:
    """The found tour with every service as early as can be."""
    place, time, travel = 0, problem.earliest_start, 0
    starts = []
    for index in found.path:
        candidate = problem.candidates[index]
        ride = problem.travel_time[place][index + 1]
        arrival = time + ride
        start = min(max(arrival, w.earliest) for w in candidate.windows if arrival <= w.latest)
        starts.append(start)
        place, time, travel = index + 1, start + candidate.service_duration, travel + ride
    ride = problem.travel_time[place][len(problem.candidates) + 1]
    stops = [problem.candidates[index] for index in found.path]
    themes = {candidate.theme for candidate in stops} - {None}
    return Tour(
        stops=tuple(candidate.id for candidate in stops),
        prize=sum(c.prize for c in stops) + problem.theme_bonus * len(themes),
        travel_time=travel + ride,
        starts=tuple(starts),
        finish=time + ride,
    )
