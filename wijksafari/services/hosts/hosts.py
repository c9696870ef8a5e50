"""Who receives the groups at a stop, and how to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari import models
from wijksafari.models import Safari
from wijksafari.planning.problem import Location
from wijksafari.render.programme import line, promised_end
from wijksafari.services.safaris.safaris import tour_of

_RUNS_LATE = timedelta(hours=1)  # after the promised end


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Who to tell at a stop. ``email`` and ``phone`` are empty where nobody knows them."""

    location_id: str
    place: str
    name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def greeting(self) -> str:
        """Whom a mail greets: a person, or whoever is there."""
        return self.name or f"gastvrouw of gastheer van {self.place}"


def host_of(session: Session, safari: Safari, location: Location) -> Host:
    """The host of a stop, as the catalogue knows them now.

    Who is the contact there may have changed since the evening was planned; a
    location that left the catalogue has the contact it was planned with.
    """
    return host_at(
        location.id, location.name, in_catalogue(session, safari, location.id) or location
    )


def in_catalogue(session: Session, safari: Safari, location_id: str) -> models.Location | None:
    """The location as the wijk's list has it now; None once it left that."""
    query = select(models.Location).filter_by(
        neighbourhood_id=safari.neighbourhood_id, code=location_id
    )
    return session.scalar(query)


def host_at(location_id: str, place: str, known: models.Location | Location) -> Host:
    """The host of ``place``, by what is known of the location."""
    return Host(
        location_id=location_id,
        place=line(place),
        name=line(known.contact_name),
        email=known.contact_email,
        phone=line(known.contact_phone),
    )


def hosts_hear_until(safari: Safari) -> datetime:
    """After this moment no host waits for a group any longer."""
    return promised_end(tour_of(safari).itinerary) + _RUNS_LATE
