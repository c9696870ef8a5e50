"""Mail about one's own sign-up."""

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import SignUp
from wijksafari.render.letter import letter
from wijksafari.services.calendars import invite_for
from wijksafari.services.evening_in_short import evening_in_short
from wijksafari.services.organisers import organiser_of
from wijksafari.services.places import position
from wijksafari.services.post import Address, Mail, Post

Kind = Literal["signed_up", "waiting_list", "offer", "offer_lapsed", "changed", "withdrawn"]


def write_to(
    session: Session,
    kind: Kind,
    sign_up: SignUp,
    post: Post,
    now: datetime,
    *,
    had_place: bool = False,
) -> None:
    """Put a letter of this ``kind`` in the outbox, with the calendar file where one belongs.

    ``had_place``: whoever withdrew took part, so that their appointment must go.
    """
    safari = sign_up.safari
    organiser = organiser_of(safari, post)
    until = sign_up.offered_until
    words = letter(
        kind,
        sign_up=sign_up,
        evening=evening_in_short(safari),
        organiser=organiser,
        url=post.links.url(sign_up.link),
        position=position(session, sign_up) if sign_up.status == "waiting" else 0,
        offered_until=until.astimezone(AMSTERDAM) if until else None,
        had_place=had_place,
        confirmed=safari.state == "confirmed",
        sign_up_open=safari.deadline is None or now <= safari.deadline,
    )
    with_file = had_place or sign_up.status == "taking_part"
    mail = Mail(
        kind=kind,
        to=Address(sign_up.name, sign_up.email),
        letter=words,
        reply_to=organiser,
        calendar=invite_for(sign_up, post, now) if with_file else None,
        safari_id=safari.id,
        practice_id=sign_up.practice_id,
    )
    post.put(session, mail, now)
