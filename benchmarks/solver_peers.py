"""Tour problems put to VROOM and to OR-Tools' CP-SAT, each in its own words."""

import os
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import vroom
from ortools.sat.python import cp_model

from wijksafari.planning.problem import TourProblem


class Answer(NamedTuple):
    """What a solver found, and whether it proved that nothing is better."""

    prize: int
    travel_time: int
    proven: bool


def vroom_answer(problem: TourProblem) -> Answer | None:
    """VROOM's tour: its priorities are the prizes. It knows no least number of stops."""
    asked = vroom.Input()
    asked.set_durations_matrix("car", np.array(problem.travel_time, np.uint32))
    asked.add_vehicle(
        vroom.Vehicle(
            1,
            start=0,
            end=len(problem.candidates) + 1,
            time_window=vroom.TimeWindow(problem.earliest_start, problem.latest_finish),
            max_tasks=problem.max_stops,
        )
    )
    for number, candidate in enumerate(problem.candidates, 1):
        if candidate.windows:
            asked.add_job(
                vroom.Job(
                    number,
                    location=number,
                    default_service=candidate.service_duration,
                    priority=candidate.prize,
                    time_windows=[
                        vroom.TimeWindow(w.earliest, w.latest) for w in candidate.windows
                    ],
                )
            )
    routes = asked.solve(exploration_level=5, nb_threads=os.cpu_count() or 1).routes
    stops = [0, *(int(stop) for stop in routes["id"].dropna()), len(problem.candidates) + 1]
    if len(stops) - 2 < problem.min_stops:
        return None
    return Answer(
        prize=sum(problem.candidates[stop - 1].prize for stop in stops[1:-1]),
        travel_time=sum(problem.travel_time[one][two] for one, two in pairwise(stops)),
        proven=False,
    )


def cp_sat_answer(problem: TourProblem, seconds: float) -> Answer | None:
    """CP-SAT's tour after at most ``seconds`` of searching: a circuit with times."""
    model = cp_model.CpModel()
    count = len(problem.candidates)
    unit = problem.latest_finish - problem.earliest_start + 1
    begins = [_begin(model, problem, number) for number in range(count)]
    visited = [model.new_bool_var("") for _ in range(count)]
    arcs, travel = [], []
    for one in range(count + 1):
        for two in range(count + 1):
            if one == two:
                arcs.append((one, one, ~visited[one - 1]) if one else (0, 0, False))
                continue
            taken = model.new_bool_var("")
            ride = problem.travel_time[one][two or count + 1]
            arcs.append((one, two, taken))
            travel.append(ride * taken)
            left = begins[one - 1] + problem.candidates[one - 1].service_duration if one else 0
            latest = begins[two - 1] if two else problem.latest_finish
            model.add(latest >= left + ride).only_enforce_if(taken)
    model.add_circuit(arcs)
    for number, candidate in enumerate(problem.candidates):
        if not candidate.windows:
            model.add(visited[number] == 0)
    model.add_linear_constraint(sum(visited), problem.min_stops, problem.max_stops)
    prizes = [c.prize * seen for c, seen in zip(problem.candidates, visited, strict=True)]
    model.maximize(unit * sum(prizes) - sum(travel))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = os.cpu_count() or 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    value = round(solver.objective_value)
    prize = -(-value // unit)
    return Answer(prize, prize * unit - value, status == cp_model.OPTIMAL)


def _begin(model: cp_model.CpModel, problem: TourProblem, number: int) -> cp_model.IntVar:
    windows = [[w.earliest, w.latest] for w in problem.candidates[number].windows]
    return model.new_int_var_from_domain(
        cp_model.Domain.from_intervals(windows or [[0, 0]]), f"begin {number}"
    )
