"""What holds for every tour problem."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.optw_brute import allowed, prize, timed
from tests.planning.optw_problems import random_problem
from wijksafari.planning.optw import best_with, solve
from wijksafari.planning.problem import TourProblem

problems = st.builds(random_problem, st.integers(0, 10**9), st.integers(1, 30))
few = settings(max_examples=80, deadline=None)


def value(problem: TourProblem) -> tuple[int, int]:
    """The best tour's worth, to compare with; below every tour's where there is none."""
    tours = solve(problem, 1).tours
    return (tours[0].prize, -tours[0].travel_time) if tours else (-1, 0)


@few
@given(problems)
def test_every_tour_can_be_ridden_as_told(problem: TourProblem) -> None:
    number = {candidate.id: index for index, candidate in enumerate(problem.candidates)}
    for tour in solve(problem, 10).tours:
        order = tuple(number[stop] for stop in tour.stops)
        ridden = timed(problem, order)
        assert problem.min_stops <= len(order) <= problem.max_stops
        assert allowed(problem, order)
        assert ridden is not None
        assert tour.starts == ridden.starts
        assert tour.finish == ridden.finish
        assert tour.travel_time == ridden.travel_time
        assert tour.prize == prize(problem, order)


@few
@given(problems)
def test_tours_come_best_first_with_other_places_each(problem: TourProblem) -> None:
    place = {candidate.id: candidate.place for candidate in problem.candidates}
    tours = solve(problem, 10).tours
    worth = [(-tour.prize, tour.travel_time, tour.finish) for tour in tours]
    assert worth == sorted(worth)
    assert len({frozenset(place[stop] for stop in tour.stops) for tour in tours}) == len(tours)


@few
@given(problems)
def test_the_same_problem_has_the_same_answer(problem: TourProblem) -> None:
    assert solve(problem, 10) == solve(replace(problem), 10)


@few
@given(problems)
def test_more_alternatives_begin_with_the_fewer(problem: TourProblem) -> None:
    few_tours, many = solve(problem, 3).tours, solve(problem, 12).tours
    assert [(t.prize, t.travel_time) for t in many[: len(few_tours)]] == [
        (t.prize, t.travel_time) for t in few_tours
    ]


@few
@given(problems, st.data())
def test_leaving_a_candidate_out_never_makes_the_best_better(
    problem: TourProblem, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(problem.candidates) - 1))
    candidates = list(problem.candidates)
    candidates[index] = replace(candidates[index], forbidden=True)
    assert value(replace(problem, candidates=tuple(candidates))) <= value(problem)


@few
@given(problems)
def test_more_time_never_makes_the_best_worse(problem: TourProblem) -> None:
    assert value(replace(problem, latest_finish=problem.latest_finish + 7)) >= value(problem)


@few
@given(problems, st.integers(-5000, 5000))
def test_moving_the_whole_evening_moves_the_tour(problem: TourProblem, shift: int) -> None:
    moved = replace(
        problem,
        earliest_start=problem.earliest_start + shift,
        latest_finish=problem.latest_finish + shift,
        candidates=tuple(
            replace(
                candidate,
                windows=tuple(
                    replace(w, earliest=w.earliest + shift, latest=w.latest + shift)
                    for w in candidate.windows
                ),
            )
            for candidate in problem.candidates
        ),
    )
    assert [
        (tour.stops, tour.prize, tour.travel_time, tour.finish - shift)
        for tour in solve(moved, 5).tours
    ] == [
        (tour.stops, tour.prize, tour.travel_time, tour.finish) for tour in solve(problem, 5).tours
    ]


@few
@given(problems)
def test_the_best_tour_is_the_best_with_each_of_its_places(problem: TourProblem) -> None:
    place = {candidate.id: candidate.place for candidate in problem.candidates}
    for tour in solve(problem, 1).tours:
        for found in best_with(problem, [place[stop] for stop in tour.stops]).values():
            assert found is not None
            assert (found.prize, found.travel_time) == (tour.prize, tour.travel_time)
