"""Fetching the streets of wijken, one after the other, apart from the mail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from wijksafari.jobs.tools import Tools
from wijksafari.jobs.under_way import under_way
from wijksafari.models import StreetFetch
from wijksafari.services import background_work
from wijksafari.services.background_work import Claim
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
    claim = fetching.claim
    # Beside the wijk's own file: by now another worker may have put a newer one there.
    beside = tools.settings.streets / f".{street_file(fetching.slug)}.{claim.worker}"
    with under_way(
        "streets",
        beat=lambda: _beat(tools, claim),
        fail=lambda problem: _write(
            tools, lambda session: street_fetch.fail(session, claim, problem, tools.now())
        ),
        # Another one takes it up, from the beginning.
        let_go=lambda: _write(tools, lambda session: background_work.let_go(session, claim)),
    ):
        try:
            dated = _download(tools, fetching, beside)
            _put(tools, fetching, beside, dated)
        finally:
            beside.unlink(missing_ok=True)


def _put(tools: Tools, fetching: Fetching, beside: Path, dated: datetime) -> None:
    """The streets become the wijk's, unless the fetch is somebody else's by now."""
    file = street_file(fetching.slug)
    with tools.database.writing.begin() as session:
        street_fetch.finish(session, fetching.claim, file, dated, tools.now())
        beside.replace(tools.settings.streets / file)


def _download(tools: Tools, fetching: Fetching, target: Path) -> datetime:
    """The boundary where that is asked for, and the streets; the date of these."""
    claim = fetching.claim
    progress = partial(_beat, tools, claim)
    area = fetching.area
    if fetching.look_up:
        found = tools.open_map.look_up(area.place, progress)
        _write(tools, lambda session: street_fetch.keep_boundary(session, claim, found))
        area = replace(area, boundary=found.boundary)
    return tools.open_map.fetch_streets(area, target, progress)


def _beat(tools: Tools, claim: Claim[StreetFetch], said: str = "") -> None:
    _write(tools, lambda session: background_work.beat(session, claim, tools.now(), said))


def _write(tools: Tools, change: Callable[[Session], object]) -> None:
    with tools.database.writing.begin() as session:
        change(session)
