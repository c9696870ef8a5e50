"""The private address of an organiser's calendar feed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import LinkRevokedError, NotFoundError
from wijksafari.models import Link, User
from wijksafari.services.links import UNKNOWN_LINK, LinkMaker, find_link


def feed_owner(session: Session, token: str, now: datetime) -> User:
    """Whose feed this is.

    Raises NotFoundError for every token that opens no feed, LinkRevokedError
    once it was withdrawn or the account was switched off.
    """
    link = find_link(session, token, now)
    user = session.get(User, link.user_id) if link.purpose == "feed" and link.user_id else None
    if user is None:
        raise NotFoundError(UNKNOWN_LINK)
    if not user.active:
        raise LinkRevokedError("Deze agenda hoort bij een account dat is uitgezet.")
    return user


def own_feed(session: Session, user_id: int) -> Link | None:
    """The user's feed; None while there is none."""
    query = select(Link).filter_by(user_id=user_id, purpose="feed", revoked_at=None)
    return session.scalar(query.order_by(Link.id.desc()).limit(1))


def make_feed(session: Session, user_id: int, links: LinkMaker, now: datetime) -> Link:
    """A feed at a new address; the address it had before works no more."""
    revoke_feed(session, user_id, now)
    link = links.new(session, "feed", now, user_id=user_id)
    session.flush()
    return link


def revoke_feed(session: Session, user_id: int, now: datetime) -> None:
    """Close the user's feed, if there is one."""
    # Two presses at once would otherwise each leave an address open.
    session.execute(select(User.id).filter_by(id=user_id).with_for_update())
    query = select(Link).filter_by(user_id=user_id, purpose="feed", revoked_at=None)
    for link in session.scalars(query):
        link.revoked_at = now
    session.flush()
