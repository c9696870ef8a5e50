"""Lists for the catalogue: kept as they were read, shown, decided about, and then written.

Preview and writing are the same merge into the same rows. The preview's is
never written; the other's only when it does what the preview showed. A list
stays open after that: what was put off can be decided and written later on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, InputError, NotFoundError, WijksafariError
from wijksafari.models import CatalogueImport, ImportEntry, LocationSource, Neighbourhood
from wijksafari.planning.found import Found, FoundActivity, FoundLocation, SourceKind
from wijksafari.planning.words import grouped
from wijksafari.services.catalogue.catalogue import lock_neighbourhood
from wijksafari.services.imports.activities import merge_activities
from wijksafari.services.imports.found_json import item_to_json
from wijksafari.services.imports.left import (
    keys_in,
    lists_of_activities,
    lists_of_locations,
    new_list_id,
    same_list,
    what_left,
)
from wijksafari.services.imports.locations import Catalogue, merge_locations, open_catalogue
from wijksafari.services.imports.plan import ImportPlan, MergedEntry, What
from wijksafari.services.journal import Actor

MOST_ENTRIES = 5_000
_NOTHING: dict[SourceKind, str] = {
    "csv": "De lijst heeft geen rijen onder de rij met kolomnamen.",
    "icalendar": "Alle afspraken in deze agenda zijn voorbij of afgelast.",
    "osm": "OpenStreetMap kent hier geen buurthuizen, sociale voorzieningen of bibliotheken.",
}
_AT_WORK = ("waiting", "busy")


class PlanChangedError(WijksafariError):
    """Writing would do something else than was shown; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Intussen is er iets in de locaties of activiteiten gewijzigd. Er is niets overgenomen;"
            " bekijk hieronder opnieuw wat er verandert."
        )


def keep(
    session: Session,
    neighbourhood: Neighbourhood,
    found: Found,
    name: str,
    *,
    actor: Actor,
    now: datetime,
) -> CatalogueImport:
    """What was read of the list called ``name``, to be looked at.

    Its addresses without a place are looked up in the background first. Raises
    InputError for a list that is empty or too long.
    """
    row = new_import(session, neighbourhood, found.kind, name, actor=actor, now=now)
    fill(session, row, found)
    return row


def new_import(
    session: Session,
    neighbourhood: Neighbourhood,
    kind: SourceKind,
    name: str,
    *,
    actor: Actor,
    now: datetime,
) -> CatalogueImport:
    """An import that is yet to be filled, in the background."""
    row = CatalogueImport(
        neighbourhood_id=neighbourhood.id,
        kind=kind,
        name=name[:200],
        asked_by=actor.name[:120],
        asked_at=now,
    )
    session.add(row)
    session.flush()
    return row


def fill(session: Session, row: CatalogueImport, found: Found) -> None:
    """Put what was read in ``row``. Raises InputError for a list that is empty or too long."""
    if len(found.locations) + len(found.activities) > MOST_ENTRIES:
        most = grouped(MOST_ENTRIES)
        raise InputError(f"Er staan meer dan {most} locaties en activiteiten in; splits de lijst.")
    if not found.locations and not found.activities:
        raise InputError(found.problems or _NOTHING[found.kind])
    entries = [_entry("location", each) for each in found.locations]
    entries += [_entry("activity", each) for each in found.activities]
    # What could not be read is told along, beside what could.
    what: What = "location" if found.locations else "activity"
    entries += [_left_out(what, each) for each in found.problems[:MOST_ENTRIES]]
    for position, entry in enumerate(entries, start=1):
        entry.position = position
    row.entries = entries
    row.notices = list(found.notices)
    row.state = "waiting" if any(each.point is None for each in found.locations) else "ready"
    session.flush()


def _entry(what: What, item: FoundLocation | FoundActivity) -> ImportEntry:
    return ImportEntry(what=what, item=item_to_json(item))


def _left_out(what: What, problem: str) -> ImportEntry:
    return ImportEntry(what=what, item={}, problem=problem)


def imports_of(session: Session, neighbourhood: Neighbourhood) -> Sequence[CatalogueImport]:
    """The wijk's lists, the newest first."""
    query = select(CatalogueImport).filter_by(neighbourhood_id=neighbourhood.id)
    return session.scalars(query.order_by(CatalogueImport.id.desc())).all()


def find_import(
    session: Session, neighbourhood: Neighbourhood, number: int, *, lock: bool = False
) -> CatalogueImport:
    """The wijk's list with this number. Raises NotFoundError."""
    query = select(CatalogueImport).filter_by(id=number, neighbourhood_id=neighbourhood.id)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFoundError("Deze lijst is er niet (meer). Lees haar opnieuw in.")
    return row


def preview_import(
    session: Session, neighbourhood: Neighbourhood, row: CatalogueImport
) -> ImportPlan:
    """What writing the list would do. Nothing is written, and ``session`` is rolled back."""
    with session.no_autoflush:
        plan, _ = _merge(session, neighbourhood, row, lock=False)
        session.rollback()
    return plan


def write_import(
    session: Session, neighbourhood: Neighbourhood, number: int, *, shown: str | None, now: datetime
) -> ImportPlan:
    """Do what the preview with the fingerprint ``shown`` told; None where nobody looked first.

    Raises PlanChangedError where that would be something else by now, and
    ClosedError while the list is still being read; the caller then rolls back.
    """
    lock_neighbourhood(session, neighbourhood)
    row = find_import(session, neighbourhood, number, lock=True)
    check_idle(row)
    with session.no_autoflush:
        plan, catalogue = _merge(session, neighbourhood, row, lock=True)
    if shown is not None and plan.fingerprint != shown:
        raise PlanChangedError
    # Before the new rows are known by the list's keys, which decide which list it is.
    list_id = _list_id(row, "location", lists_of_locations(catalogue))
    _note_activities(catalogue, row)
    session.flush()
    _keep_sources(session, catalogue, row.kind, list_id)
    row.state, row.written_at = "written", now
    session.flush()
    return plan


def choose_entries(row: CatalogueImport, choices: Mapping[int, str]) -> None:
    """Note what somebody chose for entries, by number; what is no choice there stays as it is."""
    for entry in row.entries:
        if entry.id in choices and not entry.problem:
            entry.choice = choices[entry.id][:80]


def check_idle(row: CatalogueImport) -> None:
    """Raise ClosedError while the list is still being read or looked up."""
    if row.state in _AT_WORK:
        raise ClosedError("Deze lijst wordt nog opgezocht. Wacht tot dat klaar is.")


def _merge(
    session: Session, neighbourhood: Neighbourhood, row: CatalogueImport, *, lock: bool
) -> tuple[ImportPlan, Catalogue]:
    kind = cast("SourceKind", row.kind)
    catalogue = open_catalogue(session, neighbourhood, kind, lock=lock)
    locations = [each for each in row.entries if each.what == "location"]
    activities = [each for each in row.entries if each.what == "activity"]
    places = merge_locations(session, catalogue, locations, kind)
    undecided = _open_keys(locations, places)
    held = merge_activities(catalogue, activities, undecided=undecided)
    left = what_left(catalogue, row.entries, row.asked_at)
    return ImportPlan((*places, *held), left), catalogue


def _open_keys(entries: Iterable[ImportEntry], merged: Iterable[MergedEntry]) -> frozenset[str]:
    """The keys of locations in the list that are not in the catalogue, and may yet be."""
    open_ = ("unsure", "waiting", "outside", "skipped", "fault")
    return frozenset(
        entry.item.get("key", "")
        for entry, told in zip(entries, merged, strict=True)
        if told.fate in open_
    )


def _list_id(row: CatalogueImport, what: What, known: Mapping[str, str]) -> str:
    return same_list(keys_in(row.entries, what), known) or new_list_id()


def _note_activities(catalogue: Catalogue, row: CatalogueImport) -> None:
    """Which list told of the activities."""
    list_id = _list_id(row, "activity", lists_of_activities(catalogue))
    keys = keys_in(row.entries, "activity")
    for location in catalogue.rows:
        for activity in location.activities:
            if activity.source_key in keys:
                activity.source_list_id = list_id


def _keep_sources(session: Session, catalogue: Catalogue, kind: str, list_id: str) -> None:
    wijk = catalogue.neighbourhood.id
    query = select(LocationSource).filter_by(neighbourhood_id=wijk, kind=kind)
    sources = {each.key: each for each in session.scalars(query)}
    for key, (location, said) in catalogue.told.items():
        source = sources.get(key)
        if source is None:
            source = LocationSource(neighbourhood_id=wijk, kind=kind, key=key)
            session.add(source)
        source.location_id, source.said, source.list_id = location.id, said, list_id
