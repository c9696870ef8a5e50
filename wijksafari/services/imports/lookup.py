"""What a list for the catalogue needs of other servers, in the background: places and addresses.

What was found stays when a server goes down; the rest can be taken up again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import CatalogueImport, ImportEntry, Neighbourhood
from wijksafari.planning.address import Address, Ambiguous, Finding, Found, NotFound
from wijksafari.planning.boundary import WijkArea
from wijksafari.planning.found import Found as FoundPlaces
from wijksafari.services.background_work import beat, longest_waiting
from wijksafari.services.imports.found_json import location_from_json
from wijksafari.services.imports.lists import fill, new_import
from wijksafari.services.journal import Actor
from wijksafari.services.wijken.street_fetch import area_of


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a worker took up: the list's ``number``, and the ``area`` to search, if any."""

    number: int
    area: WijkArea | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry, by the id of its row, whose ``address`` has to be looked up."""

    entry: int
    address: Address


def ask_map(
    session: Session, neighbourhood: Neighbourhood, *, actor: Actor, now: datetime
) -> CatalogueImport:
    """Let OpenStreetMap be searched for places in the wijk; a search that goes on will do.

    Raises InputError where nobody knows where the wijk is.
    """
    session.flush()  # what was changed is not lost to the lock
    session.refresh(neighbourhood, with_for_update=True)
    if not area_of(neighbourhood).known:
        raise InputError(
            "Geef eerst bij Wijk, Instellingen de grens van de wijk op, of de naam van de plaats."
            " Dan weten wij waar wij moeten zoeken."
        )
    query = select(CatalogueImport).filter_by(neighbourhood_id=neighbourhood.id, kind="osm")
    going_on = session.scalar(query.where(CatalogueImport.state.in_(("waiting", "busy"))).limit(1))
    return going_on or new_import(
        session, neighbourhood, "osm", "OpenStreetMap", actor=actor, now=now
    )


def resume_import(row: CatalogueImport) -> None:
    """Let what is not done yet be looked up, from where it stopped."""
    if row.state == "failed":
        row.state, row.problem, row.beat_at = "waiting", "", None


def take_up(session: Session, now: datetime) -> Lookup | None:
    """Take the list that waits longest; None where nothing waits, or somebody else just did."""
    row = longest_waiting(session, CatalogueImport, now)
    if row is None:
        return None
    empty = session.scalar(select(ImportEntry.id).filter_by(import_id=row.id).limit(1)) is None
    wijk = session.get_one(Neighbourhood, row.neighbourhood_id)
    row.said = "OpenStreetMap wordt doorzocht …" if empty else "De adressen worden opgezocht …"
    session.flush()
    return Lookup(row.id, area_of(wijk) if empty else None)


def keep_places(session: Session, number: int, found: FoundPlaces, now: datetime) -> None:
    """Put what OpenStreetMap has in the list. Raises InputError where that is nothing."""
    row = beat(session, CatalogueImport, number, now)
    if row is not None:
        fill(session, row, found)
        row.state = "busy"  # addresses may be missing yet


def wanted_in(session: Session, number: int) -> tuple[Wanted, ...]:
    """The list's entries without a place, in its order."""
    query = select(ImportEntry).filter_by(import_id=number, what="location", problem="")
    entries = session.scalars(query.order_by(ImportEntry.position))
    found = ((each.id, location_from_json(each.item)) for each in entries)
    return tuple(
        Wanted(entry, each.address or Address("")) for entry, each in found if each.point is None
    )


def keep_finding(session: Session, wanted: Wanted, finding: Finding) -> bool:
    """Give the entry its place, or say why it has none; False where it is gone."""
    entry = session.get(ImportEntry, wanted.entry, with_for_update=True)
    if entry is None:
        return False
    match finding:
        case Found(point):
            entry.item = entry.item | {"point": {"lat": point.lat, "lon": point.lon}}
        case Ambiguous():
            entry.problem = (
                f"Het adres ‘{wanted.address}’ kan meer plaatsen zijn: {finding}."
                " Vul het adres aan in de lijst, of geef coördinaten."
            )
        case NotFound():
            entry.problem = (
                f"Het adres ‘{wanted.address}’ is niet gevonden.{finding.hint} Verbeter het adres"
                " in de lijst, of geef coördinaten."
            )
    return True


def finish(session: Session, number: int) -> None:
    """Everything was looked up."""
    row = session.get(CatalogueImport, number, with_for_update=True)
    if row is not None and row.state in ("waiting", "busy"):
        row.state, row.said, row.problem = "ready", "", ""


def fail(session: Session, number: int, problem: str) -> None:
    """It stopped halfway; what was found stays. ``problem`` is a Dutch sentence."""
    row = session.get(CatalogueImport, number, with_for_update=True)
    if row is not None:
        row.state, row.problem = "failed", problem
