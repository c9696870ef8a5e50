"""Locations with something on their referral card."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import ACTOR, create_location
from wijksafari.models import Location
from wijksafari.planning.card_facts import CardFacts
from wijksafari.services.cards.changes import change_card
from wijksafari.services.cards.referral_cards import card_of

FACTS = CardFacts(
    offers="Samen koken en eten",
    for_whom="Wie alleen is",
    ways=("phone",),
    who_may_refer=("gp", "practice_assistant"),
    contact_name="Greet Gastvrouw",
    contact_phone="06-12345601",
)


def create_card(
    session: Session,
    code: str = "linde",
    facts: CardFacts = FACTS,
    *,
    now: datetime = NOW,
    **location: Any,
) -> Location:
    """The location of this code in the wijk, with ``facts`` on its card, checked ``now``."""
    known = select(Location).filter_by(code=code)
    row = session.scalar(known) or create_location(session, code=code, **location)
    seen = card_of(session, row).revision
    change_card(session, row, facts, seen=seen, checked=True, actor=ACTOR, now=now)
    return row
