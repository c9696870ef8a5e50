"""How many people ride in each group, as far as is known; counts, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.services.riding.presence import Attendee, presence_of
from wijksafari.services.riding.riding import Ride


def head_count(session: Session, safari: Safari, rides: Sequence[Ride] = ()) -> Counter[int]:
    """Those who come or came along, by group, without who stayed away or went home.

    ``rides`` are the evening's, where they are known already.
    """
    return Counter(each.group for each in presence_of(session, safari, rides) if _rides(each))


def _rides(attendee: Attendee) -> bool:
    expected = attendee.listed and attendee.status == "expected"
    return expected or attendee.status == "present"
