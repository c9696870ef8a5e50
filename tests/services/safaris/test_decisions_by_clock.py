"""What happens to a safari when time goes by."""

from datetime import datetime, timedelta

import pytest

from tests.services.worlds_decisions import create_ten, journal, mails
from tests.web.world import NOW
from tests.worlds import DEADLINE, POST, STARTS_AT, create_safari, create_user
from wijksafari.clock import AMSTERDAM
from wijksafari.database import Database
from wijksafari.services.safaris.deadlines import default_deadline
from wijksafari.services.safaris.decisions import mark_held, note_deadlines

ENDS = STARTS_AT + timedelta(hours=3)


@pytest.mark.parametrize(
    ("comes", "subject", "words"),
    [
        (5, "Te weinig aanmeldingen", "Nog 1 huisarts of POH nodig."),
        (6, "Tijd om te besluiten", "toelichting"),
        (7, "Tijd om te besluiten", "met één klik"),
    ],
)
def test_once_sign_up_closed_the_organiser_is_asked_to_decide_once(
    database: Database, comes: int, subject: str, words: str
) -> None:
    with database.writing.begin() as session:
        user = create_user(session)
        safari = create_ten(session, comes, organiser=user)
        assert note_deadlines(session, POST, DEADLINE - timedelta(seconds=1)) == 0
        assert note_deadlines(session, POST, DEADLINE) == 1
        assert note_deadlines(session, POST, DEADLINE + timedelta(hours=1)) == 0
        (sent,) = mails(session, "deadline_passed")
        assert subject in sent.subject
        content = POST.unseal(sent.sealed or b"")
        for text in (content["text"], content["html"]):
            assert words in text
            assert f"https://wijksafari.test/safari/{safari.uid}/stand" in text
        assert journal(session)[0][0] == "alert"
        assert safari.state == "inviting"


@pytest.mark.parametrize("state", ["concept", "confirmed", "cancelled", "held"])
def test_only_what_is_undecided_asks_for_a_decision(database: Database, state: str) -> None:
    with database.writing.begin() as session:
        create_user(session)
        create_ten(session, state=state)
        assert note_deadlines(session, POST, DEADLINE) == 0


def test_a_confirmed_evening_is_held_once_it_is_over(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state="confirmed")
        assert mark_held(session, ENDS - timedelta(minutes=1)) == 0
        assert mark_held(session, ENDS) == 1
        assert mark_held(session, ENDS) == 0
        assert (safari.state, safari.sequence) == ("held", 1)
        assert journal(session) == [("step", "De avond is geweest.", "")]


@pytest.mark.parametrize("state", ["concept", "inviting", "cancelled"])
def test_an_evening_that_was_not_confirmed_is_never_held(database: Database, state: str) -> None:
    with database.writing.begin() as session:
        create_safari(session, state=state)
        assert mark_held(session, ENDS) == 0


@pytest.mark.parametrize(
    ("now", "deadline"),
    [
        (NOW, "26-01 17:00"),
        (datetime(2027, 1, 26, 17, tzinfo=AMSTERDAM), "30-01 17:00"),
        (datetime(2027, 1, 31, 9, tzinfo=AMSTERDAM), "31-01 17:00"),
        (datetime(2027, 2, 1, 16, tzinfo=AMSTERDAM), "01-02 17:00"),
        (datetime(2027, 2, 2, 9, tzinfo=AMSTERDAM), "02-02 17:30"),
    ],
)
def test_the_usual_deadline_is_a_week_before_or_as_early_as_still_can(
    now: datetime, deadline: str
) -> None:
    found = default_deadline(STARTS_AT, now).astimezone(AMSTERDAM)
    assert f"{found:%d-%m %H:%M}" == deadline
