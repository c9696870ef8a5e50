"""Not coming after all, and being forgotten."""

from datetime import datetime

from sqlalchemy import delete, func
from sqlalchemy.orm import Session

from wijksafari.models import Message, Safari, SignUp
from wijksafari.services.calendars.calendars import let_address_go
from wijksafari.services.groups.places import leave_group
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.sign_ups.mail import write_to
from wijksafari.services.sign_ups.places import check_not_begun, lock_sign_up
from wijksafari.services.sign_ups.waiting_list import fill_places


def withdraw(
    session: Session, row: SignUp, post: Post, now: datetime, *, asked_of: Actor | None = None
) -> None:
    """Give up the place, or leave the queue; the place goes to the next in line.

    Works until the evening begins, also after the deadline. ``asked_of``: the
    organiser who does it at somebody's request. Raises ClosedError.
    """
    safari = lock_sign_up(session, row)
    check_not_begun(safari, now)
    if row.status == "withdrawn":
        return
    had_place = row.status == "taking_part"
    _leave(row, now)
    session.flush()
    write_to(session, "withdrawn", row, post, now, had_place=had_place)
    if asked_of is not None:
        what = "Een deelnemer afgemeld, op diens verzoek."
        note(session, safari, "change", what, actor=asked_of, now=now)
    _pass_on(session, safari, post, now)


def erase(session: Session, row: SignUp, post: Post, now: datetime) -> None:
    """Forget somebody: the sign-up, and the mail to that address about this safari.

    A place goes to the next in line, and whoever was invited in person is left
    alone. The link stays as one that was withdrawn, so that whoever opens it gets
    an honest answer. Works at any time.
    """
    safari = lock_sign_up(session, row)
    row.link.revoked_at = now
    _leave_alone(session, safari, row, now)
    let_address_go(row)
    mine = delete(Message).where(
        Message.safari_id == safari.id,
        func.lower(Message.to_email) == row.email.lower(),
        # What a worker is sending right now is still needed to say how that ended.
        Message.status != "sending",
    )
    session.execute(mine)
    session.delete(row)
    session.flush()
    _pass_on(session, safari, post, now)


def _leave(row: SignUp, now: datetime) -> None:
    row.status, row.queued_at, row.offered_until = "withdrawn", None, None
    leave_group(row)
    row.calendar_shift += 1
    row.revision += 1
    row.changed_at = now


def _leave_alone(session: Session, safari: Safari, row: SignUp, now: datetime) -> None:
    """Without the sign-up nothing else tells that they answered, and they would be reminded."""
    for each in invitations_of(session, safari):
        person = each.person
        if person and (person.id == row.person_id or email_key(person.email) == row.email_key):
            each.declined_at = each.declined_at or now


def _pass_on(session: Session, safari: Safari, post: Post, now: datetime) -> None:
    fill_places(session, safari, post, now)
    if safari.starts_at > now:
        note_representation(session, safari, post, now)
