"""What a host answers, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, YES, Asking, create_asking
from tests.web.world import NOW
from tests.worlds import ACTOR, POST, STARTS_AT, create_user
from wijksafari.errors import ClosedError, LinkRevokedError, NotFoundError, StaleError
from wijksafari.models import JournalEntry, Message
from wijksafari.services.hosts.answers import answer_for, answer_question, question_version
from wijksafari.services.hosts.given import AnsweredMeanwhileError, HostAnswer, answer_version
from wijksafari.services.hosts.links import find_host_link, revoke_host_link
from wijksafari.services.hosts.overview import host_stops
from wijksafari.services.hosts.plan import as_json, stops_of
from wijksafari.services.retention import SIGN_UPS_KEPT, erase_expired

BUT = HostAnswer(
    answer="yes_but",
    by="Fatima",
    other_from=time(19, 30),
    other_until=time(20, 30),
    remark="Zullen jullie mee-eten?",
)


@pytest.fixture
def asking(session: Session) -> Asking:
    asking = create_asking(session)
    asking.ask()
    return asking


def test_a_yes_is_confirmed_with_a_calendar_file(asking: Asking) -> None:
    assert asking.answer("baken")
    row = asking.rows["baken"]
    assert (row.answer, row.answered_at, row.answered_by) == ("yes", NOW, "Fatima")
    mail = asking.mails("baken")[-1]
    assert mail.kind == "host_agreed"
    assert mail.calendar
    assert mail.calendar.method == "REQUEST"


def test_the_same_answer_again_changes_nothing(asking: Asking) -> None:
    asking.answer("baken")
    count = len(asking.mails())
    assert not asking.answer("baken")
    assert len(asking.mails()) == count


def test_whatever_is_no_plain_yes_is_told_to_the_organiser(
    asking: Asking, session: Session
) -> None:
    asking.safari.organiser = create_user(session, email="anne@ros.test")
    asking.answer("linde")
    asking.answer("baken", BUT)
    asking.answer("letter", NO)
    told = session.scalars(select(Message).filter_by(kind="host_answered").order_by(Message.id))
    first, second = map(POST.opened, told)
    assert first.to.email == "anne@ros.test"
    assert first.letter.subject.startswith("Het Baken zegt ja, maar")
    assert "Zij vragen: liever tussen 19.30 en 20.30 uur." in first.letter.text
    assert "Fatima schrijft: Zullen jullie mee-eten?" in first.letter.text
    assert second.letter.subject.startswith("De Letter zegt nee")


def test_an_answer_can_be_changed_until_the_evening(asking: Asking) -> None:
    asking.answer("baken")
    asking.answer("baken", NO)
    mail = asking.mails("baken")[-1]
    assert (mail.kind, mail.calendar and mail.calendar.method) == ("host_released", "CANCEL")
    asking.answer("baken")
    assert asking.rows["baken"].answer == "yes"
    asking.now = STARTS_AT
    with pytest.raises(ClosedError):
        asking.answer("baken", NO)


def test_a_yes_is_to_as_many_people_as_were_asked(asking: Asking) -> None:
    asking.safari.capacity = asking.safari.group_size = 20
    asking.session.flush()
    asking.answer("baken")
    assert "hooguit 14 mensen" in asking.mails("baken")[-1].letter.text
    stop = host_stops(asking.session, asking.safari, POST)[2]
    assert (stop.location.id, stop.standing) == ("baken", "changed")


def test_a_no_empties_what_belonged_to_yes_but(asking: Asking) -> None:
    asking.answer("baken", BUT)
    asking.answer("baken", NO)
    row = asking.rows["baken"]
    assert (row.other_from, row.other_until, row.remark) == (None, None, "")


def _from_page(asking: Asking, answer: HostAnswer, seen: str) -> bool:
    """Somebody at Het Baken answers on a page that showed the answer of version ``seen``."""
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    version = question_version(asking.rows["baken"].visits)
    return answer_question(asking.session, link, answer, version, seen=seen, post=POST, now=NOW)


def test_an_answer_that_came_meanwhile_is_undone_by_nobody_who_did_not_see_it(
    asking: Asking,
) -> None:
    karim = replace(NO, by="Karim")
    _from_page(asking, replace(YES, remark="Er is koffie."), "")
    mails = asking.kinds()
    with pytest.raises(AnsweredMeanwhileError) as refused:
        _from_page(asking, karim, "")
    assert (refused.value.kept.by, refused.value.kept.remark) == ("Fatima", "Er is koffie.")
    assert refused.value.given == karim
    assert (asking.rows["baken"].answer, asking.kinds()) == ("yes", mails)
    assert _from_page(asking, karim, answer_version(asking.rows["baken"]))
    assert (asking.rows["baken"].answer, asking.rows["baken"].answered_by) == ("no", "Karim")


def test_a_colleague_who_says_the_same_is_not_asked_which_it_is(asking: Asking) -> None:
    _from_page(asking, YES, "")
    assert not _from_page(asking, replace(YES, by="Karim"), "")
    assert asking.rows["baken"].answered_by == "Fatima"
    seen = answer_version(asking.rows["baken"])
    assert _from_page(asking, replace(YES, by="Fatima de Vries"), seen)
    assert asking.rows["baken"].answered_by == "Fatima de Vries"


def test_an_answer_to_what_is_asked_no_longer_is_refused(asking: Asking) -> None:
    version = question_version(asking.rows["baken"].visits)
    asking.replan(baken=10)
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    with pytest.raises(StaleError, match="Uw antwoord is niet bewaard"):
        answer_question(asking.session, link, YES, version, seen="", post=POST, now=NOW)
    assert asking.rows["baken"].answer == ""


def test_a_link_answers_for_its_own_stop_only(asking: Asking) -> None:
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    version = question_version(asking.rows["letter"].visits)
    with pytest.raises(StaleError):
        answer_question(asking.session, link, NO, version, seen="", post=POST, now=NOW)
    asking.answer("baken", NO)
    assert {code for code, row in asking.rows.items() if row.answer} == {"baken"}


def test_a_link_that_was_withdrawn_answers_nothing(asking: Asking) -> None:
    link = find_host_link(asking.session, asking.safari, "baken")
    assert link
    revoke_host_link(asking.session, asking.safari, "baken", NOW)
    with pytest.raises(LinkRevokedError):
        answer_question(
            asking.session,
            link,
            YES,
            question_version(asking.rows["baken"].visits),
            seen="",
            post=POST,
            now=NOW,
        )


def _note(asking: Asking, stop: str, answer: HostAnswer, version: str = "", seen: str = "") -> bool:
    planned = stops_of(asking.session, asking.safari).get(stop)
    return answer_for(
        asking.session,
        asking.safari,
        stop,
        answer,
        version or question_version(as_json(planned.visits if planned else ())),
        seen=seen,
        actor=ACTOR,
        post=POST,
        now=NOW,
    )


def test_an_organiser_notes_what_was_said_by_telephone_also_of_who_was_not_asked(
    session: Session,
) -> None:
    asking = create_asking(session)
    assert _note(asking, "baken", YES)
    assert asking.rows["baken"].answer == "yes"
    assert asking.kinds("baken") == ["host_agreed"]
    assert not _note(asking, "baken", YES)


def test_what_an_organiser_heard_of_another_time_is_not_noted(asking: Asking) -> None:
    with pytest.raises(StaleError):
        _note(asking, "baken", YES, "gisteren")
    with pytest.raises(NotFoundError):
        _note(asking, "nergens", YES)


def test_an_organiser_does_not_undo_what_a_host_answered_during_their_call(
    asking: Asking,
) -> None:
    asking.answer("baken", NO)
    with pytest.raises(AnsweredMeanwhileError):
        _note(asking, "baken", YES)
    assert asking.rows["baken"].answer == "no"
    assert _note(asking, "baken", YES, seen=answer_version(asking.rows["baken"]))
    assert asking.rows["baken"].answer == "yes"


def test_not_even_where_the_answer_was_given_to_another_time(asking: Asking) -> None:
    asking.answer("baken", NO)
    asking.replan(baken=3)
    with pytest.raises(AnsweredMeanwhileError):
        _note(asking, "baken", YES)
    assert asking.rows["baken"].answer == "no"


def test_no_name_and_no_remark_gets_into_the_journal(asking: Asking) -> None:
    asking.answer("baken", BUT)
    told = " ".join(f"{each.what} {each.why}" for each in asking.session.scalars(_JOURNAL))
    assert "Het Baken antwoordt: ja, maar." in told
    assert "Fatima" not in told
    assert "mee-eten" not in told


_JOURNAL = select(JournalEntry)


def test_words_and_names_are_erased_ninety_days_after_the_evening(asking: Asking) -> None:
    asking.answer("baken")
    asking.answer("baken", BUT)
    assert asking.rows["baken"].calendar_email == "baken@welzijn.test"
    asking.safari.welzijnscoach_name = "Wil Welzijn"
    asking.safari.welzijnscoach_phone = "06-1"
    asking.safari.definite_by, asking.safari.definite_note = "Anne", "Fatima belde."
    asking.session.flush()
    erase_expired(asking.session, STARTS_AT + SIGN_UPS_KEPT - timedelta(seconds=1))
    asking.session.expire_all()
    assert asking.rows["baken"].remark
    erase_expired(asking.session, STARTS_AT + SIGN_UPS_KEPT)
    asking.session.expire_all()
    row = asking.rows["baken"]
    assert (row.answer, row.asked_by, row.answered_by, row.remark) == ("yes_but", "", "", "")
    assert row.calendar_email == ""
    assert (asking.safari.welzijnscoach_name, asking.safari.welzijnscoach_phone) == ("", "")
    assert (asking.safari.definite_by, asking.safari.definite_note) == ("", "")
