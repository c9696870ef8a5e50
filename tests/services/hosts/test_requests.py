"""Asking the stops of a saved safari whether the group is welcome."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, Asking, create_asking
from tests.worlds import ACTOR, POST, STARTS_AT, create_sign_up
from wijksafari import models
from wijksafari.errors import ClosedError, InputError, NotFoundError
from wijksafari.models import JournalEntry
from wijksafari.planning.route import Point
from wijksafari.planning.words import clock
from wijksafari.services.catalogue.locations import LocationEntry, new_location
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.overview import host_stops
from wijksafari.services.hosts.plan import stops_of
from wijksafari.services.hosts.requests import ask_hosts
from wijksafari.services.journal import PROGRAM


@pytest.fixture
def asking(session: Session) -> Asking:
    return create_asking(session)


def _standings(asking: Asking) -> list[str]:
    return [each.standing for each in host_stops(asking.session, asking.safari, POST)]


def test_everybody_is_asked_once_with_day_time_number_and_own_link(asking: Asking) -> None:
    assert _standings(asking) == ["unasked"] * 5
    assert len(asking.ask().mailed) == 5
    assert asking.kinds() == ["host_request"] * 5
    assert _standings(asking) == ["asked"] * 5
    visit = stops_of(asking.session, asking.safari)["baken"].visits[0]
    (mail,) = asking.mails("baken")
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    for told in ("dinsdag 2 februari 2027", clock(visit.arrival), clock(visit.departure)):
        assert told in mail.letter.text
    assert "hooguit 14 mensen en hun begeleiders" in mail.letter.text
    assert POST.links.url(link) in mail.letter.text
    assert asking.ask().mailed == ()


def test_what_is_expected_of_them_is_the_organisers_to_say(asking: Asking) -> None:
    ask_hosts(
        asking.session,
        asking.safari,
        ["linde"],
        expected="Zet de koffie klaar.",
        actor=ACTOR,
        post=POST,
        now=asking.now,
    )
    asking.ask("baken")
    (baken,) = asking.mails("baken")
    assert "Laat zien wat u doet" in baken.letter.text
    assert "Zet de koffie klaar." in asking.mails("linde")[0].letter.text


def test_who_did_not_answer_can_be_asked_once_more_and_who_did_is_left_alone(
    asking: Asking,
) -> None:
    asking.ask()
    asking.answer("linde", NO)
    assert asking.ask("baken").mailed == ("Het Baken",)
    assert asking.ask("linde").mailed == ()
    assert asking.rows["linde"].answer == "no"


def test_a_host_without_mail_address_gets_a_link_to_be_sent_and_is_to_be_called(
    asking: Asking,
) -> None:
    known = update(models.Location).where(models.Location.code == "baken")
    asking.session.execute(known.values(contact_email=""))
    asked = asking.ask()
    assert asked.to_call == ("Het Baken",)
    assert len(asked.mailed) == 4
    stop = next(s for s in host_stops(asking.session, asking.safari, POST) if s.link == s.link)
    assert stop.link
    entries = asking.session.scalars(select(JournalEntry).filter_by(kind="alert")).all()
    assert [each.what for each in entries] == ["Vraag: Het Baken heeft geen mailadres; bel zelf."]


def test_more_riders_than_a_group_holds_are_told_as_they_are(session: Session) -> None:
    asking = create_asking(session, group_size=2, capacity=4)
    for _ in range(3):
        create_sign_up(session, asking.safari)
    asking.ask("linde")
    assert "hooguit 3 mensen" in asking.mails("linde")[0].letter.text


def test_when_more_people_may_come_than_was_asked_a_yes_holds_no_longer(asking: Asking) -> None:
    asking.everybody_says_yes()
    asking.safari.group_size = asking.safari.capacity = 20
    assert _standings(asking) == ["changed"] * 5
    assert len(asking.ask().mailed) == 5
    mail = asking.mails("baken")[-1]
    assert mail.letter.subject == "Meer mensen: kunnen er hooguit 20 bij Het Baken komen?"
    assert "hooguit 20 mensen in plaats van 14, en hun begeleiders" in mail.letter.text
    assert "Met:       hooguit 20 mensen en hun begeleiders (eerst: hooguit 14 mensen)" in (
        mail.letter.text
    )
    assert "Wat u eerder antwoordde, geldt niet meer." in mail.letter.text
    assert mail.calendar
    assert b"hooguit 20 mensen" in mail.calendar.content.replace(b"\r\n ", b"")


@pytest.mark.parametrize("stop", ["nergens", "", "x" * 100])
def test_what_is_no_stop_cannot_be_asked(asking: Asking, stop: str) -> None:
    with pytest.raises(NotFoundError):
        ask_hosts(
            asking.session,
            asking.safari,
            [stop],
            expected=None,
            actor=PROGRAM,
            post=POST,
            now=asking.now,
        )


def test_nobody_is_asked_once_the_evening_has_begun_or_is_off(asking: Asking) -> None:
    asking.now = STARTS_AT
    with pytest.raises(ClosedError):
        asking.ask()
    asking.now = STARTS_AT - timedelta(days=3)
    asking.safari.state = "cancelled"
    with pytest.raises(ClosedError):
        asking.ask()


def test_too_many_words_are_refused(asking: Asking) -> None:
    with pytest.raises(InputError, match="hooguit 2000 tekens"):
        ask_hosts(
            asking.session,
            asking.safari,
            None,
            expected="x" * 2001,
            actor=ACTOR,
            post=POST,
            now=asking.now,
        )


def test_who_takes_the_name_of_a_stop_gets_none_of_its_mail(asking: Asking) -> None:
    asking.ask("baken")
    session, wijk = asking.session, asking.safari.neighbourhood
    stop = session.scalars(select(models.Location).filter_by(code="baken")).one()
    spot = Point(stop.lat, stop.lon)
    session.delete(stop)
    session.flush()
    assert new_location(session, wijk, LocationEntry(name="Baken", point=spot)).code == "baken-2"
