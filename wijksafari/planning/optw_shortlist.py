"""Which candidates a search has to look at."""

from collections.abc import Sequence

from wijksafari.planning.optw_arrays import value_unit
from wijksafari.planning.optw_pool import Pool
from wijksafari.planning.problem import TourProblem


def usable(problem: TourProblem) -> list[int]:
    """The candidates that are allowed and have a window within the tour's clock."""
    return [
        index
        for index, candidate in enumerate(problem.candidates)
        if not candidate.forbidden
        and any(
            window.latest >= problem.earliest_start
            and max(window.earliest, problem.earliest_start) + candidate.service_duration
            <= problem.latest_finish
            for window in candidate.windows
        )
    ]


def promising(
    problem: TourProblem, asked: frozenset[str | None], chosen: Sequence[int], few: int
) -> list[int]:
    """All candidates asked for, and the ``few`` of the highest prize and least detour."""
    last = len(problem.candidates) + 1
    leave = problem.travel_time[0]

    def rank(index: int) -> tuple[bool, int, int]:
        candidate = problem.candidates[index]
        detour = leave[index + 1] + problem.travel_time[index + 1][last]
        return candidate.place not in asked, -candidate.prize, detour

    many = few + sum(problem.candidates[index].place in asked for index in chosen)
    return sorted(sorted(chosen, key=rank)[:many])


def contenders(
    problem: TourProblem,
    required: frozenset[str],
    goals: Sequence[str | None],
    chosen: Sequence[int],
    pool: Pool,
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

    needed = min(map(least, goals, pool.floors.tolist()))
    return [
        index
        for index, gain in zip(chosen, gains, strict=True)
        if gain >= needed or problem.candidates[index].place in asked
    ]


def tempting(problem: TourProblem, chosen: Sequence[int], few: int) -> list[str]:
    """The ``few`` places of the highest prize, that the bound would gladly visit again."""
    ranked = sorted(chosen, key=lambda index: -problem.candidates[index].prize)
    return list(dict.fromkeys(problem.candidates[index].place for index in ranked))[:few]
