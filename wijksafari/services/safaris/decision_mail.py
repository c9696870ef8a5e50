"""Telling those who signed up what was decided."""

from datetime import datetime
from typing import Literal
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.models import Safari, SignUp
from wijksafari.planning.words import people
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.participant_mail import mail_to

Decision = Literal["confirmed", "cancelled"]

_TOLD = {"confirmed": ("taking_part",), "cancelled": ("taking_part", "waiting")}
_WHAT = {"confirmed": "Bevestiging", "cancelled": "Afgelasting"}


def tell_participants(
    session: Session,
    safari: Safari,
    decision: Decision,
    *,
    actor: Actor,
    post: Post,
    now: datetime,
    reason: str = "",
) -> int:
    """Mail everybody whom the decision is for, with the calendar file for those who take part.

    Writes the batch in the journal; says how many mails it gives.
    """
    told = session.scalars(
        select(SignUp)
        .where(SignUp.safari_id == safari.id, SignUp.status.in_(_TOLD[decision]))
        .options(joinedload(SignUp.link))
        .order_by(SignUp.id)
    ).all()
    batch = uuid4().hex
    told_too = {"reason": reason, "under_way": safari.starts_at <= now}
    for each in told:
        taking_part = each.status == "taking_part"
        mail = mail_to(each, decision, post, now, with_file=taking_part, batch=batch, **told_too)
        post.put(session, mail, now)
    if told:
        what = f"{_WHAT[decision]} gemaild aan {people(len(told))}."
        note(session, safari, "mail", what, actor=actor, now=now)
    session.flush()
    return len(told)
