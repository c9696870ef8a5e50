"""Tour problems with one thing changed, for finding reasons by trying."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from wijksafari.planning.problem import TimeWindow, TourProblem


def without_required(problem: TourProblem, places: Collection[str]) -> TourProblem:
    """The same, but these places need not be visited."""
    return replace(
        problem,
        candidates=tuple(
            replace(each, required=each.required and each.place not in places)
            for each in problem.candidates
        ),
    )


def with_wider_windows(problem: TourProblem, place: str, earlier: bool, later: bool) -> TourProblem:
    """The same, but one place opens with the evening, or closes with it, or both."""

    def widened(window: TimeWindow) -> TimeWindow:
        return TimeWindow(
            problem.earliest_start if earlier else window.earliest,
            problem.latest_finish if later else window.latest,
        )

    return replace(
        problem,
        candidates=tuple(
            replace(each, windows=tuple(map(widened, each.windows)))
            if each.place == place
            else each
            for each in problem.candidates
        ),
    )


def only_places(problem: TourProblem, places: Collection[str]) -> TourProblem:
    """The same with nothing to visit but these places."""
    kept = [n for n, each in enumerate(problem.candidates) if each.place in places]
    ids = {problem.candidates[n].id for n in kept}
    rows = [0, *(n + 1 for n in kept), len(problem.candidates) + 1]
    return replace(
        problem,
        candidates=tuple(problem.candidates[n] for n in kept),
        travel_time=tuple(tuple(problem.travel_time[a][b] for b in rows) for a in rows),
        mutually_exclusive=tuple(
            pair for pair in problem.mutually_exclusive if ids.issuperset(pair)
        ),
    )


def fewer_stops(problem: TourProblem) -> Iterator[TourProblem]:
    """The same with one stop less at least and at most, then with two less, down to one."""
    for least in range(problem.min_stops - 1, 0, -1):
        yield replace(problem, min_stops=least, max_stops=least)
