"""The command line: ``python -m wijksafari``.

Exit codes: 0 done, 1 something unforeseen, 2 bad input, 3 no tour exists (or
the order given does not fit). Commands import their work when they run, so
that ``--help`` and ``solve`` need not wait for maps and streets.
"""

import sys
from collections.abc import Sequence

import click

from wijksafari.cli.failures import exit_code_of
from wijksafari.cli.safari_commands import check_order, plan
from wijksafari.cli.site_commands import demo, serve
from wijksafari.cli.solve_command import solve
from wijksafari.cli.streets_commands import streets
from wijksafari.cli.user_commands import user
from wijksafari.cli.wijk_command import wijk
from wijksafari.cli.worker_commands import bounce, lookup, work


@click.group(context_settings={"max_content_width": 100})
def cli() -> None:
    """Plan een wijksafari: op de fiets langs plekken waar die avond iets te doen is."""


for command in (streets, solve, plan, check_order, wijk, demo, user, serve, work, lookup, bounce):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command in ``arguments`` (the program's own by default) and exit with its code."""
    sys.exit(exit_code_of(cli, sys.argv[1:] if arguments is None else arguments))
