"""What a list for the catalogue needs in the background: what is in its file, places, addresses.

What was found stays when a server goes down; the rest can be taken up again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import CatalogueImport, ImportEntry, ImportFile, Neighbourhood
from wijksafari.planning.address import Address, Ambiguous, Finding, Found, NotFound
from wijksafari.planning.boundary import WijkArea
from wijksafari.planning.found import Found as FoundPlaces
from wijksafari.services.background_work import Claim, claim_longest_waiting, claimed
from wijksafari.services.imports.files import forget_file, from_file, has_unread_file, try_again
from wijksafari.services.imports.found_json import location_from_json
from wijksafari.services.imports.lists import fill, new_import
from wijksafari.services.journal import Actor
from wijksafari.services.wijken.street_fetch import area_of


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a worker took up: its ``claim`` to the list, and what to do before looking addresses up.

    ``file``: read its file, of which only what is in ``area`` counts; otherwise
    ``area`` is what to search, if anything.
    """

    claim: Claim[CatalogueImport]
    area: WijkArea | None
    file: bool = False


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
    query = query.where(~exists().where(ImportFile.import_id == CatalogueImport.id))
    going_on = session.scalar(query.where(CatalogueImport.state.in_(("waiting", "busy"))).limit(1))
    return going_on or new_import(
        session, neighbourhood, "osm", "OpenStreetMap", actor=actor, now=now
    )


def resume_import(session: Session, row: CatalogueImport) -> None:
    """Let what is not done yet be looked up, from where it stopped."""
    if can_resume(session, row):
        row.state, row.problem, row.beat_at = "waiting", "", None
        try_again(session, row.id)


def can_resume(session: Session, row: CatalogueImport) -> bool:
    """Whether it stopped, and something else may come of it than the last time."""
    if row.state != "failed":
        return False
    refused = from_file(session, row.id) and not has_unread_file(session, row.id)
    return not (refused and _is_empty(session, row))


def take_up(session: Session, now: datetime) -> Lookup | None:
    """Take the list that waits longest; None where nothing waits, or somebody else just did."""
    taken = claim_longest_waiting(session, CatalogueImport, now)
    if taken is None:
        return None
    row, claim = taken
    wijk = session.get_one(Neighbourhood, row.neighbourhood_id)
    area = area_of(wijk) if _is_empty(session, row) else None
    file = area is not None and from_file(session, row.id)
    if file:
        row.said = "Het bestand wordt gelezen …"
    elif area is not None:
        row.said = "OpenStreetMap wordt doorzocht …"
    else:
        row.said = "De adressen worden opgezocht …"
    session.flush()
    return Lookup(claim, area, file)


def keep_places(session: Session, claim: Claim[CatalogueImport], found: FoundPlaces) -> None:
    """Put the places of OpenStreetMap in the list; a file they were in is no longer needed.

    Raises InputError where there are none, and ClaimLostError.
    """
    row = claimed(session, claim)
    fill(session, row, found)
    row.state = "busy"  # addresses may be missing yet
    forget_file(session, row.id)


def wanted_in(session: Session, number: int) -> tuple[Wanted, ...]:
    """The list's entries without a place, in its order."""
    query = select(ImportEntry).filter_by(import_id=number, what="location", problem="")
    entries = session.scalars(query.order_by(ImportEntry.position))
    found = ((each.id, location_from_json(each.item)) for each in entries)
    return tuple(
        Wanted(entry, each.address or Address("")) for entry, each in found if each.point is None
    )


def keep_finding(
    session: Session, claim: Claim[CatalogueImport], wanted: Wanted, finding: Finding
) -> None:
    """Give the entry its place, or say why it has none. Raises ClaimLostError."""
    claimed(session, claim)
    entry = session.get_one(ImportEntry, wanted.entry, with_for_update=True)
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


def finish(session: Session, claim: Claim[CatalogueImport]) -> None:
    """Everything was looked up. Raises ClaimLostError."""
    row = claimed(session, claim)
    row.state, row.said, row.problem = "ready", "", ""


def fail(session: Session, claim: Claim[CatalogueImport], problem: str) -> None:
    """It stopped halfway; what was found stays. ``problem`` is a Dutch sentence.

    Raises ClaimLostError.
    """
    row = claimed(session, claim)
    row.state, row.problem = "failed", problem


def _is_empty(session: Session, row: CatalogueImport) -> bool:
    return session.scalar(select(ImportEntry.id).filter_by(import_id=row.id).limit(1)) is None
