"""The solver gives exactly what trying everything gives."""

from dataclasses import replace

import pytest

from tests.planning.optw_brute import best_tours
from tests.planning.optw_problems import random_problem
from wijksafari.planning import optw_best, optw_search
from wijksafari.planning.optw import best_with, solve
from wijksafari.planning.problem import Tour, TourProblem


@pytest.mark.parametrize("block", range(10))
def test_finds_the_same_best_tours_as_trying_every_order(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        problem = random_problem(seed)
        assert solve(problem, 10).tours == best_tours(problem, 10), f"seed {seed}"


def test_finds_the_same_best_tour_where_only_one_is_asked() -> None:
    for seed in range(500, 600):
        problem = random_problem(seed)
        assert solve(problem, 1).tours == best_tours(problem, 1), f"seed {seed}"


@pytest.mark.parametrize("block", range(4))
def test_finds_the_same_best_tour_with_every_place_as_trying_every_order(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        problem = random_problem(seed)
        places = {candidate.place for candidate in problem.candidates}
        assert best_with(problem, places) == {
            place: next(iter(best_tours(requiring(problem, place), 1)), None) for place in places
        }, f"seed {seed}"


def test_finds_tours_as_good_when_no_shortcut_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The narrowest beam, the coarsest bound, no patience and room for little at once."""
    monkeypatch.setattr(optw_best, "FEW", 2)
    monkeypatch.setattr(optw_best, "PATIENCE", 3)
    monkeypatch.setattr(optw_best, "NORMAL", optw_best.Effort(cells=4, beam=2))
    monkeypatch.setattr(optw_best, "QUICK", optw_best.Effort(cells=3, beam=2))
    monkeypatch.setattr(optw_best, "THOROUGH", optw_best.Effort(cells=3, beam=2))
    monkeypatch.setattr(optw_search, "CROWD", 8)
    monkeypatch.setattr(optw_search, "PAIRS_AT_ONCE", 8)

    for seed in range(200):
        problem = random_problem(seed)
        assert worth(solve(problem, 5).tours) == worth(best_tours(problem, 5)), f"seed {seed}"
        for place, tour in best_with(problem, [c.place for c in problem.candidates]).items():
            best = best_tours(requiring(problem, place), 1)
            assert worth([tour] if tour else []) == worth(best), f"seed {seed}, {place}"


def worth(tours: list[Tour] | tuple[Tour, ...]) -> list[tuple[int, int]]:
    return [(tour.prize, tour.travel_time) for tour in tours]


def requiring(problem: TourProblem, place: str) -> TourProblem:
    return replace(
        problem,
        candidates=tuple(
            replace(candidate, required=True) if candidate.place == place else candidate
            for candidate in problem.candidates
        ),
    )
