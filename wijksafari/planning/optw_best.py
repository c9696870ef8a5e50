"""The recipe of a search: shortlist, bound, beam, proof."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wijksafari.planning.optw_arrays import NEVER, Arrays, arrays
from wijksafari.planning.optw_bound import Bound, completion_bound
from wijksafari.planning.optw_front import departure
from wijksafari.planning.optw_pool import Found, Pool
from wijksafari.planning.optw_search import beam_search, exact_search
from wijksafari.planning.optw_shortlist import contenders, promising, tempting, usable
from wijksafari.planning.problem import TourProblem

FEW = 64
GUARDED = 4
MOST_DUTIES = 128
PATIENCE = 20_000

Goals = Sequence[str | None]


class Effort(NamedTuple):
    """How finely the bound looks at time, and how wide the beam is for every goal."""

    cells: int
    beam: int


NORMAL = Effort(cells=64, beam=100)
FINE = Effort(cells=256, beam=100)
QUICK = Effort(cells=32, beam=25)
THOROUGH = Effort(cells=128, beam=100)


@dataclass(frozen=True, slots=True)
class Quest:
    """Wanted are the best tours of ``chosen`` candidates that visit all ``required`` places."""

    problem: TourProblem
    required: frozenset[str]
    chosen: Sequence[int]
    alternatives: int

    def arrays(self, chosen: Sequence[int], goals: Goals, guarded: Iterable[str] = ()) -> Arrays:
        """The arrays of some of the candidates, for tours to ``goals``."""
        return arrays(self.problem, chosen, self.required, goals, guarded)


def best_for_goals(problem: TourProblem, goals: Goals, alternatives: int) -> list[list[Found]]:
    """For each goal the best tours that visit all required places and the goal's own, if any."""
    required = frozenset(c.place for c in problem.candidates if c.required)
    chosen = usable(problem)
    places = {problem.candidates[index].place for index in chosen}
    if len(places) < problem.min_stops or not required <= places:
        return [[] for _ in goals]
    if len(required) > problem.max_stops:
        return [[] for _ in goals]
    quest = Quest(problem, required, chosen, alternatives)
    able = [goal for goal in goals if goal is None or goal in places]
    found = _together(quest, able, QUICK) if len(able) > 1 else _each_alone(quest, able)
    return [found.get(goal, []) for goal in goals]


def _each_alone(quest: Quest, goals: Goals) -> dict[str | None, list[Found]]:
    return {goal: _alone(quest, goal) for goal in goals}


def _alone(quest: Quest, goal: str | None) -> list[Found]:
    view, bound, pool = _first_tours(quest, [goal], NORMAL)
    if not pool.best(0):
        # Where hardly any tour fits, rounding time to cells hides that most do not.
        bound = completion_bound(view, FINE.cells)
    if not exact_search(view, bound, pool, departure(view), PATIENCE):
        chosen = view.ids.tolist()
        guarded = min(GUARDED, (MOST_DUTIES // len(view.duties.owes)).bit_length() - 1)
        view = quest.arrays(chosen, [goal], tempting(quest.problem, chosen, max(guarded, 0)))
        bound = completion_bound(view, NORMAL.cells)
        exact_search(view, bound, pool, departure(view), NEVER)
    return pool.best(0)


def _together(quest: Quest, goals: Goals, effort: Effort) -> dict[str | None, list[Found]]:
    """Search many goals at once; those that prove hard, again with more effort each."""
    view, bound, pool = _first_tours(quest, goals, effort)
    hard = [number for number in range(len(goals)) if not pool.best(number)]
    easy = [number for number in range(len(goals)) if pool.best(number)]
    if effort is THOROUGH:
        hard, easy = [], [*easy, *hard]
    if not exact_search(view, bound, pool, departure(view).rows(easy), PATIENCE * len(goals)):
        hard, easy = list(range(len(goals))), []
    found = {goals[number]: pool.best(number) for number in easy}
    rest = [goals[number] for number in hard]
    if len(rest) > 1 and effort is QUICK:
        return found | _together(quest, rest, THOROUGH)
    return found | _each_alone(quest, rest)


def _first_tours(quest: Quest, goals: Goals, effort: Effort) -> tuple[Arrays, Bound, Pool]:
    """Good tours by beam, and the arrays and bound to prove with that they are the best."""
    pool = Pool(quest.problem, goals, quest.alternatives)
    few = promising(quest.problem, quest.required.union(goals), quest.chosen, FEW)
    view = quest.arrays(few, goals)
    bound = completion_bound(view, effort.cells)
    beam_search(view, bound, pool, max(effort.beam, quest.alternatives))
    if view.size < len(quest.chosen):
        rest = contenders(quest.problem, quest.required, goals, quest.chosen, pool)
        view = quest.arrays(rest, goals)
        bound = completion_bound(view, effort.cells)
    return view, bound, pool
