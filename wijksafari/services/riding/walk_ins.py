"""Those who ride along without having signed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Safari, WalkIn
from wijksafari.planning.functions import Function
from wijksafari.services.groups.riding_groups import find_group
from wijksafari.services.riding.checks import check_evening, check_key
from wijksafari.services.sign_ups.places import lock_safari


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWalkIn:
    """Somebody who rides along without having signed up."""

    key: str
    group: int
    name: str
    function: Function
    practice_name: str = ""


def add_walk_in(session: Session, safari: Safari, walk_in: NewWalkIn, *, now: datetime) -> WalkIn:
    """Put somebody on the list; under a key that is there already, nothing happens.

    Raises InputError for a key that no phone makes, ClosedError outside the
    evening, and NotFoundError for a group that is not there (any more).
    """
    check_key(walk_in.key)
    safari = lock_safari(session, safari.id)
    row = session.scalar(select(WalkIn).filter_by(safari_id=safari.id, key=walk_in.key))
    if row is not None:
        return row
    check_evening(safari, now)
    find_group(session, safari, walk_in.group)
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
