"""``solve``: a tour problem in, its proven best tours out."""

import json
from pathlib import Path

import click

from wijksafari.cli.failures import NO_TOUR


@click.command(short_help="Een routeprobleem oplossen.")
@click.argument("file", type=click.Path(path_type=Path), metavar="PROBLEEM.json[.gz]")
@click.option("--alternatives", default="3", show_default=True, metavar="K", help="Hoeveel routes.")
def solve(file: Path, alternatives: str) -> int:
    """Los een routeprobleem op: de K beste routes, elk met andere stops."""
    from time import perf_counter

    from wijksafari.cli.parameters import whole
    from wijksafari.cli.problems import Problems
    from wijksafari.planning.optw import solve as solve_problem
    from wijksafari.services.safaris.problem_files import read_problem, solution_json

    problems = Problems()
    count = problems.attempt("--alternatives", whole, alternatives, 1, 100)
    problem = problems.attempt("", read_problem, file)
    problems.raise_any()
    if problem is None or count is None:
        raise AssertionError("a problem went untold")
    began = perf_counter()
    solution = solve_problem(problem, count)
    click.echo(json.dumps(solution_json(solution, perf_counter() - began)))
    return 0 if solution.tours else NO_TOUR
