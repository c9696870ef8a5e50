"""Thanks to the hosts, once the evening is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_hosts import Waiting, create_waiting
from tests.worlds import POST, create_sign_up
from wijksafari.models import Message
from wijksafari.services.hosts.hosts import hosts_hear_until
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.thanks import thank_hosts

SECOND = timedelta(seconds=1)


@pytest.fixture
def over(session: Session) -> Waiting:
    waiting = create_waiting(session)
    create_sign_up(session, waiting.safari)
    waiting.skip("baken")
    waiting.safari.state = "held"
    session.flush()
    waiting.now = hosts_hear_until(waiting.safari)
    return waiting


def test_every_host_is_thanked_once_and_invited_to_look_at_their_card(over: Waiting) -> None:
    assert thank_hosts(over.session, POST, over.now) == 0
    assert thank_hosts(over.session, POST, over.now + SECOND) == 5
    assert thank_hosts(over.session, POST, over.now + 2 * SECOND) == 0
    assert over.safari.hosts_thanked_at == over.now + SECOND
    assert {kind for kind, _ in over.told()} == {"host_thanks"}


def test_where_nobody_came_it_says_sorry(over: Waiting) -> None:
    thank_hosts(over.session, POST, over.now + SECOND)
    mails = {m.to_email: POST.opened(m) for m in over.session.scalars(select(Message))}
    assert "Dat spijt ons." in mails["baken@welzijn.test"].letter.text
    thanks = mails["linde@welzijn.test"].letter.text
    assert "Dank u wel dat de wijksafari bij De Linde welkom was, met 1 persoon." in thanks
    link = find_host_link(over.session, over.safari, "linde")
    assert link
    assert POST.links.url(link) in thanks


@pytest.mark.parametrize("state", ["confirmed", "cancelled"])
def test_an_evening_that_was_not_held_thanks_nobody(over: Waiting, state: str) -> None:
    over.safari.state = state
    over.session.flush()
    assert thank_hosts(over.session, POST, over.now + SECOND) == 0


def test_thanks_that_come_a_week_late_do_not_come(over: Waiting) -> None:
    assert thank_hosts(over.session, POST, over.safari.starts_at + timedelta(days=7)) == 0
