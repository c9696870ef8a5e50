"""Where the doors of a saved evening's stops are and whom to ask there, as is known by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari import models
from wijksafari.models import Safari
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.problem import Location
from wijksafari.services.catalogue.values import location_value

# The rest is as it was agreed: another name or spot in the catalogue moves no evening.
_FOLLOWED = ("contact_name", "contact_email", "contact_phone", "entrance", "bicycle_parking")


def stops_now(
    session: Session, safari: Safari, itineraries: Iterable[Itinerary]
) -> Mapping[str, Location]:
    """The stops by id, with doors, bicycles and contacts as the catalogue has them now.

    A location that left the catalogue is as it was planned.
    """
    planned = {visit.location.id: visit.location for each in itineraries for visit in each.visits}
    query = select(models.Location).filter_by(neighbourhood_id=safari.neighbourhood_id)
    rows = session.scalars(query.where(models.Location.code.in_(planned)))
    known = {row.code: location_value(row) for row in rows}
    return {code: _followed(stop, known.get(code, stop)) for code, stop in planned.items()}


def as_known_now(session: Session, safari: Safari, itinerary: Itinerary) -> Itinerary:
    """The programme with its stops as ``stops_now`` tells."""
    stops = stops_now(session, safari, [itinerary])
    visits = (replace(each, location=stops[each.location.id]) for each in itinerary.visits)
    return replace(itinerary, visits=tuple(visits))


def _followed(planned: Location, known: Location) -> Location:
    return replace(planned, **{name: getattr(known, name) for name in _FOLLOWED})
