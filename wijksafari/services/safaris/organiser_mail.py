"""A mail to those who organise a safari, with a link to the page where they can act on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.render.letter import letter
from wijksafari.services.mail.post import Mail, Post
from wijksafari.services.safaris.organisers import organisers_to_alert


def mail_organisers(
    session: Session,
    safari: Safari,
    kind: str,
    *,
    page: str,
    post: Post,
    now: datetime,
    **values: Any,
) -> None:
    """Write to each; ``page`` is the last part of its address, the words also get ``values``."""
    batch = uuid4().hex
    for to in organisers_to_alert(session, safari):
        words = letter(
            kind,
            organiser=None,
            name=to.name,
            title=safari.title,
            starts=safari.starts_at.astimezone(AMSTERDAM),
            url=f"{post.links.base_url}/safari/{safari.uid}/{page}",
            why="U krijgt deze mail omdat u deze wijksafari organiseert.",
            **values,
        )
        mail = Mail(kind=kind, to=to, letter=words, safari_id=safari.id, batch=batch)
        post.put(session, mail, now)
