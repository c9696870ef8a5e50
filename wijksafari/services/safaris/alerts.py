"""Mail to those who organise a safari when it needs them."""

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.threshold import Representation
from wijksafari.planning.threshold_words import both_figures, missing
from wijksafari.planning.words import sentence
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.organiser_mail import mail_organisers


def warn_below_minimum(
    session: Session, safari: Safari, found: Representation, *, post: Post, now: datetime
) -> None:
    """A confirmed safari fell below the minimum: tell the organisers, and write it down."""
    what = f"Onder het minimum gezakt: {both_figures(found)}. De organisator is gemaild."
    note(session, safari, "alert", what, actor=PROGRAM, now=now)
    _mail(session, "below_minimum", safari, found, post=post, now=now)


def warn_deadline_passed(
    session: Session, safari: Safari, found: Representation, *, post: Post, now: datetime
) -> None:
    """The deadline passed without a decision: tell the organisers what they can choose."""
    what = f"Aanmelding gesloten: {both_figures(found)}. De organisator is gemaild om te besluiten."
    note(session, safari, "alert", what, actor=PROGRAM, now=now)
    _mail(session, "deadline_passed", safari, found, post=post, now=now)


def _mail(
    session: Session,
    kind: str,
    safari: Safari,
    found: Representation,
    *,
    post: Post,
    now: datetime,
) -> None:
    mail_organisers(
        session,
        safari,
        kind,
        page="stand",
        post=post,
        now=now,
        standing=found.standing,
        minimum=safari.minimum_percent,
        figures=both_figures(found),
        missing=sentence(missing(found)),
    )
