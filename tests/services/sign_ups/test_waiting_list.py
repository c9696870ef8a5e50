"""Freed places go to the first in line, for a set time."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_sign_ups import enter, last_mail, told
from tests.worlds import DEADLINE, NOW, POST, STARTS_AT, create_invitation, create_safari
from wijksafari.errors import ClosedError
from wijksafari.models import Invitation, SignUp
from wijksafari.services.sign_ups.places import position
from wijksafari.services.sign_ups.waiting_list import accept_offer, expire_offers, fill_places
from wijksafari.services.sign_ups.withdrawals import withdraw

LATER = NOW + timedelta(hours=49)


def _full(session: Session, waiting: int = 2) -> tuple[Invitation, SignUp, list[SignUp]]:
    """One place, taken; and people who wait."""
    invitation = create_invitation(session, create_safari(session, capacity=1))
    first = enter(session, invitation, "eerste@praktijk.nl")
    return (
        invitation,
        first,
        [enter(session, invitation, f"w{n}@praktijk.nl") for n in range(waiting)],
    )


def test_a_freed_place_is_offered_to_the_first_in_line_for_two_days(session: Session) -> None:
    _, first, (next_, last) = _full(session)
    withdraw(session, first, POST, NOW)
    assert (next_.status, next_.offered_until) == ("offered", NOW + timedelta(hours=48))
    assert last.status == "waiting"
    assert told(session, next_) == ["waiting_list", "offer"]
    assert "dinsdag 24 november 2026, 12.00 uur" in last_mail(session, next_)["text"]


def test_no_offer_goes_beyond_the_start_of_the_evening(session: Session) -> None:
    _, first, (next_, _) = _full(session)
    withdraw(session, first, POST, STARTS_AT - timedelta(hours=2))
    assert next_.offered_until == STARTS_AT


def test_offers_still_go_out_after_the_deadline_and_can_be_accepted(session: Session) -> None:
    _, first, (next_, _) = _full(session)
    late = DEADLINE + timedelta(days=1)
    withdraw(session, first, POST, late)
    accept_offer(session, next_, POST, late)
    assert next_.status == "taking_part"
    assert last_mail(session, next_)["method"] == "REQUEST"


def test_an_offer_that_is_declined_goes_to_the_next(session: Session) -> None:
    _, first, (next_, last) = _full(session)
    withdraw(session, first, POST, NOW)
    withdraw(session, next_, POST, NOW)
    assert (next_.status, last.status) == ("withdrawn", "offered")
    assert last_mail(session, next_)["calendar"] is None


def test_an_offer_that_lapses_goes_to_the_next_and_its_mail_says_how_to_come_back(
    session: Session,
) -> None:
    _, first, (next_, last) = _full(session)
    withdraw(session, first, POST, NOW)
    assert expire_offers(session, POST, LATER - timedelta(hours=2)) == 0
    assert expire_offers(session, POST, LATER) == 1
    assert (next_.status, last.status) == ("withdrawn", "offered")
    assert told(session, next_)[-1] == "offer_lapsed"
    assert "weer op de wachtlijst" in last_mail(session, next_)["text"]
    assert expire_offers(session, POST, LATER) == 0


def test_accepting_just_too_late_queues_again_behind_the_others(session: Session) -> None:
    _, first, (next_, last) = _full(session)
    withdraw(session, first, POST, NOW)
    accept_offer(session, next_, POST, LATER)
    assert (next_.status, last.status) == ("waiting", "offered")
    assert position(session, next_) == 1


def test_accepting_just_too_late_gives_the_place_if_nobody_else_waits(session: Session) -> None:
    _, first, (next_,) = _full(session, waiting=1)
    withdraw(session, first, POST, NOW)
    accept_offer(session, next_, POST, LATER)
    assert next_.status == "taking_part"


def test_accepting_after_the_place_was_passed_on_says_so(session: Session) -> None:
    _, first, (next_, _) = _full(session)
    withdraw(session, first, POST, NOW)
    expire_offers(session, POST, LATER)
    with pytest.raises(ClosedError, match="niet meer voor u vastgehouden"):
        accept_offer(session, next_, POST, LATER)


def test_accepting_twice_takes_one_place_and_sends_one_mail(session: Session) -> None:
    _, first, (next_, _) = _full(session)
    withdraw(session, first, POST, NOW)
    accept_offer(session, next_, POST, NOW)
    accept_offer(session, next_, POST, NOW)
    assert told(session, next_) == ["waiting_list", "offer", "signed_up"]


def test_more_capacity_is_offered_in_order(session: Session) -> None:
    _, first, people = _full(session, waiting=4)
    first.safari.capacity = 3
    fill_places(session, first.safari, POST, NOW)
    assert [row.status for row in people] == ["offered", "offered", "waiting", "waiting"]


def test_less_capacity_throws_nobody_out_and_offers_nothing(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session, capacity=3))
    people = [enter(session, invitation, f"{n}@praktijk.nl") for n in range(4)]
    people[0].safari.capacity = 1
    withdraw(session, people[0], POST, NOW)
    assert [row.status for row in people] == ["withdrawn", "taking_part", "taking_part", "waiting"]


@pytest.mark.parametrize("state", ["concept", "cancelled", "held"])
def test_a_safari_nobody_can_join_offers_nothing(session: Session, state: str) -> None:
    _, first, people = _full(session)
    first.safari.state = state
    first.safari.capacity = 5
    fill_places(session, first.safari, POST, NOW)
    assert [row.status for row in people] == ["waiting", "waiting"]
