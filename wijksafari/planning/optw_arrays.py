"""A tour problem as arrays, for the part of its candidates that a search looks at.

Times count from ``earliest_start``. Prize and travel time are one integer, the
value: prize × ``unit`` − travel time. A tour's travel is below ``unit``, so the
higher value is the better tour.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import numpy as np

from wijksafari.errors import InputError
from wijksafari.planning.optw_duties import Duties, duties
from wijksafari.planning.optw_types import Bools, Ints
from wijksafari.planning.problem import Candidate, TourProblem

NEVER = 1 << 60
LARGEST = 1 << 56


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """``size`` chosen candidates, numbered from 0; ``ids`` are their places in the problem.

    Row ``size`` of ``travel`` and ``step`` is the start, column ``size`` of
    ``travel`` the finish. ``step`` is what riding from row to column and
    visiting it adds to the value at most. Of candidates in ``clash`` at most
    one is visited, a candidate clashing with itself.
    With ``few_themes`` the duties see to it that no theme gives its bonus
    twice, and every ``step`` grants it; else a step between candidates of one
    theme does not.
    """

    size: int
    ids: Ints
    horizon: int
    min_stops: int
    max_stops: int
    travel: Ints
    step: Ints
    bonus: Ints
    theme: Ints
    service: Ints
    opens: Ints
    closes: Ints
    clash: Bools
    duties: Duties
    few_themes: bool

    def service_starts(self, candidate: Ints, arrival: Ints) -> Ints:
        """When service begins after ``arrival``; NEVER where every window has closed."""
        starts = np.full(arrival.shape, NEVER)
        for opens, closes in zip(self.opens, self.closes, strict=True):
            start = np.maximum(arrival, opens[candidate])
            np.minimum(starts, start, out=starts, where=start <= closes[candidate])
        return starts


def value_unit(problem: TourProblem) -> int:
    """What a point is worth in travel time: more than a whole tour's.

    Raises InputError where values would grow too large to calculate with.
    """
    unit = problem.latest_finish - problem.earliest_start + 1
    most = max((candidate.prize for candidate in problem.candidates), default=0)
    if problem.max_stops * (most + problem.theme_bonus + 1) * unit > LARGEST:
        raise InputError("De tijden en punten zijn te groot om mee te rekenen.")
    return unit


def arrays(
    problem: TourProblem,
    chosen: Sequence[int],
    required: frozenset[str],
    goals: Sequence[str | None],
    guarded: Iterable[str] = (),
) -> Arrays:
    """The arrays of the ``chosen`` candidates.

    Every goal's tours visit all ``required`` places and the goal's own, None
    where it has none. The bound never visits a ``guarded`` place twice.
    """
    candidates = [problem.candidates[index] for index in chosen]
    size, unit = len(chosen), value_unit(problem)
    travel = _travel(problem, chosen)
    bonus = np.array(
        [problem.theme_bonus * unit * (c.theme is not None) for c in candidates], np.int64
    )
    theme = _theme_numbers(candidates)
    step = np.array([c.prize * unit for c in candidates], np.int64) + bonus - travel[:, :size]
    few_themes = (
        problem.theme_bonus > 0
        and len(goals) == 1  # for many goals the sharper bound costs more than it saves
        and len(set(theme[theme >= 0])) < problem.max_stops
    )
    if not few_themes:
        step[:size] -= bonus * (theme[:, None] == theme)
    clash = _clashes(problem, candidates)
    step[:size][clash] = -NEVER
    opens, closes = _windows(problem, candidates)
    most_themes = problem.max_stops - 1 if few_themes else -1
    return Arrays(
        size=size,
        ids=np.array(chosen, np.int64),
        horizon=problem.latest_finish - problem.earliest_start,
        min_stops=problem.min_stops,
        max_stops=problem.max_stops,
        travel=travel,
        step=step,
        bonus=bonus,
        theme=theme,
        service=np.array([c.service_duration for c in candidates], np.int64),
        opens=opens,
        closes=closes,
        clash=clash,
        duties=duties(candidates, required, goals, most_themes, guarded),
        few_themes=few_themes,
    )


def _travel(problem: TourProblem, chosen: Sequence[int]) -> Ints:
    """Rides between the chosen, the longer than a whole tour cut to just too long."""
    too_long = problem.latest_finish - problem.earliest_start + 1
    rows = [index + 1 for index in chosen]
    columns = itemgetter(*rows, len(problem.candidates) + 1)
    cells = chain.from_iterable(columns(problem.travel_time[row]) for row in [*rows, 0])
    flat = np.fromiter((min(cell, too_long) for cell in cells), np.int64, (len(rows) + 1) ** 2)
    return flat.reshape(len(rows) + 1, len(rows) + 1)


def _theme_numbers(candidates: Sequence[Candidate]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array(
        [
            -1 - index if c.theme is None else numbers.setdefault(c.theme, len(numbers))
            for index, c in enumerate(candidates)
        ],
        np.int64,
    )


def _windows(problem: TourProblem, candidates: Sequence[Candidate]) -> tuple[Ints, Ints]:
    origin, horizon = problem.earliest_start, problem.latest_finish - problem.earliest_start
    most = max(len(candidate.windows) for candidate in candidates)
    opens = np.full((most, len(candidates)), NEVER)
    closes = np.full((most, len(candidates)), -1)
    for column, candidate in enumerate(candidates):
        for row, window in enumerate(candidate.windows):
            opens[row, column] = min(max(window.earliest - origin, 0), NEVER)
            closes[row, column] = min(max(window.latest - origin, -1), horizon)
    return opens, closes


def _clashes(problem: TourProblem, candidates: Sequence[Candidate]) -> Bools:
    clash = np.eye(len(candidates), dtype=np.bool_)
    groups: dict[str, list[int]] = {}
    for index, candidate in enumerate(candidates):
        groups.setdefault(candidate.place, []).append(index)
    for group in groups.values():
        if len(group) > 1:
            clash[np.ix_(group, group)] = True
    if problem.mutually_exclusive:
        number = {candidate.id: index for index, candidate in enumerate(candidates)}
        for one, other in problem.mutually_exclusive:
            if one in number and other in number:
                clash[number[one], number[other]] = clash[number[other], number[one]] = True
    return clash
