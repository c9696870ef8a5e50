"""A new evening that takes over what was agreed for another, without its people."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM, local_moment
from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.planning.words import day
from wijksafari.services.journal import Actor, note
from wijksafari.services.safaris.deadlines import check_deadline, default_deadline

# Whoever signs, leads, helps or has said something belongs to one evening, and stays there.
_COPIED = (
    "capacity",
    "group_size",
    "minimum_percent",
    "target_percent",
    "decided_by",
    "offer_hours",
    "invitation_note",
    "host_note",
)


def copy_agreements(
    session: Session, original: Safari, copy: Safari, *, actor: Actor, now: datetime
) -> None:
    """Let ``copy``, new and a concept, take over what was agreed for ``original``.

    Sign-up closes as long before the evening, unless that is past; then at the
    usual moment. Nothing where something was agreed for the copy already.
    """
    if copy.agreed_revision or copy.deadline is not None:
        return
    for name in _COPIED:
        setattr(copy, name, getattr(original, name))
    copy.reminder_days = list(original.reminder_days)
    copy.deadline = _deadline(original, copy.starts_at, now)
    on = day(original.starts_at.astimezone(AMSTERDAM))
    what = f"De afspraken zijn overgenomen van ‘{original.title}’ ({on})."
    note(session, copy, "change", what, actor=actor, now=now)
    session.flush()


def _deadline(original: Safari, starts_at: datetime, now: datetime) -> datetime | None:
    if original.deadline is None:
        return None
    closed = original.deadline.astimezone(AMSTERDAM)
    evening = original.starts_at.astimezone(AMSTERDAM).date()
    days = (evening - closed.date()).days
    on = starts_at.astimezone(AMSTERDAM).date() - timedelta(days=days)
    try:
        deadline = local_moment(on, closed.time().replace(tzinfo=None))
        check_deadline(deadline, starts_at, now)
    except InputError:
        return default_deadline(starts_at, now)
    return deadline
