"""Mail to organisers about their hosts, where that asks something of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.models import HostRequest, Safari
from wijksafari.planning.words import hours, people
from wijksafari.render.programme import line
from wijksafari.services.hosts.plan import Stop
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.organiser_mail import mail_organisers


def alert_organisers(
    session: Session, safari: Safari, stop: Stop, row: HostRequest, *, post: Post, now: datetime
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
        answer=row.answer,
        terms=terms_in_words(row),
        remark=row.remark,
        by=row.answered_by,
    )


def terms_in_words(row: HostRequest) -> tuple[str, ...]:
    """What "yes, but" asks for: "liever tussen 19.00 en 20.00 uur", "hooguit 8 mensen"."""
    found = []
    if row.other_from and row.other_until:
        found.append(f"liever tussen {hours(row.other_from)} en {hours(row.other_until)} uur")
    elif row.other_from:
        found.append(f"liever vanaf {hours(row.other_from)} uur")
    elif row.other_until:
        found.append(f"liever tot {hours(row.other_until)} uur")
    if row.most_people:
        found.append(f"hooguit {people(row.most_people)}")
    return tuple(found)
