"""Changing an evening that people already know, and telling them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.errors import ConsentNeededError
from wijksafari.models import Link, Safari, SignUp
from wijksafari.planning.words import people
from wijksafari.services.hosts.moves_told import tell_moves
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.moved import undo_earlier_evening
from wijksafari.services.safaris.changes import Change, announcement_of
from wijksafari.services.safaris.safaris import SafariDraft, lock_safari_by_uid, save_changed_safari
from wijksafari.services.sign_ups.participant_mail import mail_to

MAIL_UNAGREED = "Vink aan dat deze mensen een mail over de wijziging krijgen."


def change_safari(
    session: Session,
    uid: str,
    sequence: int,
    draft: SafariDraft,
    post: Post,
    *,
    may_mail: bool,
    actor: Actor,
    now: datetime,
) -> Safari:
    """Replace the safari that was opened at ``sequence``, and tell those whom it concerns.

    They are those who signed up, and the hosts whose time moves or whose stop leaves.

    Raises what ``save_changed_safari`` raises, and ConsentNeededError when
    people would get a mail that the organiser did not agree to (``may_mail``).
    """
    safari = lock_safari_by_uid(session, uid)
    announcement = announcement_of(session, safari, draft, now)
    version, starts_at = safari.sequence, safari.starts_at
    save_changed_safari(session, uid, sequence, draft, now)
    if safari.sequence == version:
        return safari
    if announcement.needed and not may_mail:
        raise ConsentNeededError(MAIL_UNAGREED)
    if safari.starts_at != starts_at:
        _move_along(session, safari, safari.starts_at - starts_at)
        undo_earlier_evening(session, safari, actor=actor, now=now)
    announce_change(session, safari, announcement.changes, post, actor=actor, now=now)
    tell_moves(session, safari, announcement.moves, actor=actor, post=post, now=now)
    return safari


def announce_change(
    session: Session,
    safari: Safari,
    changes: Sequence[Change],
    post: Post,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Mail what changed to all but those who withdrew; says how many.

    Whoever takes part gets the new appointment along.
    """
    told = _signed_up(session, safari) if changes else ()
    batch = str(uuid4())
    for each in told:
        mail = mail_to(
            each,
            "changed_evening",
            post,
            now,
            with_file=each.status == "taking_part",
            batch=batch,
            changes=changes,
        )
        post.put(session, mail, now)
    lines = [f"{each.what}: {each.old} → {each.new}." for each in changes]
    if told:
        lines.append(f"Gemaild: {people(len(told))}.")
    what = " ".join(["De avond is gewijzigd.", *lines])
    note(session, safari, "change", what, actor=actor, now=now)
    return len(told)


def _signed_up(session: Session, safari: Safari) -> Sequence[SignUp]:
    query = select(SignUp).where(SignUp.safari_id == safari.id, SignUp.status != "withdrawn")
    return session.scalars(query.options(joinedload(SignUp.link)).order_by(SignUp.id)).all()


def _move_along(session: Session, safari: Safari, shift: timedelta) -> None:
    """Private links last as long after the new evening as after the old.

    Sign-up, and the offer of a place, end before it.
    """
    if safari.deadline is not None and safari.deadline > safari.starts_at:
        safari.deadline = safari.starts_at
        safari.agreed_revision += 1
    offered = select(SignUp).filter_by(safari_id=safari.id, status="offered")
    for row in session.scalars(offered.where(SignUp.offered_until > safari.starts_at)):
        row.offered_until = safari.starts_at
    query = select(Link).where(Link.safari_id == safari.id, Link.expires_at.is_not(None))
    for link in session.scalars(query):
        if link.expires_at is not None:
            link.expires_at += shift
