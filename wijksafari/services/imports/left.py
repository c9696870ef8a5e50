"""What a list told of before and tells of no more: for somebody to look at, never to be removed.

Nobody says of a file which list it is, and its name changes every month. It is
taken for the list it has most entries in common with, of those that were
brought in before: at least half of its own, or half of what that list told.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, ImportEntry
from wijksafari.planning.last_day import last_day
from wijksafari.services.catalogue.values import activity_value
from wijksafari.services.imports.locations import Catalogue
from wijksafari.services.imports.plan import Left, What
from wijksafari.services.texts.names import name_key


def keys_in(entries: Sequence[ImportEntry], what: What) -> frozenset[str]:
    """What the list calls its locations, or its activities."""
    return frozenset(
        each.item["key"] for each in entries if each.what == what and "key" in each.item
    )


def same_list(keys: Collection[str], known: Mapping[str, str]) -> str:
    """The id of the list that ``keys`` are of; empty for one that is new.

    ``known`` are the ids of the lists that each known key was last read from.
    """
    shared = Counter(known[key] for key in keys if known.get(key))
    ((list_id, count),) = shared.most_common(1) or (("", 0),)
    told = sum(each == list_id for each in known.values())
    return list_id if 2 * count >= min(len(keys), told) else ""


def new_list_id() -> str:
    """For a list that was never read before."""
    return secrets.token_hex(16)


def lists_of_locations(catalogue: Catalogue) -> dict[str, str]:
    """The id of the list that each location's key was last read from."""
    return {key: known.list_id for key, known in catalogue.by_key.items()}


def lists_of_activities(catalogue: Catalogue) -> dict[str, str]:
    """The id of the list that each activity's key was last read from."""
    return {row.source_key: row.source_list_id or "" for row in _activities(catalogue)}


def what_left(
    catalogue: Catalogue, entries: Sequence[ImportEntry], read_at: datetime
) -> tuple[Left, ...]:
    """What is still in the catalogue, and was in this list before but not at ``read_at``.

    What is over by then has not left: calendars drop it by themselves.
    """
    day = read_at.astimezone(AMSTERDAM).date()
    found = (*_locations(catalogue, entries), *_ongoing(catalogue, entries, day))
    # Shown by the page: each time in the same order, in which a name is found.
    return tuple(sorted(found, key=lambda left: (left.number > 0, name_key(left.title), left.code)))


def _locations(catalogue: Catalogue, entries: Sequence[ImportEntry]) -> Iterator[Left]:
    keys = keys_in(entries, "location")
    list_id = same_list(keys, lists_of_locations(catalogue))
    # One location may go by more keys, since two were merged.
    told = {known.row.id for key, known in catalogue.by_key.items() if key in keys}
    told |= {row.id for row, _ in catalogue.told.values()}
    for key, known in catalogue.by_key.items():
        if list_id and known.list_id == list_id and key not in keys and known.row.id not in told:
            told.add(known.row.id)
            yield Left("location", known.row.name, known.row.code)


def _ongoing(catalogue: Catalogue, entries: Sequence[ImportEntry], day: date) -> Iterator[Left]:
    keys = keys_in(entries, "activity")
    list_id = same_list(keys, lists_of_activities(catalogue))
    for row in _activities(catalogue):
        gone = list_id and row.source_list_id == list_id and row.source_key not in keys
        if gone and not _is_over(row, day):
            title = f"{row.title}, {row.location.name}"
            yield Left("activity", title, row.location.code, row.id)


def _is_over(row: Activity, day: date) -> bool:
    last = last_day(activity_value(row, row.location.code))
    return last is not None and last < day


def _activities(catalogue: Catalogue) -> Iterator[Activity]:
    rows = (each for row in catalogue.rows for each in row.activities)
    return (each for each in rows if each.source_key)
