"""Doing what lists for the catalogue need in the background, one list after the other."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.jobs.tools import Tools
from wijksafari.jobs.under_way import under_way
from wijksafari.models import CatalogueImport
from wijksafari.services import background_work
from wijksafari.services.background_work import Claim
from wijksafari.services.imports import files
from wijksafari.services.imports import lookup as catalogue_lookup
from wijksafari.services.imports.lookup import Lookup

Answer = TypeVar("Answer")


def look_up_waiting_imports(tools: Tools) -> int:
    """Do what waits until nothing does; answers how many lists were taken up."""
    count = 0
    while (lookup := _write(tools, lambda s: catalogue_lookup.take_up(s, tools.now()))) is not None:
        _look_up(tools, lookup)
        count += 1
    return count


def _look_up(tools: Tools, lookup: Lookup) -> None:
    claim = lookup.claim
    with under_way(
        "imports",
        beat=lambda: _beat(tools, claim),
        fail=lambda problem: _write(tools, lambda s: catalogue_lookup.fail(s, claim, problem)),
        let_go=lambda: _write(tools, lambda s: background_work.let_go(s, claim)),
    ):
        if lookup.file:
            if not _read_file(tools, lookup):
                return
        elif lookup.area is not None:
            found = tools.open_map.fetch_places(lookup.area, partial(_beat, tools, claim))
            _write(tools, lambda s: catalogue_lookup.keep_places(s, claim, found))
        _find_addresses(tools, claim)
        _write(tools, lambda s: catalogue_lookup.finish(s, claim))


def _read_file(tools: Tools, lookup: Lookup) -> bool:
    """Put what is in the file in the list; False where it cannot be used, which is told then."""
    claim = lookup.claim
    try:
        content = _write(tools, lambda s: files.begin_reading(s, claim))
        found = tools.open_map.read_places(content, lookup.area)
        _write(tools, lambda s: catalogue_lookup.keep_places(s, claim, found))
    except InputError as error:
        problem = str(error)
        _write(tools, lambda s: files.refuse_file(s, claim, problem))
        return False
    return True


def _find_addresses(tools: Tools, claim: Claim[CatalogueImport]) -> None:
    """Look up each address and keep what was found at once."""
    with tools.database.reading() as session:
        wanted = catalogue_lookup.wanted_in(session, claim.number)
    for done, each in enumerate(wanted, start=1):
        finding = tools.find_address(each.address)
        keep = partial(catalogue_lookup.keep_finding, claim=claim, wanted=each, finding=finding)
        _write(tools, keep)
        _beat(tools, claim, f"{done} van {len(wanted)} adressen opgezocht.")


def _beat(tools: Tools, claim: Claim[CatalogueImport], said: str = "") -> None:
    _write(tools, lambda s: background_work.beat(s, claim, tools.now(), said))


def _write(tools: Tools, change: Callable[[Session], Answer]) -> Answer:
    with tools.database.writing.begin() as session:
        return change(session)
