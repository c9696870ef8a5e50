"""What asks other servers and may take minutes: done in processes of their own, apart from mail."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from wijksafari.failing import failure_record
from wijksafari.jobs.imports import look_up_waiting_imports
from wijksafari.jobs.street_fetch import fetch_waiting_streets
from wijksafari.jobs.tools import Tools
from wijksafari.models import CatalogueImport, StreetFetch
from wijksafari.services.background_work import any_wanted

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Some work: in which table its rows are, and doing all that waits there."""

    name: str
    table: type[StreetFetch] | type[CatalogueImport]
    work: Callable[[Tools], object]


LOOKUPS = (
    Lookup("streets", StreetFetch, fetch_waiting_streets),
    Lookup("imports", CatalogueImport, look_up_waiting_imports),
)


def wanted_lookups(tools: Tools) -> tuple[str, ...]:
    """The names of the work that waits; none while the database cannot be asked."""
    try:
        with tools.database.reading() as session:
            waiting = (each for each in LOOKUPS if any_wanted(session, each.table, tools.now()))
            return tuple(each.name for each in waiting)
    except Exception as error:
        log.warning("lookups: %s", failure_record(error)[1])
        return ()


def do_lookup(tools: Tools, name: str) -> None:
    """Do all of the work called ``name`` that waits."""
    next(each for each in LOOKUPS if each.name == name).work(tools)
