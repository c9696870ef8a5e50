"""The tour solver: an orienteering problem with time windows, proven best.

A completion bound (dynamic programming over visits left, candidate and time
cell, as in Righini and Salani, "Decremental state space relaxation strategies
and initialization heuristics for solving the Orienteering Problem with Time
Windows with dynamic programming", 2009) guides a beam search to good tours;
then every partial tour that may still reach them is grown, layer by layer.
"""

from collections.abc import Iterable

from wijksafari.errors import InputError
from wijksafari.planning.optw_best import best_for_goals
from wijksafari.planning.optw_pool import Found
from wijksafari.planning.problem import Solution, Tour, TourProblem

MOST_ROWS = 4096  # of the bound, for memory's sake


def solve(problem: TourProblem, alternatives: int = 10) -> Solution:
    """The ``alternatives`` best tours with distinct sets of locations, best first.

    Each is in its best order, by the problem's rule: highest prize, least
    travel time, then earliest finish and the order of the candidates. Starts
    are the earliest possible. No tours means that none exists. Raises
    InputError where ``alternatives`` or the problem's numbers are out of range.
    """
    if alternatives < 1:
        raise InputError("Vraag minstens één route.")
    best = best_for_goals(problem, [None], alternatives)
    return Solution(tuple(_tour(problem, found) for found in best[0]))


def best_with(problem: TourProblem, places: Iterable[str]) -> dict[str, Tour | None]:
    """For each of ``places`` the best tour that visits it; None where no tour does.

    All are searched for together, on one bound. Raises InputError where the
    problem's numbers are out of range.
    """
    wanted = sorted(set(places))
    required = {candidate.place for candidate in problem.candidates if candidate.required}
    rows_each = (len(problem.candidates) + 1) * (len(required) + 1)
    together = max(1, MOST_ROWS // rows_each)
    tours: dict[str, Tour | None] = {}
    for begin in range(0, len(wanted), together):
        goals = wanted[begin : begin + together]
        best = best_for_goals(problem, goals, 1)
        for goal, found in zip(goals, best, strict=True):
            tours[goal] = _tour(problem, found[0]) if found else None
    return tours


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
