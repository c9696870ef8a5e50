"""A location that leaves the catalogue of its wijk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import Location, Neighbourhood
from wijksafari.services.catalogue.location_visits import safaris_along
from wijksafari.services.catalogue.rows import lock_location
from wijksafari.services.journal import Actor, note


def remove_location(
    session: Session, row: Location, *, confirmed: bool, actor: Actor, now: datetime
) -> None:
    """Take it out, with its activities, card and contacts; saved programmes keep the stop.

    Raises InputError where a safari to come visits it and that was not
    ``confirmed``, and NotFoundError where it is gone already.
    """
    row = lock_location(session, row.id)
    neighbourhood = session.get_one(Neighbourhood, row.neighbourhood_id)
    safaris = safaris_along(session, neighbourhood, row.code, now)
    if safaris and not confirmed:
        raise InputError(
            "Deze locatie is een stop op een wijksafari die nog komt. Zet een vinkje als zij toch"
            " uit de lijst mag, of plan eerst die avond anders."
        )
    for safari in safaris:
        sentence = f"{row.name} is uit de lijst met locaties gehaald, maar is nog een stop."
        note(session, safari, "change", sentence, actor=actor, now=now)
    session.delete(row)
    session.flush()
