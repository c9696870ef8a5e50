"""The version of an evening under way moves with everything that leaders' pages show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.services.worlds_hosts import Waiting, create_waiting
from tests.worlds import ACTOR, create_sign_up
from wijksafari.models import Message
from wijksafari.services.groups.riders import set_guides
from wijksafari.services.groups.riding_groups import Guide
from wijksafari.services.riding.version import ride_version


def _sign_up(waiting: Waiting) -> None:
    create_sign_up(waiting.session, waiting.safari)


def _depart(waiting: Waiting) -> None:
    waiting.leave_late(8)


def _name_who_leads(waiting: Waiting) -> None:
    leader, sweeper = Guide("Lotte", "06 12345678"), Guide()
    set_guides(waiting.session, waiting.safari, 1, leader, sweeper, actor=ACTOR, now=waiting.now)


def _change_who_leads(waiting: Waiting) -> None:
    leader = Guide("Lars", "06 12345678")
    set_guides(waiting.session, waiting.safari, 1, leader, leader, actor=ACTOR, now=waiting.now)


def _tell_hosts(waiting: Waiting) -> None:
    assert waiting.tell()


def _send_mail(waiting: Waiting) -> None:
    waiting.session.execute(update(Message).values(status="sent"))


HAPPENINGS = (_sign_up, _name_who_leads, _change_who_leads, _depart, _tell_hosts, _send_mail)


@pytest.mark.parametrize("number", range(len(HAPPENINGS)))
def test_it_moves_with_each_thing_that_happens(session: Session, number: int) -> None:
    waiting = create_waiting(session)
    happen: Callable[[Waiting], None]
    for happen in HAPPENINGS[:number]:
        happen(waiting)
    before = ride_version(session, waiting.safari)
    assert ride_version(session, waiting.safari) == before
    HAPPENINGS[number](waiting)
    assert ride_version(session, waiting.safari) != before
