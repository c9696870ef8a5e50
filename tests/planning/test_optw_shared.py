"""The solver finds the proven best tours of the shared tour problems."""

import json
from pathlib import Path

import pytest

from wijksafari.planning.optw import best_with, solve
from wijksafari.services.safaris.problem_files import read_problem

TOURS = Path(__file__).parents[2].parent / "shared" / "data" / "tours"
EXPECTED = json.loads((TOURS / "expected.json").read_text()) if TOURS.is_dir() else []

pytestmark = pytest.mark.skipif(not EXPECTED, reason="the shared tour problems are not here")


@pytest.mark.parametrize("known", EXPECTED, ids=lambda known: known["file"])
def test_finds_the_ten_best_tours(known: dict[str, object]) -> None:
    tours = solve(read_problem(TOURS / str(known["file"])), 10).tours

    assert [{"prize": tour.prize, "travel_time": tour.travel_time} for tour in tours] == known[
        "best"
    ]
    assert sorted(tours[0].stops) == known["best_stops"]


def test_the_best_tour_with_a_place_is_the_first_alternative_that_has_it() -> None:
    problem = read_problem(TOURS / "evening-n30-s1.json.gz")
    tours = solve(problem, 50).tours
    places = [candidate.place for candidate in problem.candidates]
    firsts = {
        place: next(tour for tour in tours if place in tour.stops)
        for place in places
        if any(place in tour.stops for tour in tours)
    }

    found = best_with(problem, places)

    assert len(firsts) > 10
    assert {place: found[place] for place in firsts} == firsts
