"""Which version of an evening under way somebody looks at."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.models import RideAction, RidingGroup, Safari, SignUp, WalkIn


def ride_version(session: Session, safari: Safari) -> str:
    """Another text after anything that leaders see has changed."""
    here = safari.id
    asked = (
        select(func.count(), func.max(RideAction.id), func.count(RideAction.undone_at)).where(
            RideAction.safari_id == here
        ),
        select(func.count(), func.max(WalkIn.id)).where(WalkIn.safari_id == here),
        select(func.count(), func.max(SignUp.changed_at), func.sum(SignUp.revision)).where(
            SignUp.safari_id == here
        ),
        select(func.count(), func.max(RidingGroup.changed_at)).where(RidingGroup.safari_id == here),
        select(func.sum(SignUp.id * SignUp.group_id)).where(SignUp.safari_id == here),
    )
    found = [tuple(session.execute(each).one()) for each in asked]
    return sha256(repr((safari.sequence, safari.state, found)).encode()).hexdigest()[:16]
