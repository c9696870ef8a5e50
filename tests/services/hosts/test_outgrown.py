"""More people may come than a host was asked for: the organisers hear so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, Asking, create_asking
from tests.worlds import POST, create_riding_group, create_sign_up, create_user
from wijksafari.services.hosts.outgrown import tell_outgrown
from wijksafari.services.hosts.overview import host_stops
from wijksafari.services.mail.post import Mail

LATER = timedelta(minutes=10)


@pytest.fixture
def asking(session: Session) -> Asking:
    asking = create_asking(session, organiser=create_user(session))
    asking.everybody_says_yes()
    return asking


def _grow(asking: Asking, most: int) -> None:
    asking.safari.group_size = asking.safari.capacity = most
    asking.session.flush()


def _round(asking: Asking) -> int:
    asking.now += LATER
    return tell_outgrown(asking.session, POST, asking.now)


def _alerts(asking: Asking) -> list[Mail]:
    return [each for each in asking.mails() if each.kind == "host_outgrown"]


def test_while_no_more_people_come_than_was_asked_there_is_nothing_to_tell(asking: Asking) -> None:
    assert _round(asking) == 0
    _grow(asking, 10)
    assert _round(asking) == 0


def test_every_larger_number_is_told_once(asking: Asking) -> None:
    _grow(asking, 20)
    assert [_round(asking) for _ in range(3)] == [1, 0, 0]
    _grow(asking, 22)
    assert [_round(asking) for _ in range(2)] == [1, 0]
    text = _alerts(asking)[0].letter.text
    assert "- Het Baken is gevraagd voor hooguit 14 mensen; er kunnen er nu 20 tegelijk" in text
    assert f"/safari/{asking.safari.uid}/gastheren" in text


def test_once_asked_anew_a_next_change_is_told_anew(asking: Asking) -> None:
    _grow(asking, 20)
    _round(asking)
    asking.now += LATER
    asking.ask()
    assert _round(asking) == 0
    _grow(asking, 21)
    assert _round(asking) == 1
    assert "gevraagd voor hooguit 20 mensen" in _alerts(asking)[-1].letter.text


def test_sign_ups_beyond_what_was_agreed_are_told_too(session: Session) -> None:
    asking = create_asking(session, organiser=create_user(session), group_size=2, capacity=4)
    asking.ask("baken")
    for _ in range(3):
        create_sign_up(session, asking.safari)
    assert _round(asking) == 1
    (mail,) = _alerts(asking)
    assert mail.letter.text.count("\n- ") == 1


def test_who_said_no_and_an_evening_that_is_off_ask_for_nothing(asking: Asking) -> None:
    for stop in asking.stops:
        asking.answer(stop, NO)
    _grow(asking, 20)
    assert _round(asking) == 0
    asking.answer("baken")
    asking.safari.state = "cancelled"
    asking.session.flush()
    assert _round(asking) == 0


def test_the_programme_is_definite_no_longer(asking: Asking) -> None:
    asking.safari.definite_at = asking.now
    _grow(asking, 20)
    _round(asking)
    assert asking.safari.definite_at is None


def test_the_overview_says_how_many_were_asked_for(asking: Asking) -> None:
    _grow(asking, 20)
    found = host_stops(asking.session, asking.safari, POST)
    assert [(each.standing, each.fewer) for each in found] == [("changed", 14)] * 5
    asking.ask()
    assert {each.fewer for each in host_stops(asking.session, asking.safari, POST)} == {0}


def test_of_groups_of_different_size_the_largest_is_asked_for(session: Session) -> None:
    asking = create_asking(session, organiser=create_user(session), group_size=2, capacity=4)
    rows = [create_riding_group(session, asking.safari, number=number) for number in (1, 2)]
    asking.ask("baken")
    for _ in range(3):
        create_sign_up(session, asking.safari).group = rows[1]
    session.flush()
    assert _round(asking) == 1
    asking.ask("baken")
    mail = asking.mails("baken")[-1]
    assert mail.letter.subject.startswith("Meer mensen: kunnen er hooguit 3 ")
    assert "hooguit 3 mensen per groep" in mail.letter.text
