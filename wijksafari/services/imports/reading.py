"""Locations or activities from a CSV file of any origin: what can be read, and why not the rest."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from wijksafari.errors import InputError
from wijksafari.planning.found import Found, FoundActivity, FoundLocation
from wijksafari.planning.windows import check_activity
from wijksafari.planning.words import listed
from wijksafari.services.catalogue.activities_csv import found_value, read_activity
from wijksafari.services.catalogue.locations_csv import read_location
from wijksafari.services.imports.columns import (
    ACTIVITY_COLUMNS,
    LOCATION_COLUMNS,
    Translated,
    every_spelling,
    translated,
)
from wijksafari.services.texts.csv_cells import Cells
from wijksafari.services.texts.csv_rows import Table, read_table
from wijksafari.services.texts.names import name_key

_MOST_IMPOSSIBLE = 10
_LONGEST_READABLE_KEY = 120
_NEEDED = (
    "De eerste rij mist kolommen. Voor locaties zijn nodig: name (of naam), en latitude en"
    " longitude of anders address (of adres) met postcode of city (of plaats). Voor activiteiten:"
    " title (of titel), opens (of van), closes (of tot), en location_id of location_name (of"
    " locatie)."
)
Item = TypeVar("Item", FoundLocation, FoundActivity)


def read_catalogue(content: bytes) -> Found:
    """Read a list of locations or of activities, under the column names of catalogue_columns.py.

    A row with a problem is left out and told in ``problems``. Raises InputError
    where the list as a whole cannot be read.
    """
    table = read_table(content, every_spelling(LOCATION_COLUMNS, ACTIVITY_COLUMNS))
    of_rows = {row.problem for row in table.rows}
    if whole := [each for each in table.problems if each not in of_rows]:
        raise InputError(whole)
    activities = translated(table, ACTIVITY_COLUMNS)
    told = activities.headings.keys()
    if {"title", "opens", "closes"} <= told and told & {"location_id", "location_name"}:
        return _activities(table, activities)
    locations = translated(table, LOCATION_COLUMNS)
    told = locations.headings.keys()
    if "name" in told and ({"latitude", "longitude"} <= told or "address" in told):
        return _locations(table, locations)
    found = ", ".join(each[:40] for each in table.columns if each)
    raise InputError(f"{_NEEDED} Gevonden: {found}.")


def _locations(table: Table, rows: Translated) -> Found:
    problems: list[str] = []
    found: dict[str, FoundLocation] = {}
    for cells, location in _good(rows, read_location, problems):
        key = cells.text("id", 120) or _key(location.name, str(location.address or ""))
        if key in found:
            cells.problem(f"dezelfde als {found[key].where}; deze rij is overgeslagen.")
        else:
            found[key] = replace(location, key=key)
    return Found(
        kind="csv",
        locations=tuple(found.values()),
        problems=tuple(problems),
        notices=_notices(table, rows),
    )


def _activities(table: Table, rows: Translated) -> Found:
    problems: list[str] = []
    found: dict[str, FoundActivity] = {}
    seen, impossible = Counter[str](), 0
    for cells, activity in _good(rows, read_activity, problems):
        location, place = cells.text("location_id", 120), cells.text("location_name", 120)
        # Proving that a rule yields no date takes long; a few such rows tell enough.
        wrong = impossible < _MOST_IMPOSSIBLE and check_activity(
            found_value(activity, location), f"Rij {cells.number}"
        )
        if wrong:
            impossible += 1
            problems += wrong
            continue
        named = _key(location or place, activity.title)
        seen[named] += 1
        key = cells.text("id", 120) or f"{named}/{seen[named]}"
        if key in found:
            cells.problem(f"dezelfde als {found[key].where}; deze rij is overgeslagen.")
            continue
        found[key] = replace(activity, key=key, location_key=location, location_name=place)
    return Found(
        kind="csv",
        activities=tuple(found.values()),
        problems=tuple(problems),
        notices=_notices(table, rows),
    )


def _good(
    rows: Translated, read: Callable[[Cells], Item | None], problems: list[str]
) -> Iterator[tuple[Cells, Item]]:
    """The rows in which all is well; of the others ``problems`` tells what is not."""
    for row in rows.rows:
        if row.problem:
            problems.append(row.problem)
            continue
        cells = Cells(row, problems, rows.headings)
        item = read(cells)
        if cells.good and item is not None:
            yield cells, item


def _key(*words: str) -> str:
    """What to know a row by that has no id of its own."""
    key = "/".join(name_key(word) for word in words)
    if len(key) <= _LONGEST_READABLE_KEY:
        return key
    return hashlib.sha256(key.encode()).hexdigest()


def _notices(table: Table, rows: Translated) -> tuple[str, ...]:
    """What was left out; also columns that only the other sort of list has."""
    doubles = {rows.headings[ours]: others for ours, others in rows.others.items()}
    told = [_double(counts, others) for counts, others in doubles.items()]
    used = {*rows.headings.values(), *chain(*doubles.values())}
    idle = [each for each in table.columns if each and each not in used]
    named = ", ".join(each[:40] for each in idle)
    rest: Sequence[str] = [each for each in table.notices if "onbekend" not in each]
    return (*told, *([f"Overgeslagen, want onbekend: kolom {named}."] if idle else []), *rest)


def _double(counts: str, others: Sequence[str]) -> str:
    same = listed(f"‘{each}’" for each in (counts, *others))
    return f"De kolommen {same} betekenen hetzelfde: alleen ‘{counts}’ telt."
