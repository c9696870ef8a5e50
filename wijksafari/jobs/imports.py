"""Looking up what lists for the catalogue need of other servers, one list after the other."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from wijksafari.jobs.tools import Tools
from wijksafari.jobs.under_way import under_way
from wijksafari.models import CatalogueImport
from wijksafari.services import background_work
from wijksafari.services.imports import lookup as catalogue_lookup
from wijksafari.services.imports.lookup import Lookup

Answer = TypeVar("Answer")


def look_up_waiting_imports(tools: Tools) -> int:
    """Look up what waits until nothing does; answers how many lists were taken up."""
    count = 0
    while (lookup := _write(tools, lambda s: catalogue_lookup.take_up(s, tools.now()))) is not None:
        _look_up(tools, lookup)
        count += 1
    return count


def _look_up(tools: Tools, lookup: Lookup) -> None:
    number = lookup.number
    with under_way(
        "imports",
        beat=lambda: _beat(tools, number),
        fail=lambda problem: _write(tools, lambda s: catalogue_lookup.fail(s, number, problem)),
        let_go=lambda: _write(tools, lambda s: background_work.let_go(s, CatalogueImport, number)),
    ):
        if lookup.area is not None:
            found = tools.open_map.fetch_places(
                lookup.area, lambda sentence: _beat(tools, number, sentence)
            )
            _write(tools, lambda s: catalogue_lookup.keep_places(s, number, found, tools.now()))
        _find_addresses(tools, number)
        _write(tools, lambda s: catalogue_lookup.finish(s, number))


def _find_addresses(tools: Tools, number: int) -> None:
    """Look up each address and keep what was found at once."""
    with tools.database.reading() as session:
        wanted = catalogue_lookup.wanted_in(session, number)
    for done, each in enumerate(wanted, start=1):
        finding = tools.find_address(each.address)
        keep = partial(catalogue_lookup.keep_finding, wanted=each, finding=finding)
        if not _write(tools, keep):
            return  # somebody threw the list away
        _beat(tools, number, f"{done} van {len(wanted)} adressen opgezocht.")


def _beat(tools: Tools, number: int, said: str = "") -> None:
    _write(tools, lambda s: background_work.beat(s, CatalogueImport, number, tools.now(), said))


def _write(tools: Tools, change: Callable[[Session], Answer]) -> Answer:
    with tools.database.writing.begin() as session:
        return change(session)
