"""What asks other servers and may take minutes: done in processes of their own, apart from mail."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.failing import failure_record
from wijksafari.jobs.imports import look_up_waiting_imports
from wijksafari.jobs.street_fetch import fetch_waiting_streets
from wijksafari.jobs.tools import Tools
from wijksafari.services.catalogue_lookup import any_imports_wanted
from wijksafari.services.street_fetch import any_streets_wanted

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Some work: whether any is ``wanted`` now, and doing all of it."""

    name: str
    wanted: Callable[[Session, datetime], bool]
    work: Callable[[Tools], object]


LOOKUPS = (
    Lookup("streets", any_streets_wanted, fetch_waiting_streets),
    Lookup("imports", any_imports_wanted, look_up_waiting_imports),
)


def wanted_lookups(tools: Tools) -> tuple[str, ...]:
    """The names of the work that waits; none while the database cannot be asked."""
    try:
        with tools.database.reading() as session:
            return tuple(each.name for each in LOOKUPS if each.wanted(session, tools.now()))
    except Exception as error:
        log.warning("lookups: %s", failure_record(error)[1])
        return ()


def do_lookup(tools: Tools, name: str) -> None:
    """Do all of the work called ``name`` that waits."""
    next(each for each in LOOKUPS if each.name == name).work(tools)
