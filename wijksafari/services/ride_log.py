"""What leaders report of the evening: written down once, never changed, undone where wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, NotFoundError
from wijksafari.models import RideAction, Safari, SignUp, WalkIn
from wijksafari.planning.functions import Function
from wijksafari.services.journal import Actor
from wijksafari.services.places import lock_safari

Kind = Literal["departed", "arrived", "way_on", "present", "absent", "left"]

OPENS = timedelta(hours=3)  # before the evening begins
CLOSES = timedelta(hours=48)  # after it began: a phone may find reception only the next day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """Something a leader reports, under the ``key`` its phone gave it.

    ``at`` is when it happened by our clock. ``person`` is "s" and the id of a
    sign-up, or "w" and the key of a walk-in.
    """

    key: str
    kind: Kind
    group: int
    at: datetime
    location_id: str = ""
    person: str = ""
    plan: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWalkIn:
    """Somebody who rides along without having signed up."""

    key: str
    group: int
    name: str
    function: Function
    practice_name: str = ""


def record(
    session: Session, safari: Safari, action: NewAction, *, actor: Actor, now: datetime
) -> RideAction:
    """Write it down; under a key that is there already, nothing happens.

    What is reported of a stop that was reported before (two leaders at once)
    is kept, but does not count. Raises ClosedError outside the evening and
    NotFoundError for a person who is not there (any more).
    """
    safari = lock_safari(session, safari.id)
    known = find_action(session, safari, action.key)
    if known is not None:
        return known
    check_evening(safari, now)
    sign_up_id, walk_in_id = _person(session, safari, action.person)
    row = RideAction(
        safari_id=safari.id,
        group_number=action.group,
        key=action.key,
        kind=action.kind,
        location_code=action.location_id,
        sign_up_id=sign_up_id,
        walk_in_id=walk_in_id,
        plan=action.plan,
        at=min(action.at, now),
        recorded_at=now,
        user_id=actor.user_id,
        actor_name=actor.name,
    )
    if action.kind in ("departed", "arrived") and _reported(session, safari, action):
        row.undone_at, row.undone_by = now, "al gemeld"
    session.add(row)
    session.flush()
    return row


def undo(session: Session, safari: Safari, key: str, *, actor: Actor, now: datetime) -> RideAction:
    """Let it count no more; a second time changes nothing.

    Raises NotFoundError for what was never reported, ClosedError outside the evening.
    """
    safari = lock_safari(session, safari.id)
    row = find_action(session, safari, key)
    if row is None:
        raise NotFoundError("Deze melding is hier niet bekend; er is niets ongedaan te maken.")
    if row.undone_at is None:
        check_evening(safari, now)
        row.undone_at, row.undone_by = now, actor.name
        session.flush()
    return row


def add_walk_in(session: Session, safari: Safari, walk_in: NewWalkIn, *, now: datetime) -> WalkIn:
    """Put somebody on the list; under a key that is there already, nothing happens."""
    safari = lock_safari(session, safari.id)
    row = session.scalar(select(WalkIn).filter_by(safari_id=safari.id, key=walk_in.key))
    if row is not None:
        return row
    check_evening(safari, now)
    row = WalkIn(
        safari_id=safari.id,
        group_number=walk_in.group,
        key=walk_in.key,
        name=walk_in.name,
        function=walk_in.function,
        practice_name=walk_in.practice_name,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def actions_of(session: Session, safari: Safari) -> Sequence[RideAction]:
    """Everything that was reported, the first first; also what was undone."""
    query = select(RideAction).filter_by(safari_id=safari.id)
    return session.scalars(query.order_by(RideAction.recorded_at, RideAction.id)).all()


def find_action(session: Session, safari: Safari, key: str) -> RideAction | None:
    """What was reported under ``key``."""
    return session.scalar(select(RideAction).filter_by(safari_id=safari.id, key=key))


def check_evening(safari: Safari, now: datetime) -> None:
    """Raises ClosedError when nothing can be reported of the evening now."""
    if safari.state == "cancelled":
        raise ClosedError("Deze wijksafari is afgelast; er valt niets meer te melden.")
    if now < safari.starts_at - OPENS:
        raise ClosedError("Melden kan vanaf drie uur voor het begin van de avond.")
    if now > safari.starts_at + CLOSES:
        raise ClosedError("Deze avond is te lang geleden om er nog iets van te melden.")


def _person(session: Session, safari: Safari, person: str) -> tuple[int | None, int | None]:
    """The ids of the sign-up or the walk-in that ``person`` names."""
    if not person:
        return None, None
    mark, reference = person[:1], person[1:]
    found = None
    if mark == "s" and reference.isdecimal():
        query = select(SignUp.id).filter_by(safari_id=safari.id, id=int(reference))
        found = session.scalar(query)
    elif mark == "w":
        found = session.scalar(select(WalkIn.id).filter_by(safari_id=safari.id, key=reference))
    if found is None:
        raise NotFoundError("Deze deelnemer staat niet (meer) op de lijst.")
    return (found, None) if mark == "s" else (None, found)


def _reported(session: Session, safari: Safari, action: NewAction) -> bool:
    query = select(RideAction.id).filter_by(
        safari_id=safari.id,
        group_number=action.group,
        kind=action.kind,
        location_code=action.location_id,
        undone_at=None,
    )
    return session.scalar(query) is not None
