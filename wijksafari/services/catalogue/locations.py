"""A location of a wijk as its organisers keep it."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import StaleError
from wijksafari.models import (
    ContactPerson,
    HostRequest,
    Location,
    LocationSource,
    Neighbourhood,
    Safari,
)
from wijksafari.planning.route import Point
from wijksafari.services.cards.changes import mark_checked
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.catalogue.catalogue import lock_neighbourhood
from wijksafari.services.catalogue.locations_csv import CODE
from wijksafari.services.catalogue.rows import lock_location
from wijksafari.services.journal import Actor
from wijksafari.services.texts.names import TakenError, name_key
from wijksafari.services.wijken.neighbourhoods import slug_of

_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """Somebody else to turn to, with their ``function`` in their own words."""

    name: str
    function: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationEntry:
    """A location as somebody typed it; the fields mean what the table says of them.

    Empty texts are unknown; ``priority`` runs from 1 to 10.
    """

    name: str
    point: Point
    type: str = ""
    theme: str = ""
    other_themes: tuple[str, ...] = ()
    priority: int = 5
    address: str = ""
    entrance: str = ""
    bicycle_parking: str = ""
    accessibility: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    welzijnscoach_name: str = ""
    welzijnscoach_email: str = ""
    welzijnscoach_phone: str = ""
    contacts: tuple[ContactEntry, ...] = ()


# What stands in the row under the same name, as it is.
_PLAIN = tuple(
    each.name
    for each in fields(LocationEntry)
    if each.name not in ("point", "theme", "other_themes", "contacts")
)


def entry_of(row: Location) -> LocationEntry:
    """What the row says."""
    return LocationEntry(
        point=Point(row.lat, row.lon),
        theme=row.theme or "",
        other_themes=tuple(row.other_themes),
        contacts=tuple(_contact_entry(each) for each in row.contacts),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def new_location(session: Session, neighbourhood: Neighbourhood, entry: LocationEntry) -> Location:
    """A row for ``entry``, under a code made of its name; the same entry twice is one row.

    Raises TakenError where another location of the wijk has the name.
    """
    # Two who add the same place at once: the second sees what the first did.
    lock_neighbourhood(session, neighbourhood)
    rows = list(session.scalars(select(Location).filter_by(neighbourhood_id=neighbourhood.id)))
    for row in rows:
        if name_key(row.name) != name_key(entry.name):
            continue
        if entry_of(row) == entry:
            return row
        raise TakenError(
            "name",
            f"Er is al een locatie ‘{row.name}’ in deze wijk. Wijzig die, of geef deze een naam"
            " die het verschil zegt.",
        )
    row = Location(
        neighbourhood_id=neighbourhood.id,
        code=free_code(
            entry.name,
            {each.code for each in rows}
            | codes_in_lists(session, neighbourhood)
            | _codes_of_hosts(session, neighbourhood),
        ),
        revision=0,
    )
    _fill(row, entry)
    session.add(row)
    session.flush()
    return row


def change_location(session: Session, row: Location, entry: LocationEntry, *, seen: int) -> None:
    """Have the row say ``entry``.

    ``seen`` is the revision somebody had before them. Raises StaleError where
    the row says something else by now, NotFoundError where it is gone.
    """
    row = lock_location(session, row.id)
    if entry_of(row) == entry:
        return
    if row.revision != seen:
        raise StaleError(
            "Iemand anders heeft deze locatie intussen gewijzigd. Uw wijziging is niet bewaard,"
            " maar staat nog op deze pagina."
        )
    _fill(row, entry)
    row.revision += 1
    session.flush()


def check_location(
    session: Session, row: Location, *, seen: str, actor: Actor, now: datetime
) -> None:
    """``actor`` found the location and its card true, as of the card's revision ``seen``.

    Raises StaleError where either was changed since, NotFoundError where it is gone.
    """
    row = lock_location(session, row.id)
    if card_of(session, row).revision != seen:
        raise StaleError(
            "Deze locatie is intussen gewijzigd, dus zij is nog niet als nagekeken genoteerd. Ga"
            " terug, kijk wat er nu staat, en druk dan nog eens op “Alles klopt”."
        )
    mark_checked(row, actor, now)
    session.flush()


def codes_in_lists(session: Session, neighbourhood: Neighbourhood) -> set[str]:
    """What CSV lists call locations of the wijk, also by the code of one that was merged since.

    Under such a code a list would go on about the other location.
    """
    query = select(LocationSource.key).filter_by(neighbourhood_id=neighbourhood.id, kind="csv")
    return set(session.scalars(query))


def _codes_of_hosts(session: Session, neighbourhood: Neighbourhood) -> set[str]:
    """The stops that were asked, so that no mail about one goes to whoever takes its name later."""
    query = select(HostRequest.location_code).join(Safari, Safari.id == HostRequest.safari_id)
    return set(session.scalars(query.where(Safari.neighbourhood_id == neighbourhood.id)))


def free_code(name: str, taken: Container[str]) -> str:
    """A code for a new location called ``name`` that nothing else in the wijk has."""
    base = slug_of(name)[: _LONGEST_CODE - 5].strip("-")
    if base not in taken and re.fullmatch(CODE, base):
        return base
    return next(code for n in count(2) if (code := f"{base}-{n}") not in taken)


def _contact_entry(row: ContactPerson) -> ContactEntry:
    return ContactEntry(name=row.name, function=row.function, email=row.email, phone=row.phone)


def _fill(row: Location, entry: LocationEntry) -> None:
    values: dict[str, Any] = {name: getattr(entry, name) for name in _PLAIN}
    values |= {"lat": entry.point.lat, "lon": entry.point.lon}
    values |= {"theme": entry.theme or None, "other_themes": list(entry.other_themes)}
    for name, value in values.items():
        setattr(row, name, value)
    if entry.contacts != tuple(_contact_entry(each) for each in row.contacts):
        row.contacts = [ContactPerson(**asdict(each)) for each in entry.contacts]
