"""A location that leaves the catalogue of its wijk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import Location, Neighbourhood, Safari
from wijksafari.services.card_changes import lock_location
from wijksafari.services.group_changes import safaris_to_come
from wijksafari.services.journal import Actor, note
from wijksafari.services.riding_groups import groups_of


def safaris_along(
    session: Session, neighbourhood: Neighbourhood, code: str, now: datetime
) -> list[Safari]:
    """The safaris to come of which any group visits the location, the soonest first."""
    coming = safaris_to_come(session, neighbourhood, now)
    along = [safari for safari in coming if code in _stops(session, safari)]
    return sorted(along, key=lambda safari: (safari.starts_at, safari.id))


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


def _stops(session: Session, safari: Safari) -> set[str]:
    tours = (group.tour for group in groups_of(session, safari))
    return {visit.location.id for tour in tours for visit in tour.itinerary.visits}
