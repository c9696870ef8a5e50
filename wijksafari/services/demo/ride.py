"""The demo's second evening: this week or next, confirmed, ready to be ridden."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood, RidingGroup, Safari, User
from wijksafari.services.demo.accounts import ADVISER
from wijksafari.services.demo.answers import ANSWERS, answer
from wijksafari.services.demo.demo import RIDE_TITLE
from wijksafari.services.invitations.inviting import send_invitations
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.practices import practices_of
from wijksafari.services.safaris.decisions import confirm

INVITED = (
    "Praktijk De Wegwijzer",
    "Praktijk De Stoomfluit",
    "Praktijk Onder de Kastanje",
    "Praktijk Hoog en Droog",
)
REASON = "Uit elke uitgenodigde praktijk rijdt iemand mee."


def add_demo_ride(
    session: Session, neighbourhood: Neighbourhood, post: Post, now: datetime
) -> None:
    """Invite four practices to the evening that is soon, let most sign up, and confirm it.

    Nothing happens where its organisers took a step already, or where the
    demo's adviser has no account.
    """
    adviser = session.scalar(select(User).filter_by(email=ADVISER))
    safari = find_demo_ride(session, neighbourhood)
    if adviser is None or safari is None or safari.state != "concept" or safari.sequence:
        return
    actor = Actor(adviser.id, adviser.name)
    asked = now - timedelta(weeks=4)
    safari.ambassador_name, safari.ambassador_practice = ANSWERS[0][2], ANSWERS[0][1]
    asking = [each.id for each in practices_of(session, neighbourhood) if each.name in INVITED]
    send_invitations(session, safari, asking, post, actor=actor, now=asked)
    coming = [each for each in ANSWERS if each[1] in INVITED]
    for hours, answered in enumerate(coming, start=1):
        answer(session, safari, answered, post, asked + timedelta(hours=hours))
    confirm(session, safari, actor=actor, post=post, now=asked + timedelta(days=7), reason=REASON)
    session.add(_group(safari, adviser, now))


def find_demo_ride(session: Session, neighbourhood: Neighbourhood) -> Safari | None:
    """The evening to ride, where the demo has it."""
    query = select(Safari).filter_by(neighbourhood_id=neighbourhood.id, title=RIDE_TITLE)
    return session.scalar(query.order_by(Safari.id))


def demo_ride_begins(session: Session, neighbourhood: Neighbourhood) -> datetime | None:
    """When people gather for it, as the wijk's clocks show it."""
    safari = find_demo_ride(session, neighbourhood)
    return safari.starts_at.astimezone(AMSTERDAM) if safari else None


def _group(safari: Safari, adviser: User, now: datetime) -> RidingGroup:
    return RidingGroup(
        safari=safari,
        number=1,
        leader_name=adviser.name,
        leader_phone="06 00 00 00 01",
        sweeper_name="Karim Kwartiermaker (verzonnen)",
        sweeper_phone="06 00 00 00 02",
        changed_at=now,
    )
