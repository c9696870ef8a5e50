"""Fetching the streets of wijken, one after the other, apart from the mail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from wijksafari.jobs.tools import Tools
from wijksafari.jobs.under_way import under_way
from wijksafari.models import StreetFetch
from wijksafari.services import background_work
from wijksafari.services.wijken import street_fetch
from wijksafari.services.wijken.street_fetch import Fetching


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
    number = fetching.number
    with under_way(
        "streets",
        beat=lambda: _beat(tools, number),
        fail=lambda problem: _write(
            tools, lambda session: street_fetch.fail(session, number, problem, tools.now())
        ),
        # Another one takes it up, from the beginning.
        let_go=lambda: _write(tools, lambda s: background_work.let_go(s, StreetFetch, number)),
    ):
        dated = _download(tools, fetching)
        file = street_file(fetching.slug)
        _write(
            tools,
            lambda session: street_fetch.finish(session, number, file, dated, tools.now()),
        )


def _download(tools: Tools, fetching: Fetching) -> datetime:
    """The boundary where that is asked for, and the streets; the date of these."""
    progress = partial(_beat, tools, fetching.number)
    area = fetching.area
    if fetching.look_up:
        found = tools.open_map.look_up(area.place, progress)
        _write(tools, lambda session: street_fetch.keep_boundary(session, fetching.number, found))
        area = replace(area, boundary=found.boundary)
    target = tools.settings.streets / street_file(fetching.slug)
    return tools.open_map.fetch_streets(area, target, progress)


def _beat(tools: Tools, number: int, said: str = "") -> None:
    _write(tools, lambda s: background_work.beat(s, StreetFetch, number, tools.now(), said))


def _write(tools: Tools, change: Callable[[Session], object]) -> None:
    with tools.database.writing.begin() as session:
        change(session)
