"""The tour solver beside VROOM and OR-Tools, and its speed on seeded evenings."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from benchmarks.evenings import evening
from benchmarks.solver_peers import Answer, cp_sat_answer, vroom_answer
from wijksafari.planning.optw import best_with, solve
from wijksafari.planning.problem import TourProblem
from wijksafari.services.safaris.problem_files import read_problem

TOURS = Path(__file__).parents[2] / "shared" / "data" / "tours"
SECONDS = 20.0
LARGEST_FOR_CP_SAT = 200
EVENINGS = 60
TARGETS = {12: "4 ms median", 60: "25 ms p95", 500: "50 ms p95"}


def main() -> None:
    """Print both tables."""
    if TOURS.is_dir():
        beside_peers()
    else:
        print("The shared tour problems are not here: no comparison with VROOM and OR-Tools.")
    print()
    on_evenings()


def beside_peers() -> None:
    """The shared tour problems: ten proven alternatives of ours, one tour of the others."""
    print(
        f"One tour problem each: milliseconds, prize / travel time; CP-SAT at most {SECONDS:.0f} s"
    )
    print(f"{'problem':<18}{'ours, k=10':>26}{'VROOM':>30}{'CP-SAT':>32}")
    for known in json.loads((TOURS / "expected.json").read_text()):
        problem = read_problem(TOURS / known["file"])
        best = (known["best"][0]["prize"], known["best"][0]["travel_time"])
        ours = _timed(lambda: _ours(problem), best)  # noqa: B023
        other = _timed(lambda: vroom_answer(problem), best)  # noqa: B023
        if len(problem.candidates) <= LARGEST_FOR_CP_SAT:
            exact = _timed(lambda: cp_sat_answer(problem, SECONDS), best)  # noqa: B023
        else:
            exact = "too many arcs to try"
        print(f"{known['file'].split('.')[0]:<18}{ours:>26}{other:>30}{exact:>32}", flush=True)


def on_evenings() -> None:
    """Seeded evenings: how long proving the ten best tours takes."""
    print(f"{'seeded evenings':<34}{'p50':>10}{'p95':>10}{'most':>10}   target")
    for size, target in TARGETS.items():
        _print_times(f"{EVENINGS} of N={size}", target, (evening(s, size) for s in range(EVENINGS)))
    always = (evening(seed, 200, always_open=True) for seed in range(10))
    _print_times("10 of N=200, always open", "500 ms", always)
    equal = (evening(seed, 200, equal_prizes=True) for seed in range(10))
    _print_times("10 of N=200, equal prizes", "500 ms", equal)
    both = (evening(seed, 200, always_open=True, equal_prizes=True) for seed in range(10))
    _print_times("10 of N=200, both", "-", both)
    _print_times("20 of N=60, best with each other", "300 ms", map(_sized_60, range(20)), _all_with)


def _sized_60(seed: int) -> TourProblem:
    return evening(seed, 60)


def _ours(problem: TourProblem) -> Answer | None:
    tours = solve(problem, 10).tours
    return Answer(tours[0].prize, tours[0].travel_time, proven=True) if tours else None


def _timed(ask: Callable[[], Answer | None], best: tuple[int, int]) -> str:
    began = perf_counter()
    answer = ask()
    took = (perf_counter() - began) * 1000
    if answer is None:
        return f"{took:.1f}  no tour"
    right = "" if answer[:2] == best else " worse"
    proof = "proven" if answer.proven else "unproven"
    return f"{took:.1f}  {answer.prize}/{answer.travel_time} {proof}{right}"


def _all_with(problem: TourProblem) -> float:
    """Seconds for the best tour with every place outside the best tour."""
    tours = solve(problem, 1).tours
    inside = set(tours[0].stops) if tours else set()
    outside = [c.place for c in problem.candidates if c.place not in inside]
    began = perf_counter()
    best_with(problem, outside)
    return perf_counter() - began


def _ten_best(problem: TourProblem) -> float:
    began = perf_counter()
    solve(problem, 10)
    return perf_counter() - began


def _print_times(
    name: str,
    target: str,
    problems: Iterable[TourProblem],
    seconds: Callable[[TourProblem], float] = _ten_best,
) -> None:
    times = sorted(1000 * seconds(problem) for problem in problems)
    middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name:<34}{middle:>7.1f} ms{high:>7.1f} ms{times[-1]:>7.1f} ms   {target}", flush=True)


if __name__ == "__main__":
    main()
