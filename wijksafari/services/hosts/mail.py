"""A mail to the host of a stop."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Message, Safari
from wijksafari.render.letter import letter
from wijksafari.services.groups.riding_groups import Group
from wijksafari.services.hosts.hosts import Host
from wijksafari.services.hosts.links import host_link
from wijksafari.services.mail.post import Address, CalendarPart, Mail, Post
from wijksafari.services.safaris.organisers import organiser_of


def put_host_mail(
    session: Session,
    kind: str,
    safari: Safari,
    host: Host,
    *,
    post: Post,
    now: datetime,
    calendar: CalendarPart | None = None,
    batch: str = "",
    **values: Any,
) -> Message:
    """Write the letter of this ``kind`` with the host's own link; its words also get ``values``.

    The message has an id. The host's mail address is known.
    """
    organiser = organiser_of(safari, post)
    words = letter(
        kind,
        host=host,
        state=safari.state,
        starts=safari.starts_at.astimezone(AMSTERDAM),
        organiser=organiser,
        url=post.links.url(host_link(session, safari, host.location_id, post, now)),
        **values,
    )
    mail = Mail(
        kind=kind,
        to=Address(host.name or host.place, host.email),
        letter=words,
        reply_to=organiser,
        calendar=calendar,
        safari_id=safari.id,
        batch=batch,
    )
    message = post.put(session, mail, now)
    session.flush()
    return message


def who_comes(group: Group) -> str:
    """What a group is called at the beginning of a sentence."""
    return "De groep" if group.of == 1 else f"Groep {group.number}"
