"""The solver gives exactly what trying everything gives."""

import pytest

from tests.planning.optw_brute import best_tours
from tests.planning.optw_problems import random_problem
from wijksafari.planning.optw import solve


@pytest.mark.parametrize("block", range(10))
def test_finds_the_same_best_tours_as_trying_every_order(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        problem = random_problem(seed)
        assert solve(problem, 10).tours == best_tours(problem, 10), f"seed {seed}"
