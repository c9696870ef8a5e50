"""A tour problem as arrays, for the part of its candidates that a search looks at.

Times count from ``earliest_start``. Prize and travel time are one integer, the
value: prize × ``unit`` − travel time. A tour's travel is below ``unit``, so the
higher value is the better tour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from wijksafari.errors import InputError
from wijksafari.planning.problem import Candidate, TourProblem

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER = 1 << 60
LARGEST = 1 << 56


@dataclass(frozen=True, slots=True)
class Scale:
    """How times, prizes and required visits weigh in a value.

    Every required visit adds ``must``, more than all prizes together, so that
    no tour without all of them reaches ``lowest``.
    """

    horizon: int
    unit: int
    bonus: int
    must: int
    lowest: int

    @classmethod
    def of(cls, problem: TourProblem, required: int) -> "Scale":
        """The scale of ``problem``; raises InputError where its numbers are too large."""
        horizon = problem.latest_finish - problem.earliest_start
        unit = horizon + 1
        best = max((candidate.prize for candidate in problem.candidates), default=0)
        must = problem.max_stops * (best + problem.theme_bonus) * unit + unit
        if (required + 1) * must + horizon > LARGEST:
            raise InputError("De tijden en punten zijn te groot om mee te rekenen.")
        bonus = problem.theme_bonus * unit
        return cls(horizon, unit, bonus, must, required * must - horizon)


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """``size`` chosen candidates, numbered from 0; ``ids`` are their places in the problem.

    Row ``size`` of ``travel`` and ``step`` is the start, column ``size`` of
    ``travel`` the finish. ``step`` is what riding from row to column and
    visiting it adds to the value at most. Of candidates in ``clash`` at most
    one is visited, a candidate clashing with itself.
    """

    size: int
    ids: Ints
    horizon: int
    min_stops: int
    max_stops: int
    travel: Ints
    step: Ints
    gain: Ints
    bonus: Ints
    theme: Ints
    service: Ints
    opens: Ints
    closes: Ints
    clash: Bools

    def service_starts(self, candidate: Ints, arrival: Ints) -> Ints:
        """When service begins after ``arrival``; NEVER where every window has closed."""
        starts = np.full(arrival.shape, NEVER)
        for opens, closes in zip(self.opens, self.closes, strict=True):
            start = np.maximum(arrival, opens[candidate])
            np.minimum(starts, start, out=starts, where=start <= closes[candidate])
        return starts


def usable(problem: TourProblem) -> list[int]:
    """The candidates that are allowed and have a window within the tour's clock."""
    return [
        index
        for index, candidate in enumerate(problem.candidates)
        if not candidate.forbidden
        and any(
            window.latest >= problem.earliest_start
            and window.earliest + candidate.service_duration <= problem.latest_finish
            for window in candidate.windows
        )
    ]


def arrays(
    problem: TourProblem, scale: Scale, required: frozenset[str], chosen: Sequence[int]
) -> Arrays:
    """The arrays of the ``chosen`` candidates; ``required`` are the places that must be visited."""
    candidates = [problem.candidates[index] for index in chosen]
    size = len(chosen)
    travel = _travel(problem, chosen, scale.horizon)
    gain = np.array(
        [c.prize * scale.unit + scale.must * (c.place in required) for c in candidates], np.int64
    )
    bonus = np.array([scale.bonus * (c.theme is not None) for c in candidates], np.int64)
    theme = _theme_numbers(candidates)
    step = gain + bonus - travel[:, :size]
    if scale.bonus:
        step[:size] -= bonus * (theme[:, None] == theme)
    opens, closes = _windows(candidates, problem.earliest_start)
    return Arrays(
        size=size,
        ids=np.array(chosen, np.int64),
        horizon=scale.horizon,
        min_stops=problem.min_stops,
        max_stops=problem.max_stops,
        travel=travel,
        step=step,
        gain=gain,
        bonus=bonus,
        theme=theme,
        service=np.array([c.service_duration for c in candidates], np.int64),
        opens=opens,
        closes=closes,
        clash=_clashes(problem, candidates),
    )


def _travel(problem: TourProblem, chosen: Sequence[int], horizon: int) -> Ints:
    rows = [index + 1 for index in chosen]
    columns = itemgetter(*rows, len(problem.candidates) + 1)
    cells = chain.from_iterable(columns(problem.travel_time[row]) for row in [*rows, 0])
    flat = np.fromiter((min(cell, horizon + 1) for cell in cells), np.int64, (len(rows) + 1) ** 2)
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


def _windows(candidates: Sequence[Candidate], origin: int) -> tuple[Ints, Ints]:
    most = max(len(candidate.windows) for candidate in candidates)
    opens = np.full((most, len(candidates)), NEVER)
    closes = np.full((most, len(candidates)), -1)
    for column, candidate in enumerate(candidates):
        for row, window in enumerate(candidate.windows):
            opens[row, column] = window.earliest - origin
            closes[row, column] = window.latest - origin
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
