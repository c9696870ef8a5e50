"""Opening, confirming and cancelling: when it can be done, and what it brings about."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.services.worlds_decisions import create_ten, journal, mails
from tests.web.world import NOW
from tests.worlds import ACTOR, POST, STARTS_AT, create_practice, create_safari, create_sign_up
from wijksafari.clock import AMSTERDAM
from wijksafari.database import Database
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Safari
from wijksafari.services.journal import Actor
from wijksafari.services.safaris.decisions import cancel, confirm, extend_deadline, open_invitations

REASON = "De wethouder komt ook."


def test_opening_gives_a_deadline_a_week_before_and_raises_the_sequence(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state="concept", deadline=None)
        open_invitations(session, safari, actor=ACTOR, now=NOW)
        assert (safari.state, safari.sequence) == ("inviting", 1)
        assert safari.deadline is not None
        assert f"{safari.deadline.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" == "2027-01-26 17:00"
        assert journal(session) == [
            (
                "step",
                "Uitnodiging geopend; aanmelden kan tot dinsdag 26 januari 2027, 17.00 uur.",
                "",
            )
        ]


@pytest.mark.parametrize("state", ["inviting", "confirmed"])
def test_opening_again_changes_nothing(database: Database, state: str) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state=state)
        open_invitations(session, safari, actor=ACTOR, now=NOW)
        assert (safari.state, safari.sequence, journal(session)) == (state, 0, [])


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_what_is_over_can_neither_be_opened_nor_decided(database: Database, state: str) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=10, state=state)
        with pytest.raises(ClosedError):
            open_invitations(session, safari, actor=ACTOR, now=NOW)
        with pytest.raises(ClosedError):
            confirm(session, safari, actor=ACTOR, post=POST, now=NOW)
        with pytest.raises(ClosedError):
            cancel(session, safari, actor=ACTOR, post=POST, now=NOW, reason=REASON)
        assert safari.state == state


def confirmed(database: Database, comes: int, reason: str = "", **overrides: object) -> str:
    """The state after trying to confirm with so many of ten, and nothing kept when refused."""
    with database.writing.begin() as session:
        safari = create_ten(session, comes, **overrides)
        safari_id = safari.id
    try:
        with database.writing.begin() as session:
            safari = session.get_one(Safari, safari_id)
            confirm(session, safari, actor=ACTOR, post=POST, now=NOW, reason=reason)
    finally:
        with database.reading() as session:
            state = session.get_one(Safari, safari_id).state
    return state


def test_from_the_target_on_one_click_confirms(database: Database) -> None:
    assert confirmed(database, 7) == "confirmed"


def test_in_the_band_it_takes_a_written_reason(database: Database) -> None:
    with pytest.raises(InputError, match="Schrijf waarom"):
        confirmed(database, 6, reason="  \n ")
    assert confirmed_elsewhere(database) == "confirmed"


def confirmed_elsewhere(database: Database) -> str:
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        confirm(session, safari, actor=ACTOR, post=POST, now=NOW, reason=REASON)
        assert journal(session)[0][2] == REASON
        return safari.state


def test_below_the_minimum_no_reason_helps(database: Database) -> None:
    with pytest.raises(InputError, match="Bevestigen kan vanaf 60"):
        confirmed(database, 5, reason=REASON)
    with database.reading() as session:
        assert session.scalars(select(Safari.state)).one() == "inviting"
        assert journal(session) == []


def test_without_gps_and_practice_nurses_it_is_refused_with_a_sentence(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_sign_up(session, safari, create_practice(session, gps=0, practice_nurses=0))
        with pytest.raises(InputError, match="Vul eerst de aantallen"):
            confirm(session, safari, actor=ACTOR, post=POST, now=NOW, reason=REASON)


def test_the_agreed_figure_decides(database: Database) -> None:
    with pytest.raises(InputError, match="Nog 1 praktijk nodig"):
        confirmed(database, 6, decided_by="practices", reason=REASON)


def test_a_reason_has_an_end(database: Database) -> None:
    with pytest.raises(InputError, match="te lang"):
        confirmed(database, 6, reason="x" * 1001)


def test_a_concept_is_opened_before_it_is_confirmed(database: Database) -> None:
    with pytest.raises(ClosedError, match="Open eerst"):
        confirmed(database, 7, state="concept")


def test_an_evening_that_began_cannot_be_decided_on(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=7)
        with pytest.raises(ClosedError, match="al begonnen"):
            confirm(session, safari, actor=ACTOR, post=POST, now=STARTS_AT)


def test_confirming_tells_everybody_with_a_place_and_nobody_else(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=7, alerted_at=NOW)
        extra = create_practice(session)
        create_sign_up(session, safari, extra, function="practice_assistant")
        create_sign_up(session, safari, extra, status="waiting", queued_at=NOW)
        create_sign_up(session, safari, extra, status="withdrawn")
        assert confirm(session, safari, actor=ACTOR, post=POST, now=NOW) == 8
        assert (safari.sequence, safari.alerted_at) == (1, None)
        sent = mails(session, "confirmed")
        assert len({each.to_email for each in sent}) == 8
        assert len({each.batch for each in sent}) == 1
        content = POST.unseal(sent[0].sealed or b"")
        assert "https://wijksafari.test/mee/open/" in content["text"]
        assert "https://wijksafari.test/mee/open/" in content["html"]
        assert content["method"] == "REQUEST"
        assert "STATUS:CONFIRMED" in content["calendar"]
        assert "SEQUENCE:1" in content["calendar"]
        assert journal(session) == [
            (
                "decision",
                "Bevestigd bij 7 van 10 huisartsen en POH’s (70 %); 2 van 2 praktijken (100 %).",
                "",
            ),
            ("mail", "Bevestiging gemaild aan 8 mensen.", ""),
        ]


def test_the_second_to_confirm_reads_who_was_first_and_when(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=7)
        first = NOW.replace(hour=14, minute=2)
        confirm(session, safari, actor=Actor(None, "Bas de Boer"), post=POST, now=first)
        with pytest.raises(ClosedError, match=r"al bevestigd door Bas de Boer om 14\.02 uur"):
            confirm(session, safari, actor=ACTOR, post=POST, now=first + timedelta(seconds=3))
        with pytest.raises(ClosedError, match=r"op zondag 22 november 2026 om 14\.02 uur"):
            confirm(session, safari, actor=ACTOR, post=POST, now=first + timedelta(days=1))
        assert len(mails(session, "confirmed")) == 7


def test_cancelling_needs_a_reason(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session)
        with pytest.raises(InputError, match="Schrijf waarom"):
            cancel(session, safari, actor=ACTOR, post=POST, now=NOW, reason=" ")
        assert safari.state == "inviting"


@pytest.mark.parametrize("state", ["concept", "inviting", "confirmed"])
def test_cancelling_tells_those_who_come_and_those_who_wait(database: Database, state: str) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=1, state=state)
        create_sign_up(session, safari, status="waiting", queued_at=NOW)
        offered = create_sign_up(
            session, safari, status="offered", queued_at=NOW, offered_until=NOW
        )
        create_sign_up(session, safari, status="withdrawn")
        assert cancel(session, safari, actor=ACTOR, post=POST, now=NOW, reason=REASON) == 3
        assert (safari.state, safari.sequence) == ("cancelled", 1)
        assert (offered.status, offered.offered_until) == ("waiting", None)
        comes, *waiting = [POST.unseal(each.sealed or b"") for each in mails(session, "cancelled")]
        assert comes["method"] == "CANCEL"
        assert "STATUS:CANCELLED" in comes["calendar"]
        assert [each["method"] for each in waiting] == [None, None]
        assert all(REASON in each["text"] and REASON in each["html"] for each in (comes, *waiting))
        assert journal(session) == [
            ("decision", "Afgelast.", REASON),
            ("mail", "Afgelasting gemaild aan 3 mensen.", ""),
        ]


def test_a_confirmed_evening_can_be_broken_off_while_people_ride(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=1, state="confirmed")
        now = safari.starts_at + timedelta(hours=1)
        assert cancel(session, safari, actor=ACTOR, post=POST, now=now, reason="Onweer.") == 1
        assert safari.state == "cancelled"
        (sent,) = mails(session, "cancelled")
        assert sent.subject.startswith("De wijksafari is afgebroken")
        assert "wordt helaas afgebroken" in POST.unseal(sent.sealed or b"")["text"]


@pytest.mark.parametrize(("state", "hours"), [("confirmed", 3), ("inviting", 1)])
def test_what_is_over_or_was_never_confirmed_is_not_broken_off(
    database: Database, state: str, hours: int
) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=1, state=state)
        now = safari.starts_at + timedelta(hours=hours)
        with pytest.raises(ClosedError):
            cancel(session, safari, actor=ACTOR, post=POST, now=now, reason="Onweer.")
        assert safari.state == state


def test_a_hostile_reason_is_only_text_in_the_mail(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=1)
        reason = "<b>Regen</b>\r\nBcc: iedereen@voorbeeld.test"
        cancel(session, safari, actor=ACTOR, post=POST, now=NOW, reason=reason)
        (sent,) = mails(session, "cancelled")
        assert "&lt;b&gt;Regen" in POST.unseal(sent.sealed or b"")["html"]
        assert "Bcc" not in sent.subject


def test_a_longer_deadline_opens_the_question_again(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, deadline=NOW - timedelta(days=1), alerted_at=NOW)
        until = NOW + timedelta(days=3)
        extend_deadline(session, safari, actor=ACTOR, now=NOW, deadline=until)
        assert (safari.deadline, safari.alerted_at, safari.agreed_revision) == (until, None, 1)
        assert "Aanmelden kan nu tot woensdag 25 november 2026" in journal(session)[0][1]


@pytest.mark.parametrize("until", [NOW, STARTS_AT + timedelta(minutes=1)])
def test_a_deadline_lies_ahead_and_before_the_evening(database: Database, until: object) -> None:
    with database.writing.begin() as session:
        with pytest.raises(InputError):
            extend_deadline(session, create_ten(session), actor=ACTOR, now=NOW, deadline=until)
        assert journal(session) == []
