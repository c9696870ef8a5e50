"""What leaders report of the evening: written down once, never changed, undone where wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, NotFoundError
from wijksafari.models import RideAction, Safari, SignUp, WalkIn
from wijksafari.services.groups.riding_groups import find_group, groups_of
from wijksafari.services.journal import Actor, note
from wijksafari.services.riding.checks import (
    MOVES,
    PERSONAL,
    check_evening,
    check_key,
    check_subject,
    happened_at,
)
from wijksafari.services.riding.words import reported, taken_back
from wijksafari.services.sign_ups.places import lock_safari

Kind = Literal["departed", "arrived", "way_on", "present", "absent", "left"]

Choice = Literal["", "shorten", "skip", "finish"]
NOBODY = ""  # in place of who undid it: somebody else was first


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """Something a leader reports, under the ``key`` its phone gave it.

    ``at`` is when it happened by our clock. ``person`` is "s" and the id of a
    sign-up, or "w" and the key of a walk-in. ``choice`` and ``plan`` belong to a
    way on.
    """

    key: str
    kind: Kind
    group: int
    at: datetime
    location_id: str = ""
    person: str = ""
    choice: Choice = ""
    plan: dict[str, Any] | None = None


def record(
    session: Session, safari: Safari, action: NewAction, *, actor: Actor, now: datetime
) -> RideAction:
    """Write it down; under a key that is there already, nothing happens.

    What is reported of a stop that was reported before (two leaders at once)
    is kept, but does not count. A moment before the evening opens, or yet to
    come, becomes the nearest that can be. Raises InputError for a report that
    says nothing, ClosedError outside the evening, and NotFoundError for a
    group, stop or person that is not there (any more).
    """
    check_key(action.key)
    safari = lock_safari(session, safari.id)
    known = find_action(session, safari, action.key)
    if known is not None:
        return known
    check_evening(safari, now)
    group = find_group(session, safari, action.group)
    check_subject(group, action.kind, action.location_id, action.person)
    sign_up_id, walk_in_id = person_ids(session, safari, action.person)
    row = RideAction(
        safari_id=safari.id,
        group_number=action.group,
        key=action.key,
        kind=action.kind,
        location_code=action.location_id,
        sign_up_id=sign_up_id,
        walk_in_id=walk_in_id,
        choice=action.choice,
        plan=action.plan,
        at=happened_at(safari, action.at, now),
        recorded_at=now,
        user_id=actor.user_id,
        actor_name=actor.name,
    )
    if counting(session, row) is not None:
        row.undone_at, row.undone_by = now, NOBODY
    elif row.kind not in PERSONAL:
        note(session, safari, "step", reported(row, group), actor=actor, now=now)
    session.add(row)
    session.flush()
    return row


def undo(session: Session, safari: Safari, key: str, *, actor: Actor, now: datetime) -> RideAction:
    """Let it count no more; a second time changes nothing.

    Choices for the rest of the evening build on each other: the last is undone
    first. Raises NotFoundError for what was never reported, ClosedError outside
    the evening and for a choice with another after it.
    """
    check_key(key)
    safari = lock_safari(session, safari.id)
    row = find_action(session, safari, key)
    if row is None:
        raise NotFoundError("Deze melding is hier niet bekend; er is niets ongedaan te maken.")
    if row.undone_at is None:
        check_evening(safari, now)
        _check_last_choice(session, row)
        row.undone_at, row.undone_by = now, actor.name
        if row.kind not in PERSONAL:
            _note_undone(session, safari, row, actor, now)
        session.flush()
    return row


def actions_of(session: Session, safari: Safari) -> Sequence[RideAction]:
    """Everything that was reported, the first first; also what was undone."""
    return session.scalars(_actions(safari)).all()


def course_of(session: Session, safari: Safari) -> Sequence[RideAction]:
    """Movements and choices for the rest of the evening, without what is about people."""
    return session.scalars(_actions(safari).where(RideAction.kind.not_in(PERSONAL))).all()


def _actions(safari: Safari) -> Select[RideAction]:
    query = select(RideAction).filter_by(safari_id=safari.id)
    return query.order_by(RideAction.recorded_at, RideAction.id)


def was_overtaken(action: RideAction) -> bool:
    """Whether it never counted, as somebody else had reported it before."""
    return action.undone_at is not None and action.undone_by == NOBODY


def find_action(session: Session, safari: Safari, key: str) -> RideAction | None:
    """What was reported under ``key``."""
    return session.scalar(select(RideAction).filter_by(safari_id=safari.id, key=key))


def person_ids(session: Session, safari: Safari, person: str) -> tuple[int | None, int | None]:
    """The ids of the sign-up or the walk-in that ``person`` names. Raises NotFoundError."""
    if not person:
        return None, None
    mark, reference = person[:1], person[1:]
    found = None
    if mark == "s" and reference.isdecimal() and len(reference) < 10:
        query = select(SignUp.id).filter_by(safari_id=safari.id, id=int(reference))
        found = session.scalar(query)
    elif mark == "w":
        found = session.scalar(select(WalkIn.id).filter_by(safari_id=safari.id, key=reference))
    if found is None:
        raise NotFoundError("Deze deelnemer staat niet (meer) op de lijst.")
    return (found, None) if mark == "s" else (None, found)


def counting(session: Session, row: RideAction) -> RideAction | None:
    """What was reported of the same movement and counts; None for anything but a movement."""
    if row.kind not in MOVES:
        return None
    query = select(RideAction).filter_by(
        safari_id=row.safari_id,
        group_number=row.group_number,
        kind=row.kind,
        location_code=row.location_code,
        undone_at=None,
    )
    return session.scalar(query.limit(1))


def _check_last_choice(session: Session, row: RideAction) -> None:
    if row.kind != "way_on":
        return
    query = select(RideAction.id).filter_by(
        safari_id=row.safari_id, group_number=row.group_number, kind="way_on", undone_at=None
    )
    if session.scalar(query.where(RideAction.id > row.id).limit(1)) is not None:
        raise ClosedError(
            "Na deze keuze is er nog een gemaakt. Maak eerst de laatste keuze ongedaan."
        )


def _note_undone(
    session: Session, safari: Safari, row: RideAction, actor: Actor, now: datetime
) -> None:
    groups = groups_of(session, safari)
    group = next((each for each in groups if each.number == row.group_number), groups[0])
    note(session, safari, "step", taken_back(row, group), actor=actor, now=now)
