"""How many people ride in each group, as far as is known; counts, no names."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.models import Safari, SignUp, WalkIn
from wijksafari.services.ride_log import actions_of
from wijksafari.services.riding_groups import group_number

_GONE = ("absent", "left")


def head_count(session: Session, safari: Safari) -> Counter[int]:
    """Those who take part or walked in, by group, without who stayed away or went home."""
    last: dict[tuple[int | None, int | None], str] = {}
    for each in actions_of(session, safari):
        if each.undone_at is None and (each.sign_up_id or each.walk_in_id):
            last[each.sign_up_id, each.walk_in_id] = each.kind
    coming = select(SignUp).filter_by(safari_id=safari.id, status="taking_part")
    counts: Counter[int] = Counter()
    for row in session.scalars(coming.options(joinedload(SignUp.group))):
        counts[group_number(row)] += last.get((row.id, None)) not in _GONE
    for walk_in in session.scalars(select(WalkIn).filter_by(safari_id=safari.id)):
        counts[walk_in.group_number] += last.get((None, walk_in.id)) not in _GONE
    return counts
