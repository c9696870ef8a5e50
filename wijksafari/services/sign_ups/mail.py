"""Mail about one's own sign-up."""

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import SignUp
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.deadlines import deadline_passed
from wijksafari.services.sign_ups.participant_mail import mail_to
from wijksafari.services.sign_ups.places import position

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
    until = sign_up.offered_until
    mail = mail_to(
        sign_up,
        kind,
        post,
        now,
        with_file=had_place or sign_up.status == "taking_part",
        position=position(session, sign_up) if sign_up.status == "waiting" else 0,
        offered_until=until.astimezone(AMSTERDAM) if until else None,
        had_place=had_place,
        confirmed=safari.state == "confirmed",
        sign_up_open=not deadline_passed(safari, now),
    )
    post.put(session, mail, now)
