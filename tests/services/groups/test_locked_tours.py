"""A tour that was saved while somebody waited for their turn is the one they decide on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import STARTS_AT, create_safari, planned_tour
from wijksafari.models import Safari
from wijksafari.services.safaris.safaris import lock_safari_by_uid, tour_of
from wijksafari.services.safaris.tour_json import tour_to_json
from wijksafari.services.sign_ups.places import lock_safari


def _by_id(session: Session, safari: Safari) -> Safari:
    return lock_safari(session, safari.id)


def _by_uid(session: Session, safari: Safari) -> Safari:
    return lock_safari_by_uid(session, safari.uid)


@pytest.mark.parametrize("lock", [_by_id, _by_uid])
def test_no_older_tour_is_taken_for_that_of_a_newer_version(
    session: Session, lock: Callable[[Session, Safari], Safari]
) -> None:
    safari = create_safari(session)
    assert safari.tour  # read before the lock, as a page does that looks the safari up
    next_week = planned_tour(STARTS_AT + timedelta(days=7))
    saved = update(Safari).values(
        tour=tour_to_json(next_week), sequence=1, saved_at=NOW + timedelta(minutes=1)
    )
    session.execute(saved, execution_options={"synchronize_session": False})
    assert tour_of(lock(session, safari)) == next_week
