"""Signing up, coming back, and correcting what was filled in."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.services.worlds_sign_ups import enter, entry, last_mail, told
from tests.worlds import (
    DEADLINE,
    NOW,
    POST,
    STARTS_AT,
    create_invitation,
    create_person,
    create_practice,
    create_safari,
    create_sign_up,
    create_user,
    rows,
)
from wijksafari.errors import ClosedError, InputError, LinkRevokedError
from wijksafari.models import Invitation, Message, RepresentationPoint, SignUp
from wijksafari.services.sign_ups.sign_ups import change, come_back
from wijksafari.services.sign_ups.withdrawals import withdraw


def test_somebody_who_signs_up_has_a_place_and_a_mail_with_the_appointment(
    session: Session,
) -> None:
    invitation = create_invitation(session, create_safari(session))
    row = enter(session, invitation)
    assert (row.status, row.practice_id) == ("taking_part", invitation.practice_id)
    assert told(session, row) == ["signed_up"]
    mail = last_mail(session, row)
    assert mail["method"] == "REQUEST"
    assert POST.links.url(row.link) in mail["text"]
    assert POST.links.url(row.link) in mail["html"]


def test_the_own_link_works_until_ninety_days_after_the_evening(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    assert row.link.purpose == "sign_up"
    assert row.link.expires_at is not None
    assert row.link.expires_at - STARTS_AT == timedelta(days=90)


def test_answers_go_to_the_organiser(session: Session) -> None:
    organiser = create_user(session)
    safari = create_safari(session, organiser=organiser)
    row = enter(session, create_invitation(session, safari))
    assert last_mail(session, row)["reply_to"] == [organiser.name, organiser.email]


def test_the_same_click_twice_is_one_sign_up_and_one_mail(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    first, second = enter(session, invitation), enter(session, invitation)
    assert first is second
    assert first.revision == 0
    assert told(session, first) == ["signed_up"]


def test_one_address_in_other_capitals_is_the_same_person(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    enter(session, invitation, "Daan@Praktijk.nl")
    enter(session, invitation, "daan@praktijk.nl", name="D. Dokter")
    row = session.scalars(select(SignUp)).one()
    assert row.name == "D. Dokter"


def test_a_second_time_changes_it_and_keeps_what_is_left_empty(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    row = enter(session, invitation, diet="veganistisch", big_number="12345678901")
    enter(session, invitation, function="poh_ggz")
    assert (row.function, row.diet, row.big_number) == ("poh_ggz", "veganistisch", "12345678901")
    assert row.status == "taking_part"
    assert told(session, row) == ["signed_up", "changed"]


def test_by_the_link_of_another_practice_one_person_stays_one_sign_up(session: Session) -> None:
    safari = create_safari(session)
    enter(session, create_invitation(session, safari))
    enter(session, create_invitation(session, safari))
    assert rows(session, SignUp) == 1


def test_the_open_link_of_another_practice_moves_nobody_out_of_their_own(session: Session) -> None:
    safari = create_safari(session)
    own = create_invitation(session, safari)
    enter(session, own, function="gp")
    row = enter(session, create_invitation(session, safari), function="practice_assistant")
    assert (row.practice_id, row.function) == (own.practice_id, "gp")


def test_somebody_s_own_link_moves_them_to_their_new_practice(session: Session) -> None:
    safari = create_safari(session)
    enter(session, create_invitation(session, safari))
    person = create_person(session)
    row = enter(session, create_invitation(session, safari, person=person))
    assert row.practice_id == person.practice_id


def test_an_invitation_withdrawn_while_the_form_was_open_is_told_so(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    gone = delete(Invitation).where(Invitation.id == invitation.id)
    session.execute(gone, execution_options={"synchronize_session": False})
    with pytest.raises(LinkRevokedError, match="ingetrokken"):
        enter(session, invitation)


def test_a_change_keeps_the_turn_in_the_queue(session: Session) -> None:
    safari = create_safari(session, capacity=1)
    invitation = create_invitation(session, safari)
    enter(session, invitation, "een@praktijk.nl")
    row = enter(session, invitation, "twee@praktijk.nl")
    enter(session, invitation, "drie@praktijk.nl", now=NOW + timedelta(minutes=1))
    queued = row.queued_at
    enter(session, invitation, "twee@praktijk.nl", diet="noten", now=NOW + timedelta(hours=1))
    assert (row.status, row.queued_at) == ("waiting", queued)


def test_people_who_queue_in_one_instant_keep_their_order(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session, capacity=1))
    people = [enter(session, invitation, f"{number}@praktijk.nl") for number in range(4)]
    turns = [row.queued_at - NOW for row in people[1:] if row.queued_at]
    assert turns == sorted(set(turns))
    assert len(turns) == 3


def test_whoever_waits_gets_no_appointment(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session, capacity=1))
    enter(session, invitation, "een@praktijk.nl")
    row = enter(session, invitation, "twee@praktijk.nl")
    assert told(session, row) == ["waiting_list"]
    assert last_mail(session, row)["calendar"] is None
    assert "nummer 1 op de wachtlijst" in last_mail(session, row)["text"]


def test_nobody_passes_those_who_wait_even_where_a_place_is_free(session: Session) -> None:
    safari = create_safari(session, capacity=2)
    create_sign_up(session, safari, status="waiting", queued_at=NOW)
    assert enter(session, create_invitation(session, safari)).status == "waiting"


@pytest.mark.parametrize("status", ["taking_part", "offered"])
def test_a_place_that_is_taken_or_on_offer_is_not_free(session: Session, status: str) -> None:
    safari = create_safari(session, capacity=1)
    until = NOW + timedelta(hours=1) if status == "offered" else None
    create_sign_up(session, safari, status=status, offered_until=until)
    assert enter(session, create_invitation(session, safari)).status == "waiting"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"deadline": NOW}, "Aanmelden kon tot"),
        ({"deadline": NOW - timedelta(minutes=1)}, "Aanmelden kon tot"),
        ({"state": "concept"}, "nog niet open"),
        ({"state": "cancelled"}, "gaat niet door"),
        ({"state": "held"}, "geweest"),
    ],
)
def test_when_signing_up_is_closed_it_says_why(
    session: Session, state: dict[str, Any], words: str
) -> None:
    invitation = create_invitation(session, create_safari(session, **state))
    with pytest.raises(ClosedError, match=words):
        enter(session, invitation)
    assert rows(session, SignUp) == rows(session, Message) == 0


@pytest.mark.parametrize("deadline", [NOW + timedelta(seconds=1), None])
def test_until_the_deadline_itself_it_is_open(session: Session, deadline: Any) -> None:
    invitation = create_invitation(session, create_safari(session, deadline=deadline))
    assert enter(session, invitation).status == "taking_part"


def test_a_practice_that_left_while_the_form_was_open_is_told_so(session: Session) -> None:
    practice = create_practice(session)
    invitation = create_invitation(session, create_safari(session), practice)
    practice.removed_at = NOW
    with pytest.raises(ClosedError, match="hoort niet meer bij"):
        enter(session, invitation)


def test_signing_up_after_all_takes_back_a_no(session: Session) -> None:
    person = create_person(session)
    invitation = create_invitation(session, create_safari(session), person=person, declined_at=NOW)
    row = enter(session, invitation, person.email)
    assert invitation.declined_at is None
    assert row.person_id == person.id


def test_whoever_withdrew_and_signs_up_again_comes_back_with_a_newer_appointment(
    session: Session,
) -> None:
    invitation = create_invitation(session, create_safari(session))
    row = enter(session, invitation)
    withdraw(session, row, POST, NOW)
    cancelled = row.calendar_shift
    assert enter(session, invitation) is row
    assert row.status == "taking_part"
    assert row.calendar_shift > cancelled > 0
    assert told(session, row) == ["signed_up", "withdrawn", "signed_up"]


def test_coming_back_when_all_places_are_gone_queues(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session, capacity=1))
    row = enter(session, invitation)
    withdraw(session, row, POST, NOW)
    enter(session, invitation, "ander@praktijk.nl")
    come_back(session, row, POST, NOW)
    assert row.status == "waiting"


def test_after_the_deadline_nobody_comes_back(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    late = DEADLINE + timedelta(days=1)
    withdraw(session, row, POST, late)
    with pytest.raises(ClosedError):
        come_back(session, row, POST, late)


def test_one_may_correct_ones_own_sign_up_after_the_deadline(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    late = DEADLINE + timedelta(days=1)
    assert change(session, row, entry(email="nieuw@praktijk.nl", diet="noten"), POST, late)
    assert (row.email_key, row.diet, row.revision) == ("nieuw@praktijk.nl", "noten", 1)
    assert told(session, row) == ["changed"]
    assert not change(session, row, entry(email="nieuw@praktijk.nl", diet="noten"), POST, late)
    assert told(session, row) == ["changed"]


def test_emptying_a_field_of_ones_own_sign_up_forgets_it(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)), big_number="1" * 11)
    assert row.big_consented_at == NOW
    change(session, row, entry(), POST, NOW)
    assert (row.big_number, row.big_consented_at) == ("", None)


def test_the_address_of_somebody_else_is_refused(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    enter(session, invitation, "een@praktijk.nl")
    row = enter(session, invitation, "twee@praktijk.nl")
    with pytest.raises(InputError, match="ander adres"):
        change(session, row, entry(email="EEN@praktijk.nl"), POST, NOW)


def test_once_the_evening_began_nobody_signs_up_any_more(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session, deadline=None))
    with pytest.raises(ClosedError, match="begonnen"):
        enter(session, invitation, now=STARTS_AT)


def test_once_the_evening_began_nothing_changes_any_more(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    with pytest.raises(ClosedError):
        change(session, row, entry(diet="noten"), POST, STARTS_AT)


def test_the_figures_follow_every_sign_up(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    withdraw(session, row, POST, NOW)
    points = session.scalars(select(RepresentationPoint).order_by(RepresentationPoint.id))
    assert [point.persons for point in points] == [1, 0]


def test_the_database_itself_refuses_a_second_sign_up_for_one_address(session: Session) -> None:
    safari = create_safari(session)
    create_sign_up(session, safari, email="daan@praktijk.nl")
    with pytest.raises(IntegrityError):
        create_sign_up(session, safari, email="DAAN@praktijk.nl")


@pytest.mark.parametrize("name", ["=1+1", "O'Brien", "<b>Bold</b>", "Žofie Ångström", "张伟"])
def test_a_name_arrives_in_the_mail_as_it_was_written(session: Session, name: str) -> None:
    row = enter(session, create_invitation(session, create_safari(session)), name=name)
    mail = last_mail(session, row)
    assert f"Beste {name}," in mail["text"]
    assert "<b>Bold" not in mail["html"]
