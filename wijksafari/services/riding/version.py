"""Which version of an evening under way somebody looks at."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.models import HostNotice, Message, RideAction, RidingGroup, Safari, SignUp, WalkIn


def ride_version(session: Session, safari: Safari) -> str:
    """Another text after anything that leaders see has changed, but for what a clock changes."""
    here = safari.id
    asked = (
        select(func.count(), func.max(RideAction.id), func.count(RideAction.undone_at)).where(
            RideAction.safari_id == here
        ),
        select(func.count(), func.max(WalkIn.id)).where(WalkIn.safari_id == here),
        # With the revision rises also who rides in which group.
        select(func.count(), func.sum(SignUp.revision)).where(SignUp.safari_id == here),
        select(
            RidingGroup.changed_at,
            *(RidingGroup.leader_name, RidingGroup.leader_phone),
            *(RidingGroup.sweeper_name, RidingGroup.sweeper_phone),
        )
        .where(RidingGroup.safari_id == here)
        .order_by(RidingGroup.number),
        select(HostNotice.told_at, Message.status)
        .outerjoin(Message, Message.id == HostNotice.message_id)
        .where(HostNotice.safari_id == here)
        .order_by(HostNotice.id),
    )
    found = [tuple(map(tuple, session.execute(each))) for each in asked]
    return sha256(repr((safari.sequence, safari.state, found)).encode()).hexdigest()[:16]
