"""What a list says about a location or an activity, field by field, beside what is known.

A list is believed where it says something new: not where it says nothing, and
not where it still says what it said last time and somebody changed that since.
Values are those of JSON, so that what was said can be kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import String

from wijksafari.models import Activity, Location
from wijksafari.planning.duplicates import metres_between
from wijksafari.planning.found import FoundActivity, FoundLocation
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.activities_csv import BEFORE_ANY_EVENING

Given = dict[str, Any]

_SAME_SPOT_METRES = 2
_LOCATION_FIELDS = (
    *("name", "type", "theme", "other_themes", "priority"),
    *("entrance", "bicycle_parking", "accessibility"),
    *("contact_name", "contact_email", "contact_phone"),
    *("welzijnscoach_name", "welzijnscoach_email", "welzijnscoach_phone"),
)
_TIMES = ("opens", "closes")
_DATES = ("first_date", "until")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which a list says something else than is known."""

    field: str
    known: Any
    said: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a list is to be taken over (``news``), and where what is known stays (``kept``)."""

    news: tuple[Difference, ...]
    kept: tuple[Difference, ...]

    @property
    def values(self) -> Given:
        """What changes, by field."""
        return {each.field: each.said for each in self.news}


def compare(
    known: Given, given: Given, said: Mapping[str, Any], *, trust: bool, wins: bool = False
) -> Comparison:
    """What of ``given`` is news to what is ``known``.

    ``said`` is what the list said last time. ``trust``: believe the list where
    it never spoke before and something else is known; otherwise it only fills
    what is empty. ``wins``: believe it everywhere.
    """
    news: list[Difference] = []
    kept: list[Difference] = []
    for field, told in given.items():
        now = known[field]
        value = told if wins else _together(field, now, told, said.get(field))
        if _same(field, now, value):
            continue
        fresh = value != said[field] if field in said else trust or now in ("", None, [])
        (news if wins or fresh else kept).append(Difference(field, now, value))
    return Comparison(tuple(news), tuple(kept))


def known_of(row: Location | Activity, fields: Iterable[str]) -> Given:
    """What is known of ``fields``, in the form lists say it."""
    return {field: _known(row, field) for field in fields}


def put(row: Location | Activity, values: Given) -> None:
    """Write ``values`` into the row."""
    for field, value in values.items():
        if field == "spot" and isinstance(row, Location):
            row.lat, row.lon = value
        elif field in _TIMES:
            setattr(row, field, time.fromisoformat(value))
        elif field in _DATES:
            setattr(row, field, date.fromisoformat(value) if value else None)
        else:
            setattr(row, field, value)


def given_of_location(found: FoundLocation) -> Given:
    """What the list says of a location; it never says that something is empty."""
    values = {field: getattr(found, field) for field in _LOCATION_FIELDS}
    given = {field: _fitting(field, value) for field, value in values.items() if value}
    if found.address and str(found.address):
        given["address"] = _fitting("address", str(found.address))
    if found.point:
        given["spot"] = [found.point.lat, found.point.lon]
    return given


def given_of_activity(found: FoundActivity, said: Mapping[str, Any]) -> Given:
    """What the list says of an activity: also that something is empty that it said before."""
    given: Given = {
        "title": _fitting("title", found.title),
        "kind": found.kind,
        "rrule": found.rrule,
        "first_date": found.first_date.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "except_dates": sorted(each.isoformat() for each in found.except_dates),
        "opens": found.opens.isoformat(),
        "closes": found.closes.isoformat(),
        "in_school_holidays": found.in_school_holidays,
        "on_public_holidays": found.on_public_holidays,
        "min_visit_minutes": found.min_visit_minutes,
        "max_visit_minutes": found.max_visit_minutes,
    }
    if found.rrule and found.first_date == BEFORE_ANY_EVENING:
        del given["first_date"]  # the list left it open
    empty = (field for field, value in given.items() if value in (None, []) and field not in said)
    for field in list(empty):
        if field != "rrule":
            del given[field]
    return given


def _known(row: Location | Activity, field: str) -> Any:
    if isinstance(row, Location) and field == "spot":
        return [row.lat, row.lon]
    value = getattr(row, field)
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if field == "theme" and value is None else value


def _fitting(field: str, value: Any) -> Any:
    """No longer than there is room for; a tuple becomes a list, as in JSON."""
    if isinstance(value, str):
        column = (Activity if field == "title" else Location).__table__.c[field]
        return value[: column.type.length] if isinstance(column.type, String) else value
    return list(value) if isinstance(value, tuple) else value


def _together(field: str, known: Any, told: Any, said: Any) -> Any:
    """What the list tells; dates that it adds or takes away leave those that people set."""
    if field != "except_dates" or said is None:
        return sorted({*known, *told}) if field == "except_dates" else told
    return sorted({*known, *told} - (set(said) - set(told)))


def _same(field: str, known: Any, value: Any) -> bool:
    if field == "spot":
        return metres_between(Point(*known), Point(*value)) <= _SAME_SPOT_METRES
    return bool(known == value)
