"""Bringing the activities of a list into those of the wijk's locations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wijksafari.models import Activity, ImportEntry, Location
from wijksafari.planning.found import FoundActivity
from wijksafari.planning.patterns import pattern_words
from wijksafari.services.catalogue.activities import MOST_AT_LOCATION, value_of
from wijksafari.services.catalogue.activities_csv import found_value
from wijksafari.services.catalogue.values import add_activity
from wijksafari.services.imports import words
from wijksafari.services.imports.fields import (
    Comparison,
    compare,
    given_of_activity,
    known_of,
    put,
)
from wijksafari.services.imports.found_json import activity_from_json
from wijksafari.services.imports.locations import Catalogue
from wijksafari.services.imports.places import Places
from wijksafari.services.imports.plan import SKIP, UNDO, MergedEntry, Option, told_of
from wijksafari.services.texts.names import name_key

_SCHEDULE = ("opens", "closes", "rrule")
# These together are told as when it is held.
_WHEN = {
    *("opens", "closes", "rrule", "first_date", "until", "except_dates"),
    *("in_school_holidays", "on_public_holidays"),
}


def merge_activities(
    catalogue: Catalogue, entries: Sequence[ImportEntry], *, undecided: frozenset[str]
) -> tuple[MergedEntry, ...]:
    """Bring ``entries`` into the activities of the catalogue's locations; nothing is flushed.

    Activities are recognised by the list's key, or by their location, title and
    hours. ``undecided`` are the keys of the list's own locations that nobody
    decided about yet.
    """
    return tuple(_Merge(catalogue, entries, undecided).merged())


class _Merge:
    def __init__(
        self, catalogue: Catalogue, entries: Sequence[ImportEntry], undecided: frozenset[str]
    ) -> None:
        self._places = Places(catalogue, undecided)
        self._entries = [
            (each, None if each.problem else activity_from_json(each.item)) for each in entries
        ]
        every = [activity for row in catalogue.rows for activity in row.activities]
        self._by_id = {str(each.id): each for each in every}
        self._by_key = {each.source_key: each for each in every if each.source_key}
        self._by_key |= {exported_key(each): each for each in every if not each.source_key}
        keys = {found.key for _, found in self._entries if found}
        # What the list itself calls by another key is another activity to it.
        self._claimed = {id(row) for key, row in self._by_key.items() if key in keys}

    def merged(self) -> Iterator[MergedEntry]:
        for entry, found in self._entries:
            if found is None:
                title = str(entry.item.get("title", ""))
                yield told_of(entry, title, "fault", details=(entry.problem,))
            else:
                yield self._merge(entry, found)

    def _merge(self, entry: ImportEntry, found: FoundActivity) -> MergedEntry:
        verb, _, chosen = entry.choice.partition(":")
        if verb == "skip":
            return told_of(entry, found.title, "skipped", options=(UNDO,))
        if found.closes <= found.opens:
            sentence = "De activiteit eindigt niet op dezelfde dag na het begin."
            return told_of(entry, found.title, "fault", details=(sentence,))
        if verb in ("same", "list") and chosen in self._by_id:
            return self._update(entry, found, self._by_id[chosen], None, verb)
        known = self._by_key.get(found.key)
        place = self._places.of_code(chosen) if verb in ("at", "new") else None
        place = place or self._places.find(found) or (known.location if known else None)
        if known is not None and verb != "new":
            return self._update(entry, found, known, place, "")
        if place is None:
            return self._ask_where(entry, found)
        return self._at(entry, found, place, add=verb == "new")

    def _at(
        self, entry: ImportEntry, found: FoundActivity, place: Location, *, add: bool
    ) -> MergedEntry:
        """As it becomes at ``place``, where the list's key is not known yet."""
        alike = [] if add else self._alike(found, place)
        given = given_of_activity(found, {})
        for row in alike:
            known = known_of(row, _SCHEDULE)
            once = found.rrule is None and row.first_date != found.first_date
            if not once and all(known[field] == given[field] for field in _SCHEDULE):
                self._claimed.add(id(row))
                return self._update(entry, found, row, place, "same")
        if alike:
            return self._ask_same(entry, found, place, alike)
        return self._add(entry, found, place)

    def _alike(self, found: FoundActivity, place: Location) -> list[Activity]:
        """What is held there under this title, and is no other entry of the list."""
        title = name_key(found.title)
        return [
            row
            for row in place.activities
            if name_key(row.title) == title and id(row) not in self._claimed
        ]

    def _update(
        self,
        entry: ImportEntry,
        found: FoundActivity,
        row: Activity,
        place: Location | None,
        verb: str,
    ) -> MergedEntry:
        said = row.source_said if row.source_key == found.key else {}
        given = given_of_activity(found, said)
        told = compare(known_of(row, given), given, said, trust=verb != "same", wins=verb == "list")
        before = pattern_words(value_of(row))
        put(row, told.values)
        details = _changes(told, before, row)
        if place is not None and place is not row.location:
            details = (f"locatie: {row.location.name} → {place.name}", *details)
            row.location = place
        row.revision += bool(details)
        row.source_key = row.source_key or found.key
        if row.source_key == found.key:
            row.source_said = given
        kept = _kept(told, found, row)
        wins = (Option(f"list:{row.id}", "Neem ook hier over wat de lijst zegt"),)
        return told_of(
            entry,
            f"{found.title}, {row.location.name}",
            "changed" if details else "same",
            details=details,
            kept=kept,
            options=(*(wins if kept else ()), *((UNDO,) if entry.choice else ())),
        )

    def _add(self, entry: ImportEntry, found: FoundActivity, place: Location) -> MergedEntry:
        if len(place.activities) >= MOST_AT_LOCATION:
            sentence = f"{place.name} heeft er al {MOST_AT_LOCATION}. Verwijder er eerst een paar."
            return told_of(entry, found.title, "fault", details=(sentence,), options=(SKIP,))
        row = add_activity(place, found_value(found, place.code))
        row.source_key, row.source_said, row.revision = found.key, given_of_activity(found, {}), 0
        self._claimed.add(id(row))
        return told_of(
            entry,
            f"{found.title}, {place.name}",
            "new",
            details=(pattern_words(found_value(found, place.code)),),
            options=(UNDO,) if entry.choice else (SKIP,),
        )

    def _ask_same(
        self, entry: ImportEntry, found: FoundActivity, place: Location, alike: list[Activity]
    ) -> MergedEntry:
        when = pattern_words(found_value(found, place.code))
        same = tuple(
            Option(f"list:{row.id}", f"Ja: {pattern_words(value_of(row))} wordt {when}")
            for row in alike[:5]
        )
        add = Option(f"new:{place.code}", "Nee, dit komt erbij")
        sentence = f"{when}. Bij {place.name} is al iets met deze titel. Is het hetzelfde?"
        return told_of(
            entry, found.title, "unsure", details=(sentence,), options=(*same, add, SKIP)
        )

    def _ask_where(self, entry: ImportEntry, found: FoundActivity) -> MergedEntry:
        details = [pattern_words(found_value(found, ""))]
        if self._places.waits_for(found):
            details.append("Kies eerst wat er met de locatie gebeurt.")
        told = told_of(entry, found.title, "homeless", details=tuple(details))
        place = found.location_name or found.location_key
        return replace(told, place=place, suggestion=self._places.suggest(found))


def exported_key(row: Activity) -> str:
    """What our own lists call an activity that came from no other list."""
    return row.source_key or f"wijksafari-{row.id}"


def _changes(told: Comparison, before: str, row: Activity) -> tuple[str, ...]:
    when = any(each.field in _WHEN for each in told.news)
    rest = words.changes(each for each in told.news if each.field not in _WHEN)
    return (*((f"wanneer: {before} → {pattern_words(value_of(row))}",) if when else ()), *rest)


def _kept(told: Comparison, found: FoundActivity, row: Activity) -> tuple[str, ...]:
    rest = words.kept(each for each in told.kept if each.field not in _WHEN)
    known, said = pattern_words(value_of(row)), pattern_words(found_value(found, ""))
    # Two beginnings long ago read the same, and make no difference to anybody.
    if known == said or not any(each.field in _WHEN for each in told.kept):
        return rest
    return (f"wanneer: blijft {known}; de lijst zegt {said}", *rest)
