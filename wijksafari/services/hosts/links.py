"""The private link of the host of one stop: to their own page, on the evening and before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Link, Safari
from wijksafari.services.links import UNKNOWN_LINK
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.own_ride import RIDE_WORKS_FOR
from wijksafari.services.sign_ups.places import lock_safari


def host_link(
    session: Session, safari: Safari, location_id: str, post: Post, now: datetime
) -> Link:
    """The link of this stop's host, the same one each time until it is withdrawn.

    The safari is locked, so that two who ask at once get one link.
    """
    safari = lock_safari(session, safari.id)
    link = find_host_link(session, safari, location_id)
    if link is None:
        link = post.links.new(
            session,
            "host",
            now,
            safari_id=safari.id,
            location_code=location_id,
            expires_at=links_end(safari),
        )
        session.flush()
    return link


def safari_of(session: Session, link: Link) -> Safari:
    """The evening that a host's ``link`` is for. Raises NotFoundError once it is gone."""
    safari = session.get(Safari, link.safari_id) if link.safari_id else None
    if safari is None:
        raise NotFoundError(UNKNOWN_LINK)
    return safari


def find_host_link(session: Session, safari: Safari, location_id: str) -> Link | None:
    """The link that works; None while there is none."""
    query = select(Link).filter_by(
        safari_id=safari.id, purpose="host", location_code=location_id, revoked_at=None
    )
    return session.scalar(query.order_by(Link.id).limit(1))


def revoke_host_link(session: Session, safari: Safari, location_id: str, now: datetime) -> bool:
    """Close it; a next mail to the host brings another. Says whether there was one."""
    safari = lock_safari(session, safari.id)
    link = find_host_link(session, safari, location_id)
    if link is not None:
        link.revoked_at = now
        session.flush()
    return link is not None


def links_end(safari: Safari) -> datetime:
    """Until when the links of an evening's hosts work."""
    return safari.starts_at + RIDE_WORKS_FOR
