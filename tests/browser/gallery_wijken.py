"""Wijken for the exhibition: one with a boundary, one being fetched, one with nothing yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import ACTOR
from wijksafari.models import Membership, Neighbourhood, User
from wijksafari.services.background_work import beat
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.wijken.street_fetch import ask_streets, fail, take_up

BOUNDARY = {
    "type": "Polygon",
    "coordinates": [
        [[4.383, 52.038], [4.402, 52.040], [4.400, 52.049], [4.386, 52.050], [4.383, 52.038]]
    ],
}
LONG_PLACE = "Wijkwijk" + "k" * 192  # as long as it may be, no space to break at


def hang_wijken(session: Session, adviser: User) -> None:
    """Draw a boundary, and add two wijken in which ``adviser`` works."""
    proefwijk = find_neighbourhood(session, "proefwijk")
    proefwijk.boundary, proefwijk.streets_at = BOUNDARY, NOW
    _wijk(session, adviser, "leegwijk", place="", streets="")
    failed = _wijk(session, adviser, "mislukwijk", place=LONG_PLACE, streets="")
    ask_streets(session, failed, actor=ACTOR, now=NOW)
    fetching = take_up(session, NOW)
    if fetching is not None:
        fail(session, fetching.claim, f"Er is geen wijk gevonden voor “{LONG_PLACE}”.", NOW)
    busy = _wijk(session, adviser, "ophaalwijk", place="Nootdorp", streets="")
    ask_streets(session, busy, actor=ACTOR, now=NOW)
    fetching = take_up(session, NOW)
    if fetching is not None:
        beat(session, fetching.claim, NOW, "12,3 MB ontvangen van overpass-api.de.")
    session.flush()


def _wijk(session: Session, adviser: User, slug: str, **values: Any) -> Neighbourhood:
    row = Neighbourhood(
        slug=slug,
        name=f"{slug.capitalize()}{'k' * 120}"[:120],
        school_region="Midden",
        meeting_name="V" * 120,
        meeting_lat=52.0444,
        meeting_lon=4.3954,
        **values,
    )
    session.add(row)
    session.flush()
    session.add(Membership(user_id=adviser.id, neighbourhood_id=row.id, role="ros_adviser"))
    return row
