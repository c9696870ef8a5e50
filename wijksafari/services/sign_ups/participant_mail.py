"""A mail to somebody who signed up."""

from datetime import datetime
from typing import Any

from wijksafari.models import SignUp
from wijksafari.render.letter import letter
from wijksafari.services.calendars.calendars import invite_for
from wijksafari.services.evenings.in_short import own_evening
from wijksafari.services.mail.post import Address, Mail, Post
from wijksafari.services.safaris.organisers import organiser_of


def mail_to(
    sign_up: SignUp,
    kind: str,
    post: Post,
    now: datetime,
    *,
    with_file: bool,
    batch: str = "",
    **values: Any,
) -> Mail:
    """The letter of this ``kind``, answered to the organiser; its words also get ``values``.

    ``with_file``: what is in this person's calendar changes, so the file goes along.
    """
    safari = sign_up.safari
    organiser = organiser_of(safari, post)
    words = letter(
        kind,
        sign_up=sign_up,
        evening=own_evening(sign_up),
        organiser=organiser,
        url=post.links.url(sign_up.link),
        ride_url=post.links.ride_url(sign_up.link),
        **values,
    )
    return Mail(
        kind=kind,
        to=Address(sign_up.name, sign_up.email),
        letter=words,
        reply_to=organiser,
        calendar=invite_for(sign_up, post, now) if with_file else None,
        safari_id=safari.id,
        practice_id=sign_up.practice_id,
        batch=batch,
    )
