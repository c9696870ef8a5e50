"""Private links that a visitor opened, remembered in the signed session cookie."""

from __future__ import annotations

from datetime import datetime

from flask import session as cookie
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Link
from wijksafari.services.links import Purpose, check_link

MOST_HELD = 20
_KEY = "links"


def hold(link: Link) -> None:
    """Remember that the visitor holds ``link``; the oldest of twenty gives way."""
    others = [each for each in _held() if each != link.id]
    cookie[_KEY] = [*others, link.id][-MOST_HELD:]


def holds(link_id: int) -> bool:
    """Whether the visitor opened the link with this id in this browser."""
    return link_id in _held()


def held_link(session: Session, link_id: int, purposes: set[Purpose], now: datetime) -> Link:
    """The link with this id, if the visitor opened it in this browser.

    Raises NotFoundError, LinkRevokedError and LinkExpiredError.
    """
    link = session.get(Link, link_id) if holds(link_id) else None
    if link is None or link.purpose not in purposes:
        raise NotFoundError(
            "Open de link uit uw mail opnieuw. Ziet u dan weer deze pagina, sta in uw browser"
            " cookies toe voor deze site: daaraan herkennen wij uw link."
        )
    return check_link(link, now)


def _held() -> list[int]:
    held: list[int] = cookie.get(_KEY, [])
    return held
