"""Running the command line in a test: what it answers, prints and tells."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from wijksafari.cli import cli
from wijksafari.cli.failures import exit_code_of

DATA = Path(__file__).parent.parent / "data"
STREETS = DATA / "nootdorp-streets.npz"
# A Tuesday in no holiday whatever; the demo's activities have no end.
EVENING = {
    "--streets": STREETS,
    "--locations": DATA / "demo" / "locations.csv",
    "--activities": DATA / "demo" / "activities.csv",
    "--date": "2030-06-04",
    "--start": "17:30",
    "--meeting-point": "52.0444,4.3954",
}


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        return self.err.splitlines()


@dataclass(frozen=True)
class CommandLine:
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object) -> Run:
        self.capsys.readouterr()
        code = exit_code_of(cli, [str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return Run(code, captured.out, captured.err)

    def evening(self, command: str, *more: object, **changed: object) -> Run:
        """``command`` on the demo evening; ``meeting_point=…`` changes an option."""
        options = EVENING | {
            f"--{name.replace('_', '-')}": value for name, value in changed.items()
        }
        return self(command, *(word for option in options.items() for word in option), *more)
