"""A host's own calendar entry, over the life of an evening."""

from __future__ import annotations

import re

import icalendar
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, Asking, change_contact, create_asking
from tests.services.worlds_hosts import Waiting
from tests.worlds import ACTOR, POST
from wijksafari import models
from wijksafari.models import Link
from wijksafari.services.hosts.confirmed import tell_hosts_confirmed
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.question import question_calendar
from wijksafari.services.safaris.decisions import cancel


@pytest.fixture
def asking(session: Session) -> Asking:
    asking = create_asking(session)
    asking.everybody_says_yes()
    return asking


def _files(asking: Asking, stop: str) -> list[icalendar.Component]:
    calendars = [mail.calendar for mail in asking.mails(stop) if mail.calendar]
    found = []
    for each in calendars:
        parsed = icalendar.Calendar.from_ical(each.content)
        assert parsed["METHOD"] == each.method
        (event,) = parsed.walk("VEVENT")
        found.append(event)
    return found


def test_each_stop_has_its_own_entry_that_only_rises(asking: Asking) -> None:
    asking.replan(baken=3)
    asking.safari.state = "confirmed"
    tell_hosts_confirmed(asking.session, asking.safari, POST, asking.now)
    asking.answer("baken", NO)
    asking.answer("baken")
    cancel(
        asking.session, asking.safari, actor=ACTOR, post=POST, now=asking.now, reason="Te weinig."
    )
    files = _files(asking, "baken")
    assert [each["SEQUENCE"] for each in files] == [1, 2, 3, 4, 5, 6]
    assert [str(each["STATUS"]) for each in files] == [
        "TENTATIVE", "TENTATIVE", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED",
    ]  # fmt: skip
    assert len({str(each["UID"]) for each in files}) == 1
    assert str(files[0]["UID"]) != str(_files(asking, "letter")[0]["UID"])


@pytest.mark.parametrize("email", ["later@welzijn.test", ""])
def test_who_is_no_longer_the_contact_has_nothing_left_in_the_calendar(
    asking: Asking, email: str
) -> None:
    change_contact(asking.session, "baken", email)
    cancel(
        asking.session, asking.safari, actor=ACTOR, post=POST, now=asking.now, reason="Te weinig."
    )
    assert asking.kinds("baken")[-1] == "host_handed_over"
    assert [each["SEQUENCE"] for each in _files(asking, "baken")] == [1, 2]
    assert str(_files(asking, "baken")[-1]["STATUS"]) == "CANCELLED"
    assert asking.kinds("later") == (["host_cancelled"] if email else [])
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    assert POST.links.token(link) not in asking.mails("baken")[-1].letter.text
    assert asking.rows["baken"].calendar_email == email


def test_it_says_no_more_than_the_host_may_know(asking: Asking) -> None:
    (event,) = _files(asking, "baken")
    text = event.to_ical().decode().replace("\r\n ", "")
    for secret in ("De Linde", "De Letter", "De Sprong", "De Luwte"):
        assert secret not in text
    assert "mailto:baken@welzijn.test" in text
    assert re.search(r"De groep komt om 18\.44 en gaat om 19\.10 uur", text)


def test_a_cancelled_evening_tells_all_who_were_asked_but_who_said_no(session: Session) -> None:
    asking = create_asking(session)
    asking.ask()
    asking.answer("baken")
    asking.answer("letter", NO)
    cancel(session, asking.safari, actor=ACTOR, post=POST, now=asking.now, reason="Te weinig.")
    told = {mail.to.email.partition("@")[0]: mail for mail in asking.mails()}
    off = {stop for stop, mail in told.items() if mail.kind == "host_cancelled"}
    assert off == {"sprong", "linde", "baken", "luwte"}
    assert told["baken"].calendar
    assert told["linde"].calendar is None


def test_a_confirmed_evening_is_told_to_who_said_yes(session: Session) -> None:
    asking = create_asking(session)
    asking.ask()
    asking.answer("baken")
    asking.safari.state = "confirmed"
    tell_hosts_confirmed(session, asking.safari, POST, asking.now)
    assert [m.to.email for m in asking.mails() if m.kind == "host_confirmed"] == [
        "baken@welzijn.test"
    ]


def test_the_file_to_download_names_nobody_and_is_there_for_a_yes(asking: Asking) -> None:
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    content = question_calendar(asking.session, link, POST, asking.now)
    assert b"METHOD:PUBLISH" in content
    assert b"ATTENDEE" not in content
    asking.answer("baken", NO)
    with pytest.raises(LookupError):
        question_calendar(asking.session, link, POST, asking.now)


def test_a_host_without_mail_address_downloads_a_newer_file_once_something_changed(
    session: Session,
) -> None:
    asking = create_asking(session)
    change_contact(session, "baken", "")
    asking.everybody_says_yes()
    link = find_host_link(session, asking.safari, "baken")
    assert link
    sequences = [_downloaded(asking, link) for _ in range(2)]
    asking.replan(baken=3)
    sequences.append(_downloaded(asking, link))
    asking.safari.state = "confirmed"
    tell_hosts_confirmed(session, asking.safari, POST, asking.now)
    sequences.append(_downloaded(asking, link))
    cancel(session, asking.safari, actor=ACTOR, post=POST, now=asking.now, reason="Te weinig.")
    sequences.append(_downloaded(asking, link))
    assert sequences == [1, 1, 2, 3, 4]
    assert asking.mails("baken") == []


def _downloaded(asking: Asking, link: Link) -> int:
    return int(_entry(asking, link)["SEQUENCE"])


def _entry(asking: Asking, link: Link) -> icalendar.Component:
    content = question_calendar(asking.session, link, POST, asking.now)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_what_took_place_before_an_evening_was_broken_off_stays_so(session: Session) -> None:
    asking = create_asking(session)
    asking.everybody_says_yes()
    asking.safari.state = "confirmed"
    tell_hosts_confirmed(session, asking.safari, POST, asking.now)
    waiting = Waiting(session, asking.safari)
    visited, there, *later = waiting.stops
    for kind, stop in (("arrived", visited), ("departed", visited), ("arrived", there)):
        waiting.report(kind, stop, waiting.now)
    count = len(asking.mails())
    cancel(session, asking.safari, actor=ACTOR, post=POST, now=waiting.now, reason="IJzel.")
    links = {stop: find_host_link(session, asking.safari, stop) for stop in waiting.stops}
    found = {stop: _entry(asking, link) for stop, link in links.items() if link}
    assert {stop: str(each["STATUS"]) for stop, each in found.items()} == {
        visited: "CONFIRMED",
        there: "CONFIRMED",
        **dict.fromkeys(later, "CANCELLED"),
    }
    assert [int(found[stop]["SEQUENCE"]) for stop in (visited, there)] == [2, 2]
    cancelled = asking.mails()[count:]
    assert [each.calendar and each.calendar.method for each in cancelled] == ["CANCEL"] * len(later)


def test_an_address_that_no_calendar_takes_gets_the_mail_without_a_file(session: Session) -> None:
    asking = create_asking(session)
    known = update(models.Location).where(models.Location.code == "baken")
    session.execute(known.values(contact_email="baken@wel:zijn.test"))
    asking.ask()
    asking.answer("baken")
    mail = asking.mails("baken")[-1]
    assert (mail.kind, mail.calendar) == ("host_agreed", None)
