"""Fetching the streets of wijken, one after the other, apart from the mail."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import WijksafariError
from wijksafari.failing import failure_record
from wijksafari.jobs.tools import Tools
from wijksafari.services import street_fetch
from wijksafari.services.street_fetch import Fetching

log = logging.getLogger(__name__)

BEAT_SECONDS = 15.0
_UNFORESEEN = (
    "Er ging iets mis wat wij niet hadden voorzien. Probeer het opnieuw; lukt het dan nog niet,"
    " vraag dan uw beheerder om in het logboek te kijken."
)


def fetch_waiting_streets(tools: Tools) -> int:
    """Fetch what waits until nothing does; answers how many were taken up."""
    count = 0
    while (fetching := _taken_up(tools)) is not None:
        _fetch(tools, fetching)
        count += 1
    return count


def street_file(slug: str) -> str:
    """What a wijk's own street file is called."""
    return f"wijk-{slug}.npz"


def _taken_up(tools: Tools) -> Fetching | None:
    with tools.database.writing.begin() as session:
        return street_fetch.take_up(session, tools.now())


def _fetch(tools: Tools, fetching: Fetching) -> None:
    try:
        with _heart(tools, fetching.number):
            dated = _download(tools, fetching)
    except WijksafariError as error:
        _fail(tools, fetching, str(error))
    except Exception as error:
        log.error("streets: %s", failure_record(error)[1])
        _fail(tools, fetching, _UNFORESEEN)
    except BaseException:
        # Somebody stops the worker: another one takes it up, from the beginning.
        _write(tools, lambda session: street_fetch.let_go(session, fetching.number))
        raise
    else:
        file = street_file(fetching.slug)
        _write(
            tools,
            lambda session: street_fetch.finish(session, fetching.number, file, dated, tools.now()),
        )


def _download(tools: Tools, fetching: Fetching) -> datetime:
    """The boundary where that is asked for, and the streets; the date of these."""

    def progress(sentence: str) -> None:
        _write(
            tools,
            lambda session: street_fetch.beat(session, fetching.number, tools.now(), sentence),
        )

    area = fetching.area
    if fetching.look_up:
        found = tools.open_map.look_up(area.place, progress)
        _write(tools, lambda session: street_fetch.keep_boundary(session, fetching.number, found))
        area = replace(area, boundary=found.boundary)
    target = tools.settings.streets / street_file(fetching.slug)
    return tools.open_map.fetch_streets(area, target, progress)


@contextmanager
def _heart(tools: Tools, number: int) -> Iterator[None]:
    """A sign of life every few seconds: a server may stay silent for more than a minute."""
    stopped = threading.Event()

    def keep_beating() -> None:
        while not stopped.wait(BEAT_SECONDS):
            try:
                _write(tools, lambda session: street_fetch.beat(session, number, tools.now()))
            except Exception as error:
                log.warning("streets: %s", failure_record(error)[1])

    thread = threading.Thread(target=keep_beating, name="street fetch heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _fail(tools: Tools, fetching: Fetching, problem: str) -> None:
    _write(
        tools,
        lambda session: street_fetch.fail(session, fetching.number, problem, tools.now()),
    )


def _write(tools: Tools, change: Callable[[Session], object]) -> None:
    with tools.database.writing.begin() as session:
        change(session)
