"""Mail to organisers about their hosts, where that asks something of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.render.programme import line
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.hosts.plan import Stop
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.organiser_mail import mail_organisers


def alert_organisers(
    session: Session, safari: Safari, stop: Stop, given: HostAnswer, *, post: Post, now: datetime
) -> None:
    """Organisers hear at once of an answer that asks something of them."""
    mail_organisers(
        session,
        safari,
        "host_answered",
        page="gastheren",
        post=post,
        now=now,
        place=line(stop.location.name),
        answer=given.answer,
        terms=given.terms,
        remark=given.remark,
        by=given.by,
    )
