"""What organisers agree: kept, refused with a sentence, and never lost between two."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_decisions import create_ten, journal, mails
from tests.web.world import NOW
from tests.worlds import (
    ACTOR,
    DEADLINE,
    POST,
    STARTS_AT,
    create_safari,
    create_sign_up,
    create_user,
)
from wijksafari.database import Database
from wijksafari.errors import ClosedError, StaleError
from wijksafari.models import Safari
from wijksafari.services.safaris.agreeing import save_agreements
from wijksafari.services.safaris.agreement_checks import AgreementsError
from wijksafari.services.safaris.agreements import agreements_of


def agree(session: Session, safari: Safari, revision: int = 0, **changed: Any) -> None:
    agreed = replace(agreements_of(safari, DEADLINE), **changed)
    save_agreements(session, safari, agreed, revision, actor=ACTOR, post=POST, now=NOW)


def test_a_change_is_kept_and_told_in_the_journal(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        agree(session, safari, capacity=16, target_percent=75, decided_by="practices")
        assert (safari.capacity, safari.target_percent, safari.agreed_revision) == (16, 75, 1)
        assert journal(session) == [
            (
                "change",
                "Afspraken gewijzigd: plekken van 14 naar 16; doel van 70 % naar 75 %;"
                " beslist op van huisartsen en POH’s naar praktijken.",
                "",
            )
        ]


def test_the_journal_names_no_ambassador(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        agree(session, safari, ambassador_name="Dokter Bibber", invitation_note="Kom ook!")
        assert safari.ambassador_name == "Dokter Bibber"
        assert journal(session)[0][1] == (
            "Afspraken gewijzigd: ambassadeur gewijzigd; tekst bij de uitnodiging gewijzigd."
        )


def test_saving_the_same_changes_nothing(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        agree(session, safari)
        assert (safari.agreed_revision, journal(session)) == (0, [])


def test_the_suggested_deadline_is_kept_once_it_is_saved(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state="concept", deadline=None)
        agree(session, safari)
        assert safari.deadline == DEADLINE


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"target_percent": 101}, "target_percent", "Meer dan 100 %"),
        ({"minimum_percent": 101}, "minimum_percent", "Meer dan 100 %"),
        ({"minimum_percent": 0}, "minimum_percent", "hoger dan 0 %"),
        ({"minimum_percent": 80}, "target_percent", "niet onder het minimum"),
        ({"deadline": NOW}, "deadline", "al geweest"),
        ({"deadline": STARTS_AT + timedelta(seconds=1)}, "deadline", "vóór de avond"),
        ({"capacity": 1}, "capacity", "al 2 plekken bezet"),
        ({"capacity": 201}, "capacity", "van 1 tot 200"),
        ({"offer_hours": 0}, "offer_hours", "van 1 tot 336 uur"),
        ({"reminder_days": (7, 6, 5, 4, 3, 2, 1)}, "reminder_days", "hooguit 6"),
        ({"reminder_days": (0,)}, "reminder_days", "van 1 tot 90 dagen"),
        ({"ambassador_name": "x" * 121}, "ambassador_name", "te lang"),
        ({"invitation_note": "x" * 2001}, "invitation_note", "te lang"),
    ],
)
def test_what_cannot_be_agreed_is_refused_with_a_sentence(
    database: Database, changed: dict[str, Any], field: str, sentence: str
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_sign_up(session, safari)
        create_sign_up(session, safari, status="offered", queued_at=NOW, offered_until=NOW)
        with pytest.raises(AgreementsError) as refusal:
            agree(session, safari, **changed)
        assert list(refusal.value.fields) == [field]
        assert sentence in refusal.value.fields[field]
        assert safari.agreed_revision == 0


def test_only_somebody_of_the_wijk_can_be_organiser(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        own, other = create_user(session), create_user(session, wijk="elders")
        agree(session, safari, organiser_id=own.id)
        assert safari.organiser == own
        with pytest.raises(AgreementsError):
            agree(session, safari, 1, organiser_id=other.id)


def test_a_stale_change_is_refused_and_changes_nothing(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        agree(session, safari, capacity=16)
        with pytest.raises(StaleError):
            agree(session, safari, 0, capacity=18)
        assert safari.capacity == 16


def test_the_same_change_sent_twice_is_kept_once(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        for _ in range(2):
            agree(session, safari, 0, capacity=16)
        assert safari.agreed_revision == 1


def test_a_deadline_that_passed_does_not_stand_in_the_way_of_another_change(
    database: Database,
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, deadline=NOW - timedelta(days=1), alerted_at=NOW)
        agree(session, safari, capacity=16)
        assert safari.alerted_at == NOW


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_what_is_over_is_fixed(database: Database, state: str) -> None:
    with database.writing.begin() as session, pytest.raises(ClosedError):
        agree(session, create_safari(session, state=state), capacity=16)


def test_more_places_are_offered_to_those_who_wait(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, capacity=1)
        create_sign_up(session, safari)
        waiting = create_sign_up(session, safari, status="waiting", queued_at=NOW)
        agree(session, safari, capacity=2)
        assert waiting.status == "offered"


def test_a_higher_minimum_under_a_confirmed_safari_alerts(database: Database) -> None:
    with database.writing.begin() as session:
        create_user(session)
        safari = create_ten(session, comes=6, state="confirmed")
        agree(session, safari, minimum_percent=65)
        assert len(mails(session, "below_minimum")) == 1
