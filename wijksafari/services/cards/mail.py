"""Mailing the referral cards to who rode along, on the morning after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari, SignUp
from wijksafari.planning.cards import ReferralCard
from wijksafari.planning.words import listed, people
from wijksafari.services.cards.referral_cards import cards_at
from wijksafari.services.groups.riding_groups import tour_for
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Mail, Post
from wijksafari.services.riding.own_ride import RIDE_WORKS_FOR
from wijksafari.services.riding.presence import presence_of
from wijksafari.services.safaris.decision_checks import was_broken_off
from wijksafari.services.sign_ups.participant_mail import mail_to
from wijksafari.services.sign_ups.places import lock_safari

# At the beginning of a working day; by then telephones delivered who was there.
LEAVES = time(7, 30)
# What was not on the cards by then is of no use any more; older evenings stay as they are.
STILL_SENT = timedelta(days=7)


def cards_leave_at(safari: Safari) -> datetime:
    """When the cards of this evening are mailed."""
    day = safari.starts_at.astimezone(AMSTERDAM).date() + timedelta(days=1)
    return datetime.combine(day, LEAVES, AMSTERDAM)


def send_cards(session: Session, post: Post, now: datetime) -> int:
    """Mail the cards of every evening that was held yesterday, once; says how many mails.

    Where it was broken off they go to those who were seen there. Nobody gets
    mail while not one of an evening's cards was written; that can still be done
    for a week.
    """
    held = select(Safari.id).where(
        Safari.state.in_(("confirmed", "held", "cancelled")),
        Safari.cards_sent_at.is_(None),
        Safari.starts_at <= now,
        Safari.starts_at > now - STILL_SENT,
    )
    ids = session.scalars(held.order_by(Safari.id)).all()
    return sum(_send(session, each, post, now) for each in ids)


def _send(session: Session, safari_id: int, post: Post, now: datetime) -> int:
    # Two workers come one after the other here; the second finds it done.
    safari = lock_safari(session, safari_id)
    if safari.cards_sent_at is not None or now < cards_leave_at(safari):
        return 0
    if safari.state == "cancelled" and not was_broken_off(session, safari):
        return 0
    by_person = {row: _cards(session, row) for row in _who_came(session, safari)}
    if not any(card.written for cards in by_person.values() for card in cards):
        return 0
    safari.cards_sent_at = now
    batch = uuid4().hex
    for row, cards in by_person.items():
        post.put(session, _mail(row, cards, post, now, batch), now)
    _note(session, safari, by_person, now)
    session.flush()
    return len(by_person)


def _who_came(session: Session, safari: Safari) -> Sequence[SignUp]:
    """Who took part, as far as nobody reported otherwise; also without a place, if they came.

    Of an evening that was broken off it is who was seen there.
    """
    off = safari.state == "cancelled"
    known = {each.person: each for each in presence_of(session, safari)}
    query = select(SignUp).filter_by(safari_id=safari.id).options(joinedload(SignUp.link))
    rows = session.scalars(query.order_by(SignUp.id)).all()
    came = {row.id: known[f"s{row.id}"] for row in rows}
    return [
        row
        for row in rows
        if came[row.id].came
        or (not off and came[row.id].listed and came[row.id].status != "absent")
    ]


def _cards(session: Session, row: SignUp) -> tuple[ReferralCard, ...]:
    """Those of the stops of somebody's own group."""
    visits = tour_for(row).itinerary.visits
    return cards_at(session, row.safari, (visit.location for visit in visits))


def _mail(
    row: SignUp, cards: Sequence[ReferralCard], post: Post, now: datetime, batch: str
) -> Mail:
    # Only who takes part has a page of the evening.
    url = post.links.cards_url(row.link) if row.status == "taking_part" else ""
    until = row.safari.starts_at.astimezone(AMSTERDAM) + RIDE_WORKS_FOR
    broken_off = row.safari.state == "cancelled"
    told = {
        "cards": cards,
        "broken_off": broken_off,
        "cards_url": url,
        "until": until,
        "mailed_at": now,
    }
    return mail_to(row, "cards", post, now, with_file=False, batch=batch, **told)


def _note(
    session: Session,
    safari: Safari,
    by_person: dict[SignUp, tuple[ReferralCard, ...]],
    now: datetime,
) -> None:
    what = f"Verwijskaarten gemaild aan {people(len(by_person))}."
    empty = {card.name for cards in by_person.values() for card in cards if not card.written}
    if empty:
        what += f" Nog leeg: de kaart van {listed(sorted(empty))}."
    note(session, safari, "mail", what, actor=PROGRAM, now=now)
