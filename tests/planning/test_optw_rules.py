"""The tour solver's rules, one by one, on problems small enough to see the answer."""

from dataclasses import replace

import pytest

from wijksafari.errors import InputError
from wijksafari.planning.optw import best_with, solve
from wijksafari.planning.problem import Candidate, TimeWindow, TourProblem

ALWAYS = (TimeWindow(0, 1000),)


def candidate(name: str, prize: int = 1, **settings: object) -> Candidate:
    standard: dict[str, object] = {"service_duration": 10, "windows": ALWAYS}
    return Candidate(id=name, prize=prize, **(standard | settings))  # type: ignore[arg-type]


def problem(*candidates: Candidate, ride: int = 5, **settings: object) -> TourProblem:
    size = len(candidates) + 2
    standard: dict[str, object] = {
        "travel_time": tuple(
            tuple(0 if row == column else ride for column in range(size)) for row in range(size)
        ),
        "earliest_start": 0,
        "latest_finish": 1000,
        "min_stops": 1,
        "max_stops": 2,
    }
    return TourProblem(candidates=candidates, **(standard | settings))  # type: ignore[arg-type]


def stops(asked: TourProblem, alternatives: int = 1) -> list[set[str]]:
    return [set(tour.stops) for tour in solve(asked, alternatives).tours]


def test_the_highest_prize_wins_whatever_the_ride() -> None:
    asked = problem(candidate("a", 3), candidate("b", 2), candidate("c", 2), max_stops=1)
    assert stops(asked, 9) == [{"a"}, {"b"}, {"c"}]


def test_of_equal_prizes_the_shortest_ride_wins() -> None:
    asked = problem(candidate("a"), candidate("b"), max_stops=1)
    ride = ((0, 5, 4, 0), (0, 0, 0, 5), (0, 0, 0, 5), (0, 0, 0, 0))
    assert stops(replace(asked, travel_time=ride)) == [{"b"}]


def test_of_equal_rides_the_earliest_finish_wins() -> None:
    late = (TimeWindow(50, 60),)
    asked = problem(candidate("a", windows=late), candidate("b"), max_stops=1)
    assert stops(asked, 2) == [{"b"}, {"a"}]


def test_a_set_of_stops_comes_once_in_its_best_order() -> None:
    late = (TimeWindow(50, 60),)
    asked = problem(candidate("a", windows=late), candidate("b"), min_stops=2)
    (tour,) = solve(asked, 9).tours
    assert (tour.stops, tour.starts, tour.finish) == (("b", "a"), (5, 50), 65)


def test_service_starts_in_the_first_window_still_open_on_arrival() -> None:
    windows = (TimeWindow(40, 50), TimeWindow(20, 30), TimeWindow(0, 4), TimeWindow(25, 45))
    (tour,) = solve(problem(candidate("a", windows=windows)), 1).tours
    assert tour.starts == (20,)
    (later,) = solve(problem(candidate("a", windows=windows), ride=31), 1).tours
    assert later.starts == (31,)


def test_a_window_bounds_the_start_of_service_not_its_end() -> None:
    assert stops(problem(candidate("a", windows=(TimeWindow(0, 5),), service_duration=90)))
    assert not stops(problem(candidate("a", windows=(TimeWindow(0, 4),))))


def test_the_finish_must_be_reached_in_time() -> None:
    assert solve(problem(candidate("a"), latest_finish=20)).tours[0].finish == 20
    assert not stops(problem(candidate("a"), latest_finish=19))


def test_the_start_and_the_finish_may_lie_apart() -> None:
    one_way = ((0, 1, 9, 9), (9, 0, 1, 9), (9, 9, 0, 1), (9, 9, 9, 0))
    asked = problem(candidate("a"), candidate("b"), travel_time=one_way, min_stops=2)
    (tour,) = solve(asked, 1).tours
    assert (tour.stops, tour.travel_time) == (("a", "b"), 3)


def test_a_detour_may_be_shorter_than_the_direct_ride() -> None:
    ride = ((0, 900, 1, 9), (9, 0, 9, 1), (9, 1, 0, 9), (9, 9, 9, 0))
    closes = (TimeWindow(0, 20),)
    asked = problem(candidate("a", 5, windows=closes), candidate("b"), travel_time=ride)
    assert stops(asked, 9) == [{"a", "b"}, {"b"}]


def test_a_theme_gives_its_bonus_once() -> None:
    asked = problem(
        candidate("a", 3, theme="zorg"),
        candidate("b", 3, theme="zorg"),
        candidate("c", 2, theme="geld"),
        candidate("d", 3),
        theme_bonus=2,
    )
    assert [(set(tour.stops), tour.prize) for tour in solve(asked, 3).tours] == [
        ({"a", "c"}, 9),
        ({"b", "c"}, 9),
        ({"a", "b"}, 8),
    ]


def test_a_required_location_is_in_every_tour() -> None:
    asked = problem(candidate("a", 0, required=True), candidate("b", 9), candidate("c", 9))
    assert stops(asked, 9) == [{"a", "b"}, {"a", "c"}, {"a"}]


def test_a_forbidden_location_is_in_none() -> None:
    assert stops(problem(candidate("a", 9, forbidden=True), candidate("b")), 9) == [{"b"}]


def test_of_a_mutually_exclusive_pair_at_most_one_is_visited() -> None:
    asked = problem(candidate("a"), candidate("b"), mutually_exclusive=(("a", "b"),))
    assert stops(asked, 9) == [{"a"}, {"b"}]


def test_of_one_place_only_the_best_candidate_is_visited() -> None:
    asked = problem(
        candidate("early", 1, location="huis"),
        candidate("late", 5, location="huis", windows=(TimeWindow(500, 600),)),
        candidate("b", 2, windows=(TimeWindow(0, 300),)),
    )
    assert stops(asked, 9) == [{"late", "b"}, {"late"}, {"b"}]


def test_required_on_one_candidate_asks_for_any_of_its_place() -> None:
    asked = problem(
        candidate("live", 1, location="huis", required=True, windows=()),
        candidate("talk", 1, location="huis"),
        candidate("b", 9),
        max_stops=1,
    )
    assert stops(asked, 9) == [{"talk"}]


@pytest.mark.parametrize(
    "asked",
    [
        problem(),
        problem(candidate("a", windows=())),
        problem(candidate("a", required=True, forbidden=True), candidate("b")),
        problem(candidate("a", required=True, windows=()), candidate("b")),
        problem(candidate("a"), candidate("b"), min_stops=2, mutually_exclusive=(("a", "b"),)),
        problem(candidate("a", location="x"), candidate("b", location="x"), min_stops=2),
        problem(*(candidate(name, required=True) for name in "abc")),
        problem(candidate("a"), latest_finish=0),
    ],
)
def test_where_no_tour_exists_there_is_none(asked: TourProblem) -> None:
    solution = solve(asked)
    assert solution.tours == ()
    assert solution.status == "infeasible"


def test_the_best_with_a_place_keeps_all_other_rules() -> None:
    asked = problem(
        candidate("a", 9),
        candidate("b", 1),
        candidate("c", 5, required=True),
        candidate("d", 5, forbidden=True),
        candidate("e", 5, windows=()),
    )
    found = best_with(asked, ["a", "b", "c", "d", "e", "nowhere"])
    assert {place: tour and set(tour.stops) for place, tour in found.items()} == {
        "a": {"a", "c"},
        "b": {"b", "c"},
        "c": {"a", "c"},
        "d": None,
        "e": None,
        "nowhere": None,
    }


def test_the_best_with_no_places_is_nothing() -> None:
    assert best_with(problem(candidate("a")), []) == {}


def test_as_many_alternatives_as_there_are_and_no_more() -> None:
    asked = problem(*(candidate(name) for name in "abcde"))
    assert len(solve(asked, 100).tours) == 15
    assert len(solve(asked, 15).tours) == 15
    assert len(solve(asked, 14).tours) == 14


def test_no_alternatives_at_all_cannot_be_asked() -> None:
    with pytest.raises(InputError, match="minstens één"):
        solve(problem(candidate("a")), 0)


@pytest.mark.parametrize(
    "asked",
    [
        problem(candidate("a", 10**18)),
        problem(candidate("a"), latest_finish=10**30),
    ],
)
def test_numbers_too_large_to_calculate_with_are_refused(asked: TourProblem) -> None:
    with pytest.raises(InputError, match="te groot"):
        solve(asked)


def test_far_windows_and_endless_rides_do_no_harm() -> None:
    asked = problem(
        candidate("a", windows=(TimeWindow(-(10**30), 10**30),)),
        candidate("b", windows=(TimeWindow(10**30, 10**31),)),
        candidate("c", service_duration=10**30),
    )
    far = tuple(tuple(10**30 if row == 3 else 5 for _ in range(5)) for row in range(5))
    assert stops(replace(asked, travel_time=far), 9) == [{"a"}]


def test_an_evening_where_everything_is_near_and_equal_is_still_solved() -> None:
    asked = problem(*(candidate(f"{number}") for number in range(40)), ride=0, max_stops=5)
    assert [tour.prize for tour in solve(asked, 10).tours] == [5] * 10


def test_one_prize_far_above_the_rest_is_still_solved() -> None:
    asked = problem(
        candidate("top", 1000),
        *(candidate(f"{number}", number % 7) for number in range(30)),
        max_stops=8,
        latest_finish=130,
    )
    assert [tour.prize for tour in solve(asked, 3).tours] == [1039, 1039, 1039]
