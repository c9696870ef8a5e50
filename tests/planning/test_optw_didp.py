"""The solver agrees with an independent prover on problems too large to try everything."""

from dataclasses import replace

import pytest

from tests.planning.optw_didp import proven_best
from tests.planning.optw_problems import random_problem
from wijksafari.planning.optw import best_with, solve
from wijksafari.planning.problem import Solution


@pytest.mark.parametrize("size", [8, 11, 14, 18, 24])
def test_finds_the_best_an_independent_prover_finds(size: int) -> None:
    for seed in range(40):
        problem = random_problem(seed, size)
        assert best(solve(problem, 1)) == proven_best(problem), f"seed {seed}"


def test_finds_the_best_with_a_place_that_an_independent_prover_finds() -> None:
    for seed in range(15):
        problem = random_problem(seed, 14)
        for place, tour in best_with(problem, {c.place for c in problem.candidates}).items():
            required = tuple(
                replace(c, required=True) if c.place == place else c for c in problem.candidates
            )
            expected = proven_best(replace(problem, candidates=required))
            found = (tour.prize, tour.travel_time) if tour else None
            assert found == expected, f"seed {seed}, {place}"


def best(solution: Solution) -> tuple[int, int] | None:
    tours = solution.tours
    return (tours[0].prize, tours[0].travel_time) if tours else None
