"""Writing on a referral card, and saying that all of it is true."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari import models
from wijksafari.errors import StaleError
from wijksafari.models import Location
from wijksafari.planning.card_facts import OF_LOCATION, CardFacts
from wijksafari.services.cards.referral_cards import OF_CARD, card_of, card_row
from wijksafari.services.catalogue.rows import lock_location
from wijksafari.services.journal import Actor


def change_card(
    session: Session,
    row: Location,
    facts: CardFacts,
    *,
    seen: str,
    checked: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Have the card of ``row`` say ``facts``; ``checked``: ``actor`` went through all of it.

    ``seen`` is the revision of the card somebody had before them. Raises
    StaleError where it says something else by now, NotFoundError where the
    location is gone.
    """
    row = lock_location(session, row.id)
    card = card_of(session, row)
    if card.revision != seen and card.facts != facts:
        raise StaleError(
            "Iemand anders heeft deze kaart intussen gewijzigd. Uw wijziging is niet bewaard,"
            " maar staat nog op deze pagina."
        )
    write_facts(session, row, facts)
    if checked:
        mark_checked(row, actor, now)
    session.flush()


def write_facts(session: Session, row: Location, facts: CardFacts) -> None:
    """Write ``facts`` in the rows they belong to; the location is locked."""
    if _fill(row, facts, OF_LOCATION):
        row.revision += 1
    card = card_row(session, row)
    if card is None:
        card = models.ReferralCard(location_id=row.id, revision=0)
        session.add(card)
    if _fill(card, facts, OF_CARD):
        card.revision += 1


def mark_checked(row: Location, actor: Actor, now: datetime) -> None:
    """``actor`` found everything about the location true."""
    row.checked_at, row.checked_by = now, actor.name[:120]


def _fill(row: Location | models.ReferralCard, facts: CardFacts, names: tuple[str, ...]) -> bool:
    """Write these fields; says whether that changed anything."""
    values = {name: _column(getattr(facts, name)) for name in names}
    changed = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return changed


def _column(value: str | tuple[str, ...]) -> str | list[str]:
    return list(value) if isinstance(value, tuple) else value
