"""Not coming after all, and being forgotten."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_outbox import put_mail
from tests.services.worlds_sign_ups import enter, entry, last_mail, told
from tests.worlds import (
    ACTOR,
    DEADLINE,
    NOW,
    POST,
    STARTS_AT,
    create_invitation,
    create_person,
    create_safari,
    create_sign_up,
    rows,
)
from wijksafari.errors import ClosedError, LinkRevokedError
from wijksafari.models import JournalEntry, Message, SignUp
from wijksafari.services.invitations.invitations import unanswered
from wijksafari.services.links import check_link
from wijksafari.services.retention import erase_expired
from wijksafari.services.sign_ups.own_data import own_data
from wijksafari.services.sign_ups.sign_ups import change
from wijksafari.services.sign_ups.withdrawals import erase, withdraw


def test_a_withdrawal_takes_the_appointment_out_of_the_calendar(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    withdraw(session, row, POST, NOW)
    assert (row.status, row.calendar_shift) == ("withdrawn", 1)
    mail = last_mail(session, row)
    assert mail["method"] == "CANCEL"
    assert "STATUS:CANCELLED" in mail["calendar"]


def test_withdrawing_works_after_the_deadline_and_twice_is_once(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    for _ in range(2):
        withdraw(session, row, POST, DEADLINE + timedelta(days=1))
    assert told(session, row) == ["signed_up", "withdrawn"]


def test_once_the_evening_began_nobody_withdraws(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    with pytest.raises(ClosedError):
        withdraw(session, row, POST, STARTS_AT)


def test_an_organiser_who_withdraws_somebody_is_in_the_journal_the_participant_is_not(
    session: Session,
) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    withdraw(session, row, POST, NOW, asked_of=ACTOR)
    entry = session.scalars(select(JournalEntry).filter_by(kind="change")).one()
    assert entry.actor_name == ACTOR.name
    assert row.name not in entry.what


def test_erasing_leaves_nothing_of_somebody_and_passes_the_place_on(session: Session) -> None:
    safari = create_safari(session, capacity=1)
    invitation = create_invitation(session, safari)
    row = enter(session, invitation, name="Wilma Weg", diet="noten")
    next_ = enter(session, invitation, "volgende@praktijk.nl")
    link = row.link
    erase(session, row, POST, NOW)
    assert session.scalars(select(SignUp.name)).all() == [next_.name]
    assert "Wilma Weg" not in session.scalars(select(Message.to_name)).all()
    assert next_.status == "offered"
    with pytest.raises(LinkRevokedError):
        check_link(link, NOW)


@pytest.mark.parametrize("own_link", [True, False])
def test_whoever_was_erased_is_not_reminded(session: Session, own_link: bool) -> None:
    safari = create_safari(session)
    jan = create_person(session, email="Jan@brug.test")
    own = create_invitation(session, safari, person=jan, mailed_at=NOW)
    shared = create_invitation(session, safari, jan.practice)
    row = enter(session, own if own_link else shared, "jan@brug.test")
    erase(session, row, POST, NOW)
    day = DEADLINE - timedelta(days=2)
    assert "Jan@brug.test" not in [
        each.address.email for each in unanswered(session, safari, POST, day.date())
    ]


def test_mail_to_another_way_to_write_the_address_is_erased_too(session: Session) -> None:
    safari = create_safari(session)
    row = enter(session, create_invitation(session, safari), "jan@brug.test")
    put_mail(session, "Jan@Brug.test", safari_id=safari.id)
    put_mail(session, "piet@brug.test", safari_id=safari.id)
    erase(session, row, POST, NOW)
    assert session.scalars(select(Message.to_email)).all() == ["piet@brug.test"]


def test_who_was_erased_and_signs_up_anew_gets_a_newer_appointment(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    row = enter(session, invitation)
    withdraw(session, row, POST, NOW)
    told_last = _sequence(session, row)
    erase(session, row, POST, NOW)
    assert _sequence(session, enter(session, invitation)) > told_last


def test_an_address_that_somebody_left_gets_newer_appointments_too(session: Session) -> None:
    invitation = create_invitation(session, create_safari(session))
    row = enter(session, invitation)
    withdraw(session, row, POST, NOW)
    told_last = _sequence(session, row)
    change(session, row, entry("anders@praktijk.nl"), POST, NOW)
    assert _sequence(session, enter(session, invitation)) > told_last


def test_erasing_after_the_evening_works_too(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    erase(session, row, POST, STARTS_AT + timedelta(days=1))
    assert rows(session, SignUp) == 0


def test_the_export_tells_everything_that_is_kept(session: Session) -> None:
    row = create_sign_up(session, create_safari(session), name="=1+1", diet="noten")
    told_ = own_data(session, row)
    assert (told_["naam"], told_["dieet"], told_["aanmelding"]) == ("=1+1", "noten", "gaat mee")
    own = {column.name for column in SignUp.__table__.columns}
    inner = {"id", "safari_id", "person_id", "link_id", "email_key", "revision", "calendar_shift"}
    assert (
        len(told_) == len(own - inner) + 4
    )  # the evening, its start, what was reported on it, and when all is erased


def test_what_was_arranged_is_forgotten_after_fourteen_days(session: Session) -> None:
    row = create_sign_up(
        session, create_safari(session), bicycle="loan", diet="noten", remark="Tot dan!"
    )
    after = row.safari.starts_at + timedelta(days=14)
    assert erase_expired(session, after - timedelta(minutes=1)) == 0
    assert erase_expired(session, after) == 1
    session.refresh(row)
    assert (row.bicycle, row.diet, row.remark, row.name[:9]) == ("", "", "", "Deelnemer")
    assert erase_expired(session, after) == 0


def test_sign_ups_and_mail_are_forgotten_after_ninety_days(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    later = create_sign_up(session, create_safari(session, starts_at=STARTS_AT + timedelta(days=7)))
    after = row.safari.starts_at + timedelta(days=90)
    assert erase_expired(session, after - timedelta(minutes=1)) == 0
    assert erase_expired(session, after) == 2
    assert session.scalars(select(SignUp.id)).all() == [later.id]
    assert rows(session, Message) == 0


def _sequence(session: Session, row: SignUp) -> int:
    (event,) = Calendar.from_ical(last_mail(session, row)["calendar"]).events
    return int(event["sequence"])
