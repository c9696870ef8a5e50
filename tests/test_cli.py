import logging
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli_runs import DATA, CommandLine
from wijksafari.cli.failures import exit_code_of
from wijksafari.errors import ServiceUnavailableError


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("solve",),
        ("plan",),
        ("check-order",),
        ("streets",),
        ("streets", "fetch"),
        ("streets", "build"),
        ("streets", "matrix"),
    ],
)
def test_every_command_explains_itself(run: CommandLine, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.code == 0
    assert "Usage: python -m wijksafari" in result.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("dans",), "Deze opdracht bestaat niet of heeft een woord te veel."),
        (("solve",), "Geef PROBLEEM.json[.gz] op. Uitleg: python -m wijksafari solve --help"),
        (("solve", "a", "b"), "Deze opdracht bestaat niet of heeft een woord te veel."),
        (("plan", "--dans"), "De optie --dans bestaat niet."),
        (("plan",), "Geef --streets op."),
        (("streets", "build", "--osm"), "Geef bij --osm precies één waarde op."),
        (("streets", "fetch", "--out", "x"), "Geef precies één van --place, --bbox of --polygon"),
    ],
)
def test_a_slip_of_the_pen_is_answered_in_dutch(
    run: CommandLine, arguments: tuple[str, ...], says: str
) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.err.startswith(says)


def test_without_a_command_help_is_shown(run: CommandLine) -> None:
    result = run()
    assert result.code == 2
    assert "check-order" in result.err


def test_the_unforeseen_ends_in_a_sentence_and_a_log_line_without_what_was_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def fail() -> None:
        raise KeyError("Jan Jansen, 06-12345678")

    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path))
    assert exit_code_of(fail, []) == 1
    told = capsys.readouterr().err
    logged = (tmp_path / "wijksafari.log").read_text()
    reference = logged.split("failure ")[1].split(":")[0]
    assert f"(kenmerk {reference})" in told
    assert "KeyError at" in logged
    assert "Jansen" not in told + logged
    assert "Traceback" not in told + logged


def test_without_a_place_for_the_log_the_unforeseen_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def fail() -> None:
        raise RuntimeError

    (tmp_path / "bestand").touch()
    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path / "bestand"))
    logging.disable(logging.CRITICAL)
    try:
        assert exit_code_of(fail, []) == 1
    finally:
        logging.disable(logging.NOTSET)
    assert "kenmerk" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (ServiceUnavailableError("De dienst slaapt."), 1, "De dienst slaapt.\n"),
        (KeyboardInterrupt(), 130, "Afgebroken.\n"),
    ],
)
def test_a_service_that_is_down_and_an_interruption_are_told(
    error: BaseException, code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def fail() -> None:
        raise error

    assert exit_code_of(fail, []) == code
    assert capsys.readouterr().err.strip() == says.strip()


def test_help_and_solve_start_without_maps_and_streets() -> None:
    script = (
        "import sys; from wijksafari.cli import cli; import wijksafari.planning.optw; "
        "print([m for m in ('osmnx', 'folium', 'scipy', 'flask', 'sqlalchemy', 'shapely')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=DATA.parent,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
