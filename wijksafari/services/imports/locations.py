"""Bringing the locations of a list into those of the wijk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from wijksafari.models import Activity, ImportEntry, Location, LocationSource, Neighbourhood
from wijksafari.planning.boundary import contains
from wijksafari.planning.duplicates import Nearby, Place, differ
from wijksafari.planning.found import FoundLocation, SourceKind
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.locations import codes_in_lists, free_code
from wijksafari.services.catalogue.locations_csv import CODE
from wijksafari.services.imports import words
from wijksafari.services.imports.fields import Given, compare, given_of_location, known_of, put
from wijksafari.services.imports.found_json import location_from_json
from wijksafari.services.imports.plan import SKIP, UNDO, MergedEntry, Option, told_of

_ADD = Option("new", "Nee, dit is een andere locatie: voeg haar toe")


@dataclass(frozen=True, slots=True)
class Known:
    """A location that is known, and what the list said of it last time, if it ever did.

    ``list_id`` tells in which list that was.
    """

    row: Location
    said: dict[str, Any] | None = None
    list_id: str = ""


@dataclass(slots=True)
class Catalogue:
    """The wijk's locations while a list is brought in: ``rows`` grows with what is new.

    ``by_key`` are those that this kind of list calls by a key of its own.
    ``told`` is what the list said now, by key, to be kept once the new rows have ids.
    ``in_lists`` are codes that mean one of the rows to some list.
    """

    neighbourhood: Neighbourhood
    rows: list[Location]
    by_key: dict[str, Known]
    in_lists: set[str]
    told: dict[str, tuple[Location, Given]] = field(default_factory=dict)


def open_catalogue(
    session: Session, neighbourhood: Neighbourhood, kind: SourceKind, *, lock: bool
) -> Catalogue:
    """The wijk's locations with their activities; ``lock``: nobody changes them meanwhile."""
    if lock:
        _lock(session, neighbourhood)
    mine = select(Location).filter_by(neighbourhood_id=neighbourhood.id).order_by(Location.id)
    rows = list(session.scalars(mine.options(selectinload(Location.activities))))
    by_id = {row.id: row for row in rows}
    sources = select(LocationSource).filter_by(neighbourhood_id=neighbourhood.id, kind=kind)
    known = {
        each.key: Known(by_id[each.location_id], each.said, each.list_id)
        for each in session.scalars(sources)
        if each.location_id in by_id
    }
    return Catalogue(neighbourhood, rows, known, codes_in_lists(session, neighbourhood))


def _lock(session: Session, neighbourhood: Neighbourhood) -> None:
    """The locations, and then what goes on there, which is changed without its location."""
    mine = select(Location.id).filter_by(neighbourhood_id=neighbourhood.id).order_by(Location.id)
    session.execute(mine.with_for_update())
    held = select(Activity.id).join(Activity.location).order_by(Activity.id)
    held = held.where(Location.neighbourhood_id == neighbourhood.id)
    session.execute(held.with_for_update(of=Activity))


def merge_locations(
    session: Session, catalogue: Catalogue, entries: Sequence[ImportEntry], kind: SourceKind
) -> tuple[MergedEntry, ...]:
    """Bring ``entries`` into the catalogue's rows; nothing is flushed.

    Locations are recognised by the list's key, by their code, or by name and
    distance. Without a choice of somebody's, what is not certain changes nothing.
    """
    if not entries:
        return ()  # nothing to compare all that is known with
    return tuple(_Merge(session, catalogue, entries, kind).merged())


class _Merge:
    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        entries: Sequence[ImportEntry],
        kind: SourceKind,
    ) -> None:
        self._session = session
        self._catalogue = catalogue
        self._kind = kind
        self._by_code = {row.code: row for row in catalogue.rows}
        self._by_id = {str(row.id): row for row in catalogue.rows}
        self._entries = [
            (each, None if each.problem else location_from_json(each.item)) for each in entries
        ]
        self._named = {each.id: self._by_key(found) for each, found in self._entries if found}
        # What the list itself calls by another key is another location to it.
        claimed = {id(known.row) for known in self._named.values() if known}
        free = [row for row in catalogue.rows if id(row) not in claimed]
        self._free = {row.id: row for row in free}
        self._places = Nearby(_place(row) for row in free)

    def merged(self) -> Iterator[MergedEntry]:
        for entry, found in self._entries:
            if found is None:
                title = str(entry.item.get("name", ""))
                yield told_of(entry, title, "fault", details=(entry.problem,))
            else:
                yield self._merge(entry, found)

    def _by_key(self, found: FoundLocation) -> Known | None:
        """The location this key stood for, or the one with this code in our own lists."""
        known = self._catalogue.by_key.get(found.key)
        if known is None and self._kind == "csv":
            row = self._by_code.get(found.key)
            return Known(row) if row else None
        return known

    def _merge(self, entry: ImportEntry, found: FoundLocation) -> MergedEntry:
        verb, _, number = entry.choice.partition(":")
        chosen = self._by_id.get(number)
        if verb == "skip":
            return told_of(entry, found.name, "skipped", options=(UNDO,))
        if chosen is not None and verb in ("same", "list"):
            return self._update(entry, found, self._as_known(entry, chosen), verb)
        if verb == "new" and found.point:
            return self._add(entry, found)
        return self._propose(entry, found)

    def _as_known(self, entry: ImportEntry, row: Location) -> Known:
        named = self._named[entry.id]
        return named if named and named.row is row else Known(row)

    def _propose(self, entry: ImportEntry, found: FoundLocation) -> MergedEntry:
        known = self._named[entry.id]
        if known and not self._doubtful(known.row, found):
            return self._update(entry, found, known, "")
        if known:
            sentence = (
                f"Onder dit nummer kennen wij ‘{known.row.name}’, op een andere plek. Is het"
                " dezelfde locatie, of kreeg een andere hetzelfde nummer?"
            )
            return self._ask(entry, found, known.row, sentence, "list")
        if found.point is None:
            return self._without_spot(entry, found)
        return self._by_spot(entry, found, found.point)

    def _without_spot(self, entry: ImportEntry, found: FoundLocation) -> MergedEntry:
        """The one location of this name, or an address that waits to be looked up."""
        named = self._places.called(found.name)
        if len(named) == 1:
            return self._update(entry, found, Known(self._free[named[0].id]), "same")
        return told_of(entry, found.name, "waiting", details=(str(found.address or ""),))

    def _by_spot(self, entry: ImportEntry, found: FoundLocation, point: Point) -> MergedEntry:
        """What looks like it, or a new one."""
        match = self._places.best(Place(0, found.name, point, found.type))
        if match is None:
            return self._add(entry, found) if self._inside(point) else _outside(entry, found)
        row, alike = self._free[match[0].id], match[1]
        if alike.certain:
            return self._update(entry, found, Known(row), "same")
        apart = f"{alike.metres} m verderop" if alike.metres else "op dezelfde plek"
        sentence = f"Is dit ‘{row.name}’{f' ({row.type})' if row.type else ''}, {apart}?"
        return self._ask(entry, found, row, sentence, "same")

    def _doubtful(self, row: Location, found: FoundLocation) -> bool:
        """Whether a key seems to have gone to another location."""
        return found.point is not None and differ(
            _place(row), Place(0, found.name, found.point, found.type)
        )

    def _inside(self, point: Point) -> bool:
        boundary = self._catalogue.neighbourhood.boundary
        return boundary is None or contains(boundary, point)

    def _update(
        self, entry: ImportEntry, found: FoundLocation, known: Known, verb: str
    ) -> MergedEntry:
        given, said = given_of_location(found), known.said or {}
        row = known.row
        told = compare(known_of(row, given), given, said, trust=verb != "same", wins=verb == "list")
        named = f"{found.name} (hier: {row.name})" if found.name != row.name else found.name
        put(row, told.values)
        row.revision += bool(told.news)
        self._catalogue.told[found.key] = row, said | given
        options: tuple[Option, ...] = ()
        if told.kept:
            options = (Option(f"list:{row.id}", "Neem ook hier over wat de lijst zegt"),)
        if entry.choice:
            options = (*options, UNDO)
        return told_of(
            entry,
            named,
            "changed" if told.news else "same",
            details=words.changes(told.news),
            kept=words.kept(told.kept),
            options=options,
        )

    def _ask(
        self, entry: ImportEntry, found: FoundLocation, row: Location, sentence: str, verb: str
    ) -> MergedEntry:
        given = given_of_location(found)
        told = compare(known_of(row, given), given, {}, trust=verb != "same", wins=verb == "list")
        effect = words.changes(told.news) or ("Er verandert dan niets.",)
        same = Option(f"{verb}:{row.id}", f"Ja, dit is {row.name}: werk haar bij", effect)
        return told_of(entry, found.name, "unsure", details=(sentence,), options=(same, _ADD, SKIP))

    def _add(self, entry: ImportEntry, found: FoundLocation) -> MergedEntry:
        given = given_of_location(found)
        code = self._code(found)
        row = Location(
            neighbourhood_id=self._catalogue.neighbourhood.id, code=code, priority=5, revision=0
        )
        put(row, given)
        self._by_code[code] = row
        self._session.add(row)
        self._catalogue.rows.append(row)
        self._catalogue.told[found.key] = row, given
        options = (UNDO,) if entry.choice else (SKIP,)
        detail = ", ".join(filter(None, (found.type, str(found.address or ""))))
        details = (detail,) if detail else ()
        return told_of(entry, found.name, "new", details=details, options=options)

    def _code(self, found: FoundLocation) -> str:
        """The list's own where it can be one, so that its other lists find the location."""
        fits = self._kind == "csv" and len(found.key) <= 60 and re.fullmatch(CODE, found.key)
        if fits and found.key not in self._by_code:
            return found.key
        return free_code(found.name, self._by_code.keys() | self._catalogue.in_lists)


def _place(row: Location) -> Place:
    return Place(row.id, row.name, Point(row.lat, row.lon), row.type)


def _outside(entry: ImportEntry, found: FoundLocation) -> MergedEntry:
    options = (Option("new", "Voeg haar toch toe"),)
    details = (str(found.address),) if found.address and str(found.address) else ()
    return told_of(entry, found.name, "outside", details=details, options=options)
