"""The tour solver: an orienteering problem with time windows, proven best.

A completion bound (dynamic programming over visits left, candidate and time
cell, as in Righini and Salani, "Decremental state space relaxation strategies
and initialization heuristics for solving the Orienteering Problem with Time
Windows with dynamic programming", 2009) guides a beam search to good tours;
then every partial tour that may still reach them is grown, layer by layer.
"""

from collections.abc import Iterable, Sequence

from wijksafari.errors import InputError
from wijksafari.planning.optw_arrays import NEVER, arrays, usable, value_unit
from wijksafari.planning.optw_bound import completion_bound
from wijksafari.planning.optw_pool import Found, Pool
from wijksafari.planning.optw_search import beam_search, exact_search
from wijksafari.planning.optw_types import Ints
from wijksafari.planning.problem import Solution, Tour, TourProblem

BEAM = 100
FEW = 64
CELLS = 64
PLACES_TOGETHER = 4096
PATIENCE = 20_000
GUARDED = 4


def solve(problem: TourProblem, alternatives: int = 10) -> Solution:
    """The ``alternatives`` best tours with distinct sets of locations, best first.

    Each is in its best order, by the problem's rule: highest prize, least
    travel time, then earliest finish and the order of the candidates. Starts
    are the earliest possible. No tours means that none exists. Raises
    InputError where ``alternatives`` or the problem's numbers are out of range.
    """
    if alternatives < 1:
        raise InputError("Vraag minstens één route.")
    best = _best(problem, [None], alternatives, CELLS, BEAM)
    return Solution(tuple(_tour(problem, found) for found in best[0]))


def best_with(problem: TourProblem, places: Iterable[str]) -> dict[str, Tour | None]:
    """For each of ``places`` the best tour that visits it; None where no tour does.

    All are searched for together, on one bound. Raises InputError where the
    problem's numbers are out of range.
    """
    wanted = sorted(set(places))
    together = max(1, PLACES_TOGETHER // max(1, len(problem.candidates)))
    tours: dict[str, Tour | None] = {}
    for begin in range(0, len(wanted), together):
        goals = wanted[begin : begin + together]
        best = _best(problem, goals, 1, CELLS // 2, BEAM // 4)
        for goal, found in zip(goals, best, strict=True):
            tours[goal] = _tour(problem, found[0]) if found else None
    return tours


def _best(
    problem: TourProblem, goals: Sequence[str | None], alternatives: int, cells: int, beam: int
) -> list[list[Found]]:
    """For each goal the best tours that visit all required places and the goal's own."""
    required = frozenset(c.place for c in problem.candidates if c.required)
    chosen = usable(problem)
    places = {problem.candidates[index].place for index in chosen}
    pool = Pool(problem, len(goals), alternatives)
    if len(places) < problem.min_stops or not required <= places:
        return [[] for _ in goals]

    first = _promising(problem, required.union(goals), chosen)
    view = arrays(problem, first, required, goals)
    bound = completion_bound(view, cells)
    beam_search(view, bound, pool, beam)
    if len(first) < len(chosen):
        rest = _contenders(problem, required, goals, chosen, pool.floors)
        view = arrays(problem, rest, required, goals)
        bound = completion_bound(view, cells)
    if not exact_search(view, bound, pool, PATIENCE):
        if len(goals) > 1:
            return [_best(problem, [goal], alternatives, cells, beam)[0] for goal in goals]
        view = arrays(problem, view.ids.tolist(), required, goals, _tempting(problem, chosen))
        exact_search(view, completion_bound(view, cells), pool, NEVER)
    return [pool.best(goal) for goal in range(len(goals))]


def _tempting(problem: TourProblem, chosen: Sequence[int]) -> list[str]:
    """The places of the highest prize, that the bound would gladly visit again."""
    ranked = sorted(chosen, key=lambda index: -problem.candidates[index].prize)
    return list(dict.fromkeys(problem.candidates[index].place for index in ranked))[:GUARDED]


def _promising(
    problem: TourProblem, asked: frozenset[str | None], chosen: Sequence[int]
) -> list[int]:
    """All candidates asked for, and the few of the highest prize and least detour."""
    last = len(problem.candidates) + 1
    leave = problem.travel_time[0]

    def rank(index: int) -> tuple[bool, int, int]:
        candidate = problem.candidates[index]
        detour = leave[index + 1] + problem.travel_time[index + 1][last]
        return candidate.place not in asked, -candidate.prize, detour

    few = FEW + sum(problem.candidates[index].place in asked for index in chosen)
    return sorted(sorted(chosen, key=rank)[:few])


def _contenders(
    problem: TourProblem,
    required: frozenset[str],
    goals: Sequence[str | None],
    chosen: Sequence[int],
    floors: Ints,
) -> list[int]:
    """All candidates asked for, and those that reach a goal's floor in the best company."""
    unit = value_unit(problem)
    gains = [(problem.candidates[i].prize + problem.theme_bonus) * unit for i in chosen]
    highest = sorted(gains, reverse=True)
    asked: dict[str | None, int] = dict.fromkeys(required.union(goals), 0)
    for index, gain in zip(chosen, gains, strict=True):
        place = problem.candidates[index].place
        if place in asked:
            asked[place] = max(asked[place], gain)

    def least(goal: str | None, floor: int) -> int:
        musts = (required | {goal}) - {None}
        others = max(problem.max_stops - len(musts) - 1, 0)
        return floor - sum(asked[place] for place in musts) - sum(highest[:others])

    needed = min(map(least, goals, floors.tolist()))
    return [
        index
        for index, gain in zip(chosen, gains, strict=True)
        if gain >= needed or problem.candidates[index].place in asked
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
