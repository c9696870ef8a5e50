"""Wijken: adding one, changing what is known of it, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wijksafari.errors import FieldsError, StaleError
from wijksafari.models import Activity, Location, Neighbourhood, Practice, Safari
from wijksafari.planning.boundary import GeoJson, contains
from wijksafari.planning.route import Point
from wijksafari.services.accounts.accounts import find_user, set_membership
from wijksafari.services.accounts.roles import WijkRole
from wijksafari.services.catalogue.catalogue import all_neighbourhoods
from wijksafari.services.evenings.holidays import SchoolRegion
from wijksafari.services.journal import Actor
from wijksafari.services.texts.names import name_key
from wijksafari.services.wijken.neighbourhoods import slug_of
from wijksafari.services.wijken.street_fetch import ask_streets

_TAKEN = "Er is al een wijk met deze naam. Kies een andere naam, met de plaats erbij bijvoorbeeld."


@dataclass(frozen=True, slots=True, kw_only=True)
class WijkEntry:
    """What people say of a wijk; the fields mean what a Neighbourhood's say."""

    name: str
    school_region: SchoolRegion
    place: str
    meeting_name: str
    meeting_point: Point


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a wijk; ``outside`` are locations beyond its boundary."""

    locations: int
    outside: int
    activities: int
    practices: int
    safaris: int


def add_wijk(
    session: Session,
    entry: WijkEntry,
    boundary: GeoJson | None,
    *,
    role: WijkRole,
    actor: Actor,
    now: datetime,
) -> Neighbourhood:
    """A new wijk, in which ``actor`` works as ``role``; its streets are asked for.

    Raises FieldsError where there is a wijk of that name.
    """
    _check_name(session, entry.name)
    row = Neighbourhood(slug=slug_of(entry.name), streets="", boundary=boundary)
    _write(row, entry)
    session.add(row)
    try:
        session.flush()
    except IntegrityError:
        # Somebody else added it in the same moment, or its name looks the same in addresses.
        raise FieldsError({"naam": _TAKEN}) from None
    if actor.user_id is not None:
        set_membership(session, find_user(session, actor.user_id), row.slug, role)
    if boundary or entry.place:
        ask_streets(session, row, "refresh", actor=actor, now=now)
    return row


def change_wijk(
    session: Session,
    row: Neighbourhood,
    entry: WijkEntry,
    boundary: GeoJson | None,
    *,
    without_boundary: bool = False,
    seen: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was typed. With a new boundary or place the streets are asked for again.

    ``boundary`` takes the place of the old one; None keeps that, unless
    ``without_boundary``. Raises StaleError where the wijk changed since revision
    ``seen``, FieldsError where another wijk has that name.
    """
    session.refresh(row, with_for_update=True)
    if row.revision != seen:
        raise StaleError("Iemand anders heeft deze wijk intussen gewijzigd.")
    _check_name(session, entry.name, but=row)
    moved = entry.place != row.place and bool(entry.place)
    _write(row, entry)
    row.revision += 1
    if boundary is not None:
        row.boundary = boundary
        ask_streets(session, row, "boundary", actor=actor, now=now)
    elif without_boundary:
        row.boundary = None
    elif moved:
        ask_streets(session, row, "place", actor=actor, now=now)
    session.flush()


def counts_of(session: Session, row: Neighbourhood) -> Counts:
    """How much there is in the wijk."""
    spots = session.execute(
        select(Location.lat, Location.lon).filter_by(neighbourhood_id=row.id)
    ).all()
    boundary = row.boundary
    inside = [boundary is None or contains(boundary, Point(*spot)) for spot in spots]
    held = select(func.count(Activity.id)).join(Location)
    return Counts(
        locations=len(spots),
        outside=len(inside) - sum(inside),
        activities=session.scalar(held.where(Location.neighbourhood_id == row.id)) or 0,
        practices=_count(session, row, Practice),
        safaris=_count(session, row, Safari),
    )


def _count(session: Session, row: Neighbourhood, table: type[Practice] | type[Safari]) -> int:
    query = select(func.count(table.id)).filter_by(neighbourhood_id=row.id)
    if table is Practice:
        query = query.where(Practice.removed_at.is_(None))
    return session.scalar(query) or 0


def _check_name(session: Session, name: str, *, but: Neighbourhood | None = None) -> None:
    others = (each for each in all_neighbourhoods(session) if each is not but)
    if any(name_key(each.name) == name_key(name) for each in others):
        raise FieldsError({"naam": _TAKEN})


def _write(row: Neighbourhood, entry: WijkEntry) -> None:
    row.name = entry.name
    row.school_region = entry.school_region
    row.place = entry.place
    row.meeting_name = entry.meeting_name
    row.meeting_lat = entry.meeting_point.lat
    row.meeting_lon = entry.meeting_point.lon
