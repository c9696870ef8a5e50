"""From concept to held: each step once, with who took it and why."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Safari, SignUp
from wijksafari.planning.states import State
from wijksafari.planning.threshold_words import both_figures
from wijksafari.planning.words import moment
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.hosts.cancellation import tell_hosts_cancelled
from wijksafari.services.hosts.confirmed import tell_hosts_confirmed
from wijksafari.services.journal import PROGRAM, Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.representation import representation_of
from wijksafari.services.safaris.alerts import warn_deadline_passed
from wijksafari.services.safaris.deadlines import check_deadline, deadline_passed, default_deadline
from wijksafari.services.safaris.decision_checks import (
    by_whom,
    check_ahead,
    check_can_stop,
    check_enough,
    usable_reason,
)
from wijksafari.services.safaris.decision_mail import tell_participants
from wijksafari.services.sign_ups.places import lock_safari


def open_invitations(session: Session, safari: Safari, *, actor: Actor, now: datetime) -> None:
    """From concept to inviting, with a deadline; nothing changes when that was done before.

    Raises ClosedError once the evening has begun or was called off.
    """
    safari = lock_safari(session, safari.id)
    check_ahead(session, safari, now)
    if safari.state != "concept":
        return
    if safari.deadline is None:
        safari.deadline = default_deadline(safari.starts_at, now)
    until = safari.deadline.astimezone(AMSTERDAM)
    _enter(safari, "inviting")
    what = f"Uitnodiging geopend; aanmelden kan tot {moment(until)}."
    note(session, safari, "step", what, actor=actor, now=now)
    session.flush()


def confirm(
    session: Session,
    safari: Safari,
    *,
    actor: Actor,
    post: Post,
    now: datetime,
    reason: str = "",
) -> int:
    """The evening goes ahead: everybody who takes part is told; says how many mails that gives.

    Hosts who said yes hear it, too. From the target on without more; in the band
    only with a ``reason``; below the minimum never. Raises InputError for these,
    and ClosedError when the safari cannot be confirmed (any more), naming who
    decided before.
    """
    safari = lock_safari(session, safari.id)
    reason = usable_reason(reason)
    check_ahead(session, safari, now)
    if safari.state == "confirmed":
        raise ClosedError(f"Deze wijksafari is al bevestigd{by_whom(session, safari, now)}.")
    if safari.state == "concept":
        raise ClosedError("Open eerst de uitnodiging; daarna kunt u de wijksafari bevestigen.")
    found = representation_of(session, safari)
    check_enough(found, reason)
    _enter(safari, "confirmed")
    safari.alerted_at = None
    what = f"Bevestigd bij {both_figures(found)}."
    note(session, safari, "decision", what, actor=actor, now=now, why=reason)
    session.flush()
    tell_hosts_confirmed(session, safari, post, now)
    return tell_participants(session, safari, "confirmed", actor=actor, post=post, now=now)


def cancel(
    session: Session, safari: Safari, *, actor: Actor, post: Post, now: datetime, reason: str
) -> int:
    """Call the evening off, or break it off once it has begun, and tell everybody.

    Mails go to all who take part or wait; says how many. Offers of a place are
    withdrawn; hosts who count on it are told, too. Raises InputError without a
    ``reason``, and ClosedError when there is nothing left to call off.
    """
    safari = lock_safari(session, safari.id)
    reason = usable_reason(reason)
    check_can_stop(session, safari, now)
    if not reason:
        raise InputError("Schrijf waarom de avond niet doorgaat; deelnemers en locaties lezen dat.")
    _enter(safari, "cancelled")
    safari.alerted_at = None
    for offered in session.scalars(select(SignUp).filter_by(safari_id=safari.id, status="offered")):
        offered.status, offered.offered_until = "waiting", None
    note(session, safari, "decision", "Afgelast.", actor=actor, now=now, why=reason)
    session.flush()
    tell_hosts_cancelled(session, safari, post, now, reason=reason)
    return tell_participants(
        session, safari, "cancelled", actor=actor, post=post, now=now, reason=reason
    )


def extend_deadline(
    session: Session, safari: Safari, *, actor: Actor, now: datetime, deadline: datetime
) -> None:
    """Sign-up stays open until ``deadline``, which lies ahead and before the evening.

    Raises InputError for another moment, ClosedError when nobody can sign up any more.
    """
    safari = lock_safari(session, safari.id)
    check_ahead(session, safari, now)
    check_deadline(deadline, safari.starts_at, now)
    if safari.deadline == deadline:
        return
    safari.deadline = deadline
    safari.agreed_revision += 1
    if safari.state == "inviting":
        safari.alerted_at = None
    until = deadline.astimezone(AMSTERDAM)
    what = f"Aanmelden kan nu tot {moment(until)}."
    note(session, safari, "decision", what, actor=actor, now=now)
    session.flush()


def note_deadlines(session: Session, post: Post, now: datetime) -> int:
    """Ask the organiser to decide on each safari whose sign-up closed; once for each deadline.

    Says for how many safaris.
    """
    passed = (
        select(Safari.id)
        .where(
            Safari.state == "inviting",
            Safari.deadline <= now,
            Safari.starts_at > now,
            Safari.alerted_at.is_(None),
        )
        .order_by(Safari.id)
    )
    return sum(_note_deadline(session, each, post, now) for each in session.scalars(passed).all())


def mark_held(session: Session, now: datetime) -> int:
    """Confirmed evenings that are over become held; says how many."""
    begun = select(Safari.id).where(Safari.state == "confirmed", Safari.starts_at <= now)
    ids = session.scalars(begun.order_by(Safari.id)).all()
    return sum(_mark_held(session, each, now) for each in ids)


def _note_deadline(session: Session, safari_id: int, post: Post, now: datetime) -> bool:
    safari = lock_safari(session, safari_id)
    if safari.state != "inviting" or safari.alerted_at or not deadline_passed(safari, now):
        return False
    safari.alerted_at = now
    found = representation_of(session, safari)
    warn_deadline_passed(session, safari, found, post=post, now=now)
    session.flush()
    return True


def _mark_held(session: Session, safari_id: int, now: datetime) -> bool:
    safari = lock_safari(session, safari_id)
    if safari.state != "confirmed" or evening_in_short(safari).ends > now:
        return False
    _enter(safari, "held")
    note(session, safari, "step", "De avond is geweest.", actor=PROGRAM, now=now)
    session.flush()
    return True


def _enter(safari: Safari, state: State) -> None:
    safari.state = state
    safari.sequence += 1
