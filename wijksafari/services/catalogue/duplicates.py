"""Locations of a wijk that look like one, and those that somebody said are two."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from wijksafari.models import DistinctPair, Location, Neighbourhood
from wijksafari.planning.duplicates import Pair, Place, Resemblance, metres_between, pairs
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.catalogue import find_location
from wijksafari.services.catalogue.location_merge import lock_two, seen_of
from wijksafari.services.catalogue.location_moves import note_distinct
from wijksafari.services.catalogue.location_visits import stops_to_come

MOST_SHOWN = 50
_TOLD = (
    *("type", "theme", "address", "entrance", "bicycle_parking", "accessibility"),
    *("contact_name", "contact_email", "contact_phone", "welzijnscoach_name"),
)


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two locations that may be one. ``keep`` is the code of the one that had better stay.

    ``resemblance`` is None where somebody put the two side by side without it.
    """

    first: Location
    second: Location
    metres: int
    resemblance: Resemblance | None
    keep: str

    @property
    def seen(self) -> str:
        """What somebody has before them, to tell whether it changed since."""
        return seen_of(self.first, self.second)


def look_alikes(
    session: Session, neighbourhood: Neighbourhood, now: datetime
) -> tuple[LookAlike, ...]:
    """The pairs that look most alike, without those that somebody said are two."""
    places = _places(session, neighbourhood)
    distinct = _distinct(session, [each.id for each in places])
    found = [each for each in pairs(places) if (each.first, each.second) not in distinct]
    shown = found[:MOST_SHOWN]
    rows = _rows(session, {number for each in shown for number in (each.first, each.second)})
    along = _along(session, neighbourhood, now)
    return tuple(_look_alike(rows, each, along) for each in shown)


def side_by_side(
    session: Session, neighbourhood: Neighbourhood, one: str, other: str, now: datetime
) -> LookAlike:
    """Two locations by their codes, alike or not. Raises NotFoundError."""
    first, second = (find_location(session, neighbourhood, code) for code in (one, other))
    metres = round(metres_between(Point(first.lat, first.lon), Point(second.lat, second.lon)))
    keep = _better(first, second, _along(session, neighbourhood, now))
    return LookAlike(first, second, metres, None, keep)


def call_distinct(session: Session, neighbourhood: Neighbourhood, one: str, other: str) -> None:
    """Note that two locations, by their codes, are two. Raises what ``lock_two`` does."""
    first, second = lock_two(session, neighbourhood, one, other)
    note_distinct(session, first.id, second.id)


def _distinct(session: Session, ids: Iterable[int]) -> set[tuple[int, int]]:
    known = set(ids)
    every = session.execute(select(DistinctPair.first_id, DistinctPair.second_id))
    return {(first, second) for first, second in every if first in known}


def _along(session: Session, neighbourhood: Neighbourhood, now: datetime) -> frozenset[str]:
    """The codes of the locations where a group comes soon."""
    stops = stops_to_come(session, neighbourhood, now)
    return frozenset(visit.location.id for _, visit in stops)


def _look_alike(rows: Mapping[int, Location], pair: Pair, along: Container[str]) -> LookAlike:
    first, second = rows[pair.first], rows[pair.second]
    keep = _better(first, second, along)
    return LookAlike(first, second, pair.resemblance.metres, pair.resemblance, keep)


def _better(first: Location, second: Location, along: Container[str]) -> str:
    """The code of the one that is a stop soon, or else of which most is known."""

    def weight(row: Location) -> tuple[bool, int]:
        told = sum(bool(getattr(row, name)) for name in _TOLD)
        return row.code in along, told + 2 * len(row.activities) + 5 * bool(row.checked_at)

    return max((first, second), key=weight).code


def _places(session: Session, neighbourhood: Neighbourhood) -> list[Place]:
    """Every location as far as likeness goes: whole rows of thousands take ten times as long."""
    columns = Location.id, Location.name, Location.lat, Location.lon, Location.type
    mine = Location.neighbourhood_id == neighbourhood.id
    query = select(*columns).where(mine).order_by(Location.name, Location.id)
    return [
        Place(number, name, Point(lat, lon), kind)
        for number, name, lat, lon, kind in session.execute(query)
    ]


def _rows(session: Session, numbers: Collection[int]) -> dict[int, Location]:
    """These locations with all that hangs on them."""
    whole = selectinload(Location.activities), selectinload(Location.contacts)
    query = select(Location).where(Location.id.in_(numbers)).options(*whole)
    return {row.id: row for row in session.scalars(query)}
