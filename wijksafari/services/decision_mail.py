"""Telling those who signed up what was decided."""

from datetime import datetime
from typing import Literal
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.models import Safari, SignUp
from wijksafari.planning.words import people
from wijksafari.render.letter import letter
from wijksafari.services.calendars import invite_for
from wijksafari.services.evening_in_short import evening_in_short
from wijksafari.services.journal import Actor, note
from wijksafari.services.organisers import organiser_of
from wijksafari.services.post import Address, Mail, Post

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
    for each in told:
        post.put(
            session, _mail(each, decision, reason=reason, batch=batch, post=post, now=now), now
        )
    if told:
        what = f"{_WHAT[decision]} gemaild aan {people(len(told))}."
        note(session, safari, "mail", what, actor=actor, now=now)
    session.flush()
    return len(told)


def _mail(
    to: SignUp, decision: Decision, *, reason: str, batch: str, post: Post, now: datetime
) -> Mail:
    safari = to.safari
    organiser = organiser_of(safari, post)
    words = letter(
        decision,
        sign_up=to,
        evening=evening_in_short(safari),
        organiser=organiser,
        url=post.links.url(to.link),
        reason=reason,
    )
    return Mail(
        kind=decision,
        to=Address(to.name, to.email),
        letter=words,
        reply_to=organiser,
        calendar=invite_for(to, post, now) if to.status == "taking_part" else None,
        safari_id=safari.id,
        practice_id=to.practice_id,
        batch=batch,
    )
