"""Another link for a host, or none."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, Asking, change_contact, create_asking
from tests.services.worlds_hosts import create_waiting
from tests.worlds import ACTOR, POST, STARTS_AT
from wijksafari.errors import ClosedError, LinkRevokedError, NotFoundError
from wijksafari.models import Link
from wijksafari.services.hosts.links import find_host_link, host_link
from wijksafari.services.hosts.new_links import renew_link, withdraw_link
from wijksafari.services.hosts.question import question_calendar
from wijksafari.services.links import find_link
from wijksafari.services.mail.outbox import claim_due

DAY = timedelta(days=1)


@pytest.fixture
def asking(session: Session) -> Asking:
    asking = create_asking(session)
    asking.ask()
    return asking


def _renew(asking: Asking, stop: str = "baken", *, mail: bool = True) -> bool:
    return renew_link(
        asking.session, asking.safari, stop, mail=mail, actor=ACTOR, post=POST, now=asking.now
    )


def _link(asking: Asking) -> Link:
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    return link


def _sequence(content: bytes) -> int:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return int(event["SEQUENCE"])


def test_the_old_link_answers_as_one_that_was_withdrawn(asking: Asking) -> None:
    old = _link(asking)
    assert _renew(asking)
    with pytest.raises(LinkRevokedError):
        find_link(asking.session, POST.links.token(old), asking.now)
    assert _link(asking).id != old.id


def test_who_did_not_answer_gets_the_question_with_the_new_link(asking: Asking) -> None:
    assert _renew(asking)
    assert asking.kinds("baken") == ["host_request", "host_request"]
    assert POST.links.url(_link(asking)) in asking.mails("baken")[-1].letter.text


def test_who_answered_keeps_that_and_gets_the_link_and_the_appointment_it_is_in(
    asking: Asking,
) -> None:
    asking.answer("baken")
    assert _renew(asking)
    mail = asking.mails("baken")[-1]
    url = POST.links.url(_link(asking))
    assert (mail.kind, asking.rows["baken"].answer) == ("host_link", "yes")
    assert url in mail.letter.text
    assert "18.44 uur" in mail.letter.text
    assert mail.calendar
    assert _sequence(mail.calendar.content) == 2
    assert url.encode() in mail.calendar.content.replace(b"\r\n ", b"")


def test_who_said_no_gets_the_link_and_no_times(asking: Asking) -> None:
    asking.answer("baken", NO)
    assert _renew(asking)
    mail = asking.mails("baken")[-1]
    assert (mail.kind, mail.calendar) == ("host_link", None)
    assert "18.44 uur" not in mail.letter.text


def test_an_organiser_who_copies_the_link_mails_nobody(asking: Asking) -> None:
    asking.answer("baken")
    count, before = len(asking.mails()), _downloaded(asking)
    assert not _renew(asking, mail=False)
    assert len(asking.mails()) == count
    assert _downloaded(asking) == before + 1


def _downloaded(asking: Asking) -> int:
    return _sequence(question_calendar(asking.session, _link(asking), POST, asking.now))


def test_it_goes_to_the_contact_of_now_and_leaves_the_calendar_of_who_was(asking: Asking) -> None:
    asking.answer("baken")
    change_contact(asking.session, "baken", "later@welzijn.test")
    assert _renew(asking)
    assert asking.kinds("baken")[-1] == "host_handed_over"
    assert asking.kinds("later") == ["host_link"]


def test_without_a_mail_address_the_link_is_there_to_be_copied(asking: Asking) -> None:
    change_contact(asking.session, "baken", "")
    assert not _renew(asking)
    assert _link(asking)


def test_on_the_evening_and_after_it_a_host_who_was_never_asked_gets_it_too(
    session: Session,
) -> None:
    waiting = create_waiting(session)
    asking = Asking(session, waiting.safari, now=STARTS_AT + DAY)
    host_link(session, asking.safari, "baken", POST, STARTS_AT)
    assert _renew(asking)
    (mail,) = asking.mails("baken")
    assert (mail.kind, mail.calendar) == ("host_link", None)
    assert [each.mail.kind for each in claim_due(session, POST, "een", asking.now, most=9)] == [
        "host_link"
    ]


def test_once_links_have_run_out_there_is_no_other(asking: Asking) -> None:
    asking.now = STARTS_AT + 14 * DAY
    with pytest.raises(ClosedError):
        _renew(asking)


def test_a_link_can_be_withdrawn_until_the_next_mail_brings_another(asking: Asking) -> None:
    def withdraw() -> bool:
        return withdraw_link(asking.session, asking.safari, "baken", actor=ACTOR, now=asking.now)

    old = _link(asking)
    assert withdraw()
    assert not withdraw()
    with pytest.raises(LinkRevokedError):
        find_link(asking.session, POST.links.token(old), asking.now)
    assert find_host_link(asking.session, asking.safari, "baken") is None
    asking.ask("baken")
    assert POST.links.url(_link(asking)) in asking.mails("baken")[-1].letter.text


@pytest.mark.parametrize("stop", ["nergens", ""])
def test_what_is_no_stop_has_no_link(asking: Asking, stop: str) -> None:
    with pytest.raises(NotFoundError):
        _renew(asking, stop)
    with pytest.raises(NotFoundError):
        withdraw_link(asking.session, asking.safari, stop, actor=ACTOR, now=asking.now)
