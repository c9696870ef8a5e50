"""Whose ride a link opens, when it leads there, and what counts as another version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from tests.worlds import (
    ACTOR,
    STARTS_AT,
    create_riding_group,
    create_safari,
    create_sign_up,
)
from wijksafari.database import Database
from wijksafari.errors import ClosedError, LinkExpiredError
from wijksafari.models import SignUp
from wijksafari.services.riding.log import NewAction, record, undo
from wijksafari.services.riding.own_ride import is_outdated, leads_to_ride, own_ride, version_of

HOUR = timedelta(hours=1)
UNDERWAY = STARTS_AT + HOUR


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as session:
        yield session


@pytest.fixture
def rider(session: Session) -> SignUp:
    safari = create_safari(session, state="confirmed")
    group = create_riding_group(session, safari, leader_name="Lotte")
    return create_sign_up(session, safari, group=group)


def version(session: Session, rider: SignUp) -> str:
    own = own_ride(session, rider.link, UNDERWAY)
    return version_of(own.ride, own.sign_up.safari)


def report(session: Session, rider: SignUp, minutes: int) -> str:
    """Off they go, so many minutes after the beginning; the report's key."""
    key, at = str(uuid4()), STARTS_AT + timedelta(minutes=minutes)
    action = NewAction(key=key, kind="departed", group=1, at=at)
    record(session, rider.safari, action, actor=ACTOR, now=at)
    return key


def test_asking_again_gives_the_same_version(session: Session, rider: SignUp) -> None:
    first = version(session, rider)
    assert first == version(session, rider)
    assert len(first) == 17


def test_what_a_leader_reports_is_another_version_but_no_reason_to_print_anew(
    session: Session, rider: SignUp
) -> None:
    before = version(session, rider)
    key = report(session, rider, 25)
    after = version(session, rider)
    assert after != before
    assert not is_outdated(before, after)
    undo(session, rider.safari, key, actor=ACTOR, now=UNDERWAY)
    assert version(session, rider) not in (before, after)


@pytest.mark.parametrize(
    ("what", "name", "value"),
    [
        ("safari", "state", "cancelled"),
        ("safari", "title", "Andere titel"),
        ("safari", "meeting_name", "Buurthuis"),
        ("group", "leader_phone", "06-12345678"),
        ("group", "sweeper_name", "Henk"),
    ],
)
def test_what_stands_on_paper_makes_a_sheet_old(
    session: Session, rider: SignUp, what: str, name: str, value: str
) -> None:
    before = version(session, rider)
    setattr(getattr(rider, what), name, value)
    session.flush()
    assert is_outdated(before, version(session, rider))


def test_a_sheet_with_a_version_that_never_was_is_old(session: Session, rider: SignUp) -> None:
    assert is_outdated("gok", version(session, rider))


def test_who_moves_to_another_group_has_another_programme(session: Session, rider: SignUp) -> None:
    before = version(session, rider)
    rider.group = create_riding_group(session, rider.safari, number=2, leader_name="Lotte")
    session.flush()
    assert is_outdated(before, version(session, rider))


@pytest.mark.parametrize(
    ("moment", "leads"),
    [
        (STARTS_AT - 12 * HOUR - timedelta(seconds=1), False),
        (STARTS_AT - 12 * HOUR, True),
        (STARTS_AT + 8 * HOUR - timedelta(seconds=1), True),
        (STARTS_AT + 8 * HOUR, False),
    ],
)
def test_a_link_leads_to_the_ride_around_the_evening(
    session: Session, rider: SignUp, moment: datetime, leads: bool
) -> None:
    assert leads_to_ride(session, rider.link, moment) == leads


def test_only_who_takes_part_has_a_ride(session: Session, rider: SignUp) -> None:
    rider.status = "withdrawn"
    session.flush()
    assert not leads_to_ride(session, rider.link, UNDERWAY)
    with pytest.raises(ClosedError):
        own_ride(session, rider.link, UNDERWAY)


def test_after_two_weeks_the_ride_is_over(session: Session, rider: SignUp) -> None:
    until = STARTS_AT + timedelta(days=14)
    assert own_ride(session, rider.link, until - HOUR).works_until == until
    with pytest.raises(LinkExpiredError):
        own_ride(session, rider.link, until)
