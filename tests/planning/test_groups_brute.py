"""The groups' orders and turns are the best there are: every other way was tried."""

import pytest

from tests.planning.groups_brute import best_cost
from tests.planning.groups_problems import broken_rules, random_problem
from wijksafari.planning.groups_board import board_of
from wijksafari.planning.groups_search import best_split
from wijksafari.planning.groups_times import Budget

SIZES = [(2, 2), (3, 2), (2, 3), (2, 3), (4, 1)]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_better_than_what_is_found(seed: int) -> None:
    asked = random_problem(seed, *SIZES[seed % len(SIZES)])
    board = board_of(
        asked.evening, asked.stops, asked.occurrences, asked.rides, 60 * asked.changeover_minutes
    )

    found = best_split(board, asked.groups, Budget(100_000))

    assert (tuple(found.cost) if found else None) == best_cost(asked)


@pytest.mark.parametrize(("seed", "groups", "stops"), [(3, 2, 4), (5, 2, 4), (6, 3, 3), (8, 3, 3)])
def test_nothing_is_better_on_larger_evenings(seed: int, groups: int, stops: int) -> None:
    asked = random_problem(seed, groups, stops)
    board = board_of(
        asked.evening, asked.stops, asked.occurrences, asked.rides, 60 * asked.changeover_minutes
    )

    found = best_split(board, groups, Budget(100_000))

    assert (tuple(found.cost) if found else None) == best_cost(asked)


@pytest.mark.parametrize("seed", range(40))
def test_there_are_itineraries_exactly_where_there_is_a_way(seed: int) -> None:
    asked = random_problem(seed, *SIZES[seed % len(SIZES)])

    plan = asked.split()

    assert bool(plan.itineraries) == (best_cost(asked) is not None)
    assert bool(plan.itineraries) != bool(plan.reason)
    assert broken_rules(plan.itineraries, asked) == []
