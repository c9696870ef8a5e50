"""Which group somebody rides in once they have a place."""

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from wijksafari.models import RidingGroup, Safari, SignUp

# Built once: every sign-up asks it, with the safari locked.
_SIZES = (
    select(RidingGroup.id, func.count(SignUp.id))
    .outerjoin(SignUp, and_(SignUp.group_id == RidingGroup.id, SignUp.status == "taking_part"))
    .where(RidingGroup.safari_id == bindparam("safari_id"))
    .group_by(RidingGroup.id, RidingGroup.number)
    .order_by(func.count(SignUp.id), RidingGroup.number)
)


def join_smallest(session: Session, safari: Safari, sign_up: SignUp) -> None:
    """Let whoever was just given a place ride in the smallest group; the safari is locked.

    Nothing while the safari rides as one group, or for whoever has a group.
    """
    if sign_up.group_id is not None:
        return
    sizes = session.execute(_SIZES, {"safari_id": safari.id}).all()
    if len(sizes) > 1:
        sign_up.group = session.get_one(RidingGroup, sizes[0][0])


def leave_group(sign_up: SignUp) -> None:
    """Whoever gives up their place, gives up their group."""
    sign_up.group = None
