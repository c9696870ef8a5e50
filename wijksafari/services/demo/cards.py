"""The demo's referral cards: fictional, like its locations."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Location, Neighbourhood, ReferralCard
from wijksafari.planning.card_facts import OF_LOCATION, CardFacts
from wijksafari.services.cards.changes import mark_checked, write_facts
from wijksafari.services.journal import Actor
from wijksafari.services.texts.csv_rows import Row, read_table

CHECKED_BY = Actor(None, "Karim Kwartiermaker (verzonnen)")
_TEXTS = (
    *("offers", "for_whom", "not_for_whom", "refer_phone", "refer_email", "refer_note"),
    *("response_time", "cost", "languages", "accessibility", "feedback"),
)
_LISTS = ("ways", "who_may_refer")
_WELZIJNSCOACH = ("welzijnscoach_name", "welzijnscoach_phone")
COLUMNS = ("location_id", *_TEXTS, *_LISTS, *_WELZIJNSCOACH, "checked_days_ago")


def put_demo_cards(
    session: Session, neighbourhood: Neighbourhood, source: Path, now: datetime
) -> None:
    """Write the cards in ``source`` on the wijk's locations that have none yet."""
    query = (
        select(Location)
        .outerjoin(ReferralCard)
        .where(Location.neighbourhood_id == neighbourhood.id, ReferralCard.id.is_(None))
    )
    without = {row.code: row for row in session.scalars(query)}
    for row in read_table(source, COLUMNS).rows:
        location = without.get(row.cells["location_id"])
        if location is not None:
            _put(session, location, row, now)
    session.flush()


def _put(session: Session, location: Location, row: Row, now: datetime) -> None:
    values: dict[str, Any] = {name: getattr(location, name) for name in OF_LOCATION}
    values |= {name: row.cells[name] for name in _TEXTS}
    values |= {name: tuple(row.cells[name].split(";")) for name in _LISTS}
    write_facts(session, location, CardFacts(**values))
    for name in _WELZIJNSCOACH:
        setattr(location, name, row.cells[name])
    checked_at = now - timedelta(days=int(row.cells["checked_days_ago"]))
    mark_checked(location, CHECKED_BY, checked_at)
