"""Who answers for a safari."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Membership, Safari, User
from wijksafari.services.mail.post import Address, Post


def organiser_of(safari: Safari, post: Post) -> Address:
    """The organiser whom people reply to; the installation itself while there is none."""
    if safari.organiser is None or not safari.organiser.active:
        return post.sender
    return Address(safari.organiser.name, safari.organiser.email)


def wijk_organisers(session: Session, neighbourhood_id: int) -> Sequence[User]:
    """Everyone with an account that works in this wijk, by name."""
    query = select(User).join(Membership).where(Membership.neighbourhood_id == neighbourhood_id)
    return session.scalars(query.filter(User.active).order_by(User.name, User.id)).all()


def organisers_to_alert(session: Session, safari: Safari) -> list[Address]:
    """The organiser; while there is none, everyone who works in the wijk."""
    chosen = safari.organiser
    if chosen is not None and chosen.active:
        return [Address(chosen.name, chosen.email)]
    everyone = wijk_organisers(session, safari.neighbourhood_id)
    return [Address(each.name, each.email) for each in everyone]
