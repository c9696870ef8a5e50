"""Whether a group came to a stop: what took place stays so, also where the rest was broken off."""

from __future__ import annotations

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.live_news import ahead
from wijksafari.services.riding.riding import Ride, rides_of
from wijksafari.services.safaris.decision_checks import was_broken_off


def came_before_the_end(session: Session, safari: Safari, location_id: str) -> bool:
    """Whether a group had come to this stop when the evening was broken off, if it was."""
    return was_broken_off(session, safari) and any(
        location_id in stops_come_to(ride, broken_off=True) for ride in rides_of(session, safari)
    )


def stops_come_to(ride: Ride, *, broken_off: bool) -> frozenset[str]:
    """The agreed stops of a ride that is over, but those passed by or, broken off, not reached."""
    missed = {each.id for each in ride.skipped}
    if broken_off:
        missed |= {visit.location.id for visit in ahead(ride.tour)}
    return frozenset(visit.location.id for visit in ride.agreed.visits) - missed
