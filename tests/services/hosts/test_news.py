"""Who leads the evening sees which hosts know, and whom to call."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.services.worlds_hosts import MINUTE, Waiting, create_waiting
from wijksafari.models import Message
from wijksafari.planning.words import clock, hours
from wijksafari.services.hosts.news import HostNews, host_news


@pytest.fixture
def waiting(session: Session) -> Waiting:
    return create_waiting(session)


def _news(waiting: Waiting) -> dict[str, HostNews]:
    found = host_news(waiting.session, waiting.safari, waiting.now)
    return {each.host.location_id: each for each in found}


def test_where_all_goes_as_agreed_there_is_nothing_to_say(waiting: Waiting) -> None:
    waiting.leave_late(0)
    assert _news(waiting) == {}


def test_what_was_mailed_is_told_with_the_moment(waiting: Waiting) -> None:
    waiting.leave_late(9)
    assert {each.status for each in _news(waiting).values()} == {"on_its_way"}
    waiting.tell()
    waiting.session.execute(update(Message).values(status="sent"))
    letter = _news(waiting)["letter"]
    arrival = next(v.arrival for v in waiting.plan.visits if v.location.id == "letter")
    assert letter.status == "told"
    assert letter.at == waiting.now
    assert letter.sentence == (
        f"Gemaild om {clock(waiting.now)}: de groep komt om {hours(arrival + 9 * MINUTE)}."
    )


def test_who_has_no_address_is_to_be_called(waiting: Waiting) -> None:
    waiting.forget_mail("baken")
    waiting.leave_late(9)
    waiting.tell()
    assert _news(waiting)["baken"].status == "call"
    assert "Bel zelf (06-12345678): de groep komt om" in _news(waiting)["baken"].sentence


@pytest.mark.parametrize("status", ["failed", "bounced"])
def test_whose_mail_did_not_arrive_is_to_be_called(waiting: Waiting, status: str) -> None:
    waiting.leave_late(0)
    waiting.skip("baken")
    waiting.tell()
    waiting.session.execute(update(Message).values(status=status))
    news = _news(waiting)["baken"]
    assert news.status == "call"
    assert news.sentence == ("De mail kwam niet aan. Bel zelf (06-12345678): de groep komt niet.")


def test_a_stop_that_was_reached_without_mail_is_nobodys_worry(waiting: Waiting) -> None:
    waiting.forget_mail("sprong")
    waiting.leave_late(9)
    waiting.report("arrived", "sprong", waiting.plan.visits[0].arrival + 9 * MINUTE)
    assert "sprong" not in _news(waiting)
