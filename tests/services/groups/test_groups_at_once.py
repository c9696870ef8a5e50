"""People who sign up at the same moment for an evening that rides in groups."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.at_once import at_once
from tests.services.worlds_groups import create_large, divide
from tests.services.worlds_sign_ups import enter
from tests.web.world import NOW
from tests.worlds import ACTOR, POST, create_invitation
from wijksafari.database import Database
from wijksafari.models import Invitation, Safari, SignUp
from wijksafari.services.groups.riders import move_riders

SOON = NOW + timedelta(minutes=1)


def evening(database: Database, riders: int, **overrides: Any) -> tuple[int, int]:
    """The ids of a safari in two groups, and of an invitation for it."""
    with database.writing.begin() as session:
        safari = create_large(session, riders, **overrides)
        divide(session, safari)
        return safari.id, create_invitation(session, safari).id


def signing_up(invitation: int, number: int) -> Callable[[Session], object]:
    def task(session: Session) -> object:
        row = session.get_one(Invitation, invitation)
        return enter(session, row, f"nieuw.{number}@praktijk.nl", name=f"Nieuw {number}", now=SOON)

    return task


def in_groups(database: Database, safari: int) -> dict[int | None, int]:
    """How many take part in each group; None for who has no group."""
    with database.reading() as session:
        rows = session.scalars(select(SignUp).filter_by(safari_id=safari, status="taking_part"))
        return dict(Counter(row.group.number if row.group else None for row in rows))


def test_two_who_sign_up_at_once_ride_in_two_groups(database: Database) -> None:
    safari, invitation = evening(database, riders=8)
    assert in_groups(database, safari) == {1: 4, 2: 4}

    assert not at_once(database, signing_up(invitation, 1), signing_up(invitation, 2))

    assert in_groups(database, safari) == {1: 5, 2: 5}


def test_many_at_once_leave_groups_even_and_nobody_without(database: Database) -> None:
    safari, invitation = evening(database, riders=4, capacity=10)

    assert not at_once(database, *(signing_up(invitation, number) for number in range(8)))

    assert in_groups(database, safari) == {1: 5, 2: 5}


def test_who_signs_up_while_groups_are_made_is_in_one(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_large(session, 8)
        number, invitation = safari.id, create_invitation(session, safari).id

    def splitting(session: Session) -> object:
        return divide(session, session.get_one(Safari, number))

    assert not at_once(database, signing_up(invitation, 1), splitting, signing_up(invitation, 2))

    found = in_groups(database, number)
    assert (set(found), sum(found.values())) == ({1, 2}, 10)


def test_a_move_and_a_sign_up_at_once_never_overfill_a_group(database: Database) -> None:
    safari, invitation = evening(database, riders=8, group_size=5)
    with database.reading() as session:
        rows = session.scalars(select(SignUp).filter_by(safari_id=safari))
        mover = next(row.id for row in rows if row.group and row.group.number == 2)

    def moving(session: Session) -> object:
        row = session.get_one(Safari, safari)
        return move_riders(session, row, {mover: 1}, may_mail=True, actor=ACTOR, post=POST, now=NOW)

    at_once(database, moving, *(signing_up(invitation, number) for number in range(2)))

    found = in_groups(database, safari)
    assert (set(found), sum(found.values())) == ({1, 2}, 10)
    assert max(found.values()) == 5
