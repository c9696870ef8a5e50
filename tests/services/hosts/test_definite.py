"""When the programme stands, and when it does so no longer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, Asking, create_asking, draft
from tests.worlds import ACTOR, DEADLINE, POST, STARTS_AT
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import JournalEntry
from wijksafari.services.hosts.definite import (
    Coach,
    make_definite,
    missing_for_definite,
    name_coach,
    take_back_definite,
)
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.safaris.agreeing import save_agreements
from wijksafari.services.safaris.agreements import agreements_of

COACH = Coach("Wil Welzijn", "06-12345678", "wil@welzijn.test")


@pytest.fixture
def asking(session: Session) -> Asking:
    asking = create_asking(session)
    asking.everybody_says_yes()
    name_coach(session, asking.safari, COACH, actor=ACTOR, now=asking.now)
    return asking


def _decide(asking: Asking, why: str = "") -> None:
    make_definite(asking.session, asking.safari, why, actor=ACTOR, now=asking.now)


def test_with_every_yes_and_a_welzijnscoach_it_stands(asking: Asking) -> None:
    assert missing_for_definite(asking.session, asking.safari) == ()
    _decide(asking, "niet nodig")
    assert asking.safari.definite_at == asking.now
    assert (asking.safari.definite_by, asking.safari.definite_note) == (ACTOR.name, "")


def test_without_one_of_them_somebody_has_to_say_why(session: Session) -> None:
    asking = create_asking(session)
    asking.ask()
    missing = missing_for_definite(session, asking.safari)
    assert missing[0].startswith("De Sprong, De Linde, Het Baken")
    assert missing[1] == "Er is nog geen welzijnscoach genoemd die meegaat."
    with pytest.raises(InputError, match="Schrijf waarom"):
        _decide(asking, "  ")
    _decide(asking, "Telefonisch toegezegd.")
    assert asking.safari.definite_note == "Telefonisch toegezegd."
    entry = session.scalars(select(JournalEntry).filter_by(kind="decision")).one()
    assert entry.why == "Telefonisch toegezegd."


BUT = HostAnswer(answer="yes_but", by="Fatima", remark="Liever buiten.")


@pytest.mark.parametrize("answer", [NO, BUT])
def test_it_stands_no_longer_once_a_host_says_anything_but_yes(
    asking: Asking, answer: HostAnswer
) -> None:
    _decide(asking)
    asking.answer("baken", answer)
    assert asking.safari.definite_at is None


def test_nor_once_a_stop_has_to_be_asked_again(asking: Asking) -> None:
    _decide(asking)
    asking.replan(baken=4)
    assert asking.safari.definite_at
    asking.replan(baken=4)
    assert asking.safari.definite_at is None


def test_a_stop_less_leaves_it_standing_and_a_new_stop_does_not(asking: Asking) -> None:
    whole = draft(asking.safari, "", {})
    _decide(asking)
    asking.replan(without="letter")
    assert asking.safari.definite_at
    asking.save(whole)
    assert asking.safari.definite_at is None


def test_a_small_change_lets_it_stand_where_somebody_said_why(session: Session) -> None:
    asking = create_asking(session)
    _decide(asking, "Telefonisch toegezegd.")
    asking.replan(linde=1)
    assert asking.safari.definite_at


def test_nor_once_more_people_may_come_at_once_than_was_asked(asking: Asking) -> None:
    _decide(asking)
    safari = asking.safari
    agreed = agreements_of(safari, DEADLINE)
    more = replace(agreed, capacity=20, group_size=20)
    for sets in (replace(agreed, capacity=20), more):
        assert safari.definite_at
        revision = safari.agreed_revision
        save_agreements(
            asking.session, safari, sets, revision, actor=ACTOR, post=POST, now=asking.now
        )
    assert safari.definite_at is None


def test_nor_without_the_welzijnscoach_or_when_somebody_takes_it_back(asking: Asking) -> None:
    _decide(asking)
    name_coach(asking.session, asking.safari, Coach(), actor=ACTOR, now=asking.now)
    assert asking.safari.definite_at is None
    _decide(asking, "Komt goed.")
    assert take_back_definite(asking.session, asking.safari, actor=ACTOR, now=asking.now)
    assert asking.safari.definite_at is None
    assert not take_back_definite(asking.session, asking.safari, actor=ACTOR, now=asking.now)


def test_nothing_is_decided_any_more_once_the_evening_began(asking: Asking) -> None:
    asking.now = STARTS_AT
    with pytest.raises(ClosedError):
        _decide(asking)
