"""Every command ends in an exit code and sentences, never in a traceback."""

import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from wijksafari.config import PROJECT
from wijksafari.errors import InputError, NotFoundError, WijksafariError
from wijksafari.failing import failure_record

UNFORESEEN, BAD_INPUT, NO_TOUR = 1, 2, 3
INTERRUPTED = 130

log = logging.getLogger(__name__)


def exit_code_of(command: click.Command, arguments: Sequence[str]) -> int:
    """Run ``command``, tell on stderr what went wrong, and answer the exit code."""
    try:
        code = command.main(
            list(arguments), prog_name="python -m wijksafari", standalone_mode=False
        )
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone; keep the interpreter from complaining at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNFORESEEN
    except (Exception, KeyboardInterrupt) as error:
        code, sentences = _outcome(error)
        for sentence in sentences:
            click.echo(sentence, err=True)
    return code if isinstance(code, int) else 0


def _outcome(error: BaseException) -> tuple[int, Sequence[str]]:
    if isinstance(error, InputError):
        return BAD_INPUT, error.problems
    if isinstance(error, WijksafariError):
        return BAD_INPUT if isinstance(error, NotFoundError) else UNFORESEEN, (str(error),)
    if isinstance(error, click.ClickException):
        return BAD_INPUT, (_in_dutch(error),)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return INTERRUPTED, ("Afgebroken.",)
    return UNFORESEEN, (_unforeseen(error),)


def _in_dutch(error: click.ClickException) -> str:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message()
        case click.NoSuchOption():
            sentence = f"De optie {error.option_name} bestaat niet."
        case click.MissingParameter(param=click.Parameter() as parameter):
            sentence = f"Geef {_name(parameter)} op."
        case click.BadOptionUsage():
            sentence = f"Geef bij {error.option_name} precies één waarde op."
        case click.BadParameter(param=click.Parameter() as parameter):
            sentence = f"{_name(parameter)}: {error.message}"
        case _:
            sentence = "Deze opdracht bestaat niet of heeft een woord te veel."
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "python -m wijksafari"
    return f"{sentence} Uitleg: {path} --help"


def _name(parameter: click.Parameter) -> str:
    return (
        parameter.opts[0]
        if isinstance(parameter, click.Option)
        else parameter.make_metavar(click.Context(click.Command("")))
    )


def _unforeseen(error: BaseException) -> str:
    reference, record = failure_record(error)
    sentence = f"Er ging iets mis wat wij niet hadden voorzien (kenmerk {reference})."
    path = Path(os.environ.get("WIJKSAFARI_INSTANCE", PROJECT / "instance")) / "wijksafari.log"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8", delay=False)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        log.error(record)
        log.removeHandler(handler)
        handler.close()
        sentence += f" Meld het met het bestand {path}."
    return sentence
