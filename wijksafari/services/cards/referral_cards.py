"""The referral cards of locations: rows in, cards out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from wijksafari import models
from wijksafari.clock import AMSTERDAM
from wijksafari.models import Location, Neighbourhood, Safari
from wijksafari.planning import problem
from wijksafari.planning.card_facts import OF_LOCATION, REFERRER_NAMES, WAY_NAMES, CardFacts
from wijksafari.planning.cards import Contact, ReferralCard
from wijksafari.services.catalogue.catalogue import find_location
from wijksafari.services.groups.riding_groups import groups_of

# What is in a row of the card's own, and not in its location's.
OF_CARD = tuple(each.name for each in fields(CardFacts) if each.name not in OF_LOCATION)


def card_of(session: Session, row: Location) -> ReferralCard:
    """The card of a location, whatever has been written on it yet."""
    return _card(row, card_row(session, row))


def card_at(session: Session, neighbourhood: Neighbourhood, code: str) -> ReferralCard:
    """The card of the location that the wijk calls ``code``. Raises NotFoundError."""
    return card_of(session, find_location(session, neighbourhood, code))


def cards_of(session: Session, safari: Safari) -> tuple[ReferralCard, ...]:
    """The card of every stop, also where only one of the groups comes, in their order."""
    visits = (v for group in groups_of(session, safari) for v in group.tour.itinerary.visits)
    return cards_at(session, safari, (visit.location for visit in visits))


def cards_at(
    session: Session, safari: Safari, stops: Iterable[problem.Location]
) -> tuple[ReferralCard, ...]:
    """The card of each of ``stops`` once, as the catalogue knows them now.

    A location that left the catalogue has a card with what the evening knows of it.
    """
    by_code = {stop.id: stop for stop in stops}
    query = (
        select(Location, models.ReferralCard)
        .outerjoin(models.ReferralCard)
        .where(Location.neighbourhood_id == safari.neighbourhood_id, Location.code.in_(by_code))
        .options(selectinload(Location.contacts))
    )
    known = {row.code: _card(row, card) for row, card in session.execute(query)}
    return tuple(known.get(code) or _as_planned(stop) for code, stop in by_code.items())


def card_row(session: Session, row: Location) -> models.ReferralCard | None:
    """What is kept of the card apart from its location; None while nothing is."""
    return session.scalar(select(models.ReferralCard).filter_by(location_id=row.id))


def _card(row: Location, card: models.ReferralCard | None) -> ReferralCard:
    return ReferralCard(
        location_id=row.code,
        name=row.name,
        type=row.type,
        theme=row.theme or "",
        address=row.address,
        entrance=row.entrance,
        facts=_facts(row, card),
        others=tuple(
            Contact(each.name, each.function, each.phone, each.email) for each in row.contacts
        ),
        welzijnscoach=Contact(
            row.welzijnscoach_name, "", row.welzijnscoach_phone, row.welzijnscoach_email
        ),
        checked_at=row.checked_at.astimezone(AMSTERDAM) if row.checked_at else None,
        checked_by=row.checked_by,
        revision=f"{row.revision}.{card.revision if card else 0}",
    )


def _facts(row: Location, card: models.ReferralCard | None) -> CardFacts:
    known = {name: getattr(row, name) for name in OF_LOCATION}
    if card is not None:
        known |= {name: getattr(card, name) for name in OF_CARD}
        known["ways"] = tuple(each for each in WAY_NAMES if each in card.ways)
        known["who_may_refer"] = tuple(e for e in REFERRER_NAMES if e in card.who_may_refer)
    return CardFacts(**known)


def _as_planned(stop: problem.Location) -> ReferralCard:
    facts = CardFacts(
        contact_name=stop.contact_name,
        contact_phone=stop.contact_phone,
        contact_email=stop.contact_email,
    )
    return ReferralCard(
        location_id=stop.id,
        name=stop.name,
        type=stop.type,
        theme=stop.theme or "",
        address=stop.address,
        entrance=stop.entrance,
        facts=facts,
    )
