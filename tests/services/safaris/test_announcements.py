"""Telling those who ride along that their evening is different."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.drafts import draft_at, without_last_stop
from tests.worlds import (
    ACTOR,
    DEADLINE,
    NOW,
    POST,
    STARTS_AT,
    create_invitation,
    create_safari,
    create_sign_up,
    create_user,
    planned_tour,
)
from wijksafari.database import Database
from wijksafari.errors import ClosedError, ConsentNeededError, NotFoundError, StaleError
from wijksafari.models import JournalEntry, Message, Safari
from wijksafari.services.safaris.announcements import change_safari
from wijksafari.services.safaris.safaris import SafariDraft

WEEK = timedelta(days=7)
NEXT_WEEK = STARTS_AT + WEEK


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as session:
        yield session


def change(
    session: Session,
    safari: Safari,
    draft: SafariDraft,
    *,
    opened_at: int | None = None,
    may_mail: bool = True,
) -> Safari:
    return change_safari(
        session,
        safari.uid,
        safari.sequence if opened_at is None else opened_at,
        draft,
        POST,
        may_mail=may_mail,
        actor=ACTOR,
        now=NOW,
    )


def mails(session: Session) -> list[Message]:
    session.flush()
    return list(session.scalars(select(Message).filter_by(kind="changed_evening")))


def journal(session: Session) -> list[JournalEntry]:
    session.flush()
    return list(session.scalars(select(JournalEntry).filter_by(kind="change")))


def test_everybody_with_a_place_gets_one_mail_with_the_new_appointment(session: Session) -> None:
    safari = create_safari(session, organiser=create_user(session))
    riders = [create_sign_up(session, safari) for _ in range(3)]
    create_sign_up(session, safari, status="withdrawn")
    change(session, safari, draft_at(NEXT_WEEK))

    found = mails(session)
    assert sorted(each.to_email for each in found) == sorted(each.email for each in riders)
    assert len({each.batch for each in found}) == 1
    for each in found:
        assert each.sealed
        told = POST.unseal(each.sealed)
        assert told["method"] == "REQUEST"
        assert "DTSTART;TZID=Europe/Amsterdam:20270209T173000" in told["calendar"]
        assert told["reply_to"] == [safari.organiser.name, safari.organiser.email]


def test_the_mail_says_what_was_and_what_becomes(session: Session) -> None:
    safari = create_safari(session)
    sign_up = create_sign_up(session, safari, name="<b>Jan</b>")
    change(session, safari, draft_at(NEXT_WEEK, meeting_name="De Poort"))

    (mail,) = mails(session)
    assert mail.sealed
    told = POST.unseal(mail.sealed)
    assert mail.subject == "Gewijzigd: Wijksafari Proefwijk, dinsdag 9 februari 2027"
    for words in (told["text"], told["html"]):
        assert "dinsdag 2 februari 2027, 17.30 tot 20.30 uur" in words
        assert "dinsdag 9 februari 2027, 17.30 tot 20.30 uur" in words
        assert "De Poort" in words
        assert POST.links.url(sign_up.link) in words
        assert POST.links.ride_url(sign_up.link) in words
    assert "<b>Jan" not in told["html"]


@pytest.mark.parametrize(
    "draft",
    [draft_at(title="Voorjaarstocht"), draft_at(planner_query="tempo=11")],
    ids=["title", "query"],
)
def test_what_does_not_touch_them_is_not_mailed(session: Session, draft: SafariDraft) -> None:
    safari = create_safari(session)
    create_sign_up(session, safari)
    change(session, safari, draft, may_mail=False)

    assert mails(session) == []


def test_nobody_is_mailed_without_the_organisers_consent(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_sign_up(session, safari)
    with pytest.raises(ConsentNeededError), database.writing.begin() as session:
        change(session, session.merge(safari), draft_at(NEXT_WEEK), may_mail=False)
    with database.reading() as session:
        kept = session.scalars(select(Safari)).one()
        assert (kept.sequence, kept.starts_at) == (0, STARTS_AT)
        assert mails(session) == []


def test_without_participants_no_consent_is_asked(session: Session) -> None:
    safari = create_safari(session)
    change(session, safari, draft_at(NEXT_WEEK), may_mail=False)

    assert safari.starts_at == NEXT_WEEK


def test_the_journal_tells_what_changed_and_names_no_participant(session: Session) -> None:
    safari = create_safari(session)
    create_sign_up(session, safari, name="Jan Jansen")
    change(session, safari, draft_at(tour=without_last_stop(planned_tour())))

    (entry,) = journal(session)
    assert entry.what.startswith("De avond is gewijzigd. Stops: ")
    assert entry.what.endswith("Gemaild: 1 persoon.")
    assert entry.actor_name == ACTOR.name
    assert "Jansen" not in entry.what


def test_the_same_change_sent_twice_is_told_once(session: Session) -> None:
    safari = create_safari(session)
    create_sign_up(session, safari)
    for _ in range(2):
        change(session, safari, draft_at(NEXT_WEEK), opened_at=0)

    assert safari.sequence == 1
    assert len(mails(session)) == len(journal(session)) == 1


def test_a_decision_meanwhile_does_not_stand_in_the_way(session: Session) -> None:
    safari = create_safari(session)
    safari.state, safari.sequence = "confirmed", 1
    change(session, safari, draft_at(NEXT_WEEK), opened_at=0)

    assert (safari.state, safari.sequence) == ("confirmed", 2)
    assert safari.starts_at == NEXT_WEEK


def test_another_tour_meanwhile_is_a_conflict_also_after_a_decision(session: Session) -> None:
    safari = create_safari(session)
    change(session, safari, draft_at(NEXT_WEEK), opened_at=0)
    safari.state, safari.sequence = "confirmed", 2

    with pytest.raises(StaleError):
        change(session, safari, draft_at(STARTS_AT + 2 * WEEK), opened_at=0)
    assert safari.starts_at == NEXT_WEEK
    # Whoever opened it after that tour, but before the decision, saw what there is.
    change(session, safari, draft_at(STARTS_AT + 2 * WEEK), opened_at=1)
    assert safari.sequence == 3


def test_only_another_name_meanwhile_is_a_conflict_too(session: Session) -> None:
    safari = create_safari(session)
    change(session, safari, draft_at(meeting_name="De Poort"), opened_at=0)

    with pytest.raises(StaleError):
        change(session, safari, draft_at(meeting_name="Het Plein"), opened_at=0)


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_an_evening_that_is_over_or_off_is_not_changed(session: Session, state: str) -> None:
    safari = create_safari(session)
    safari.state, safari.sequence = state, 1

    with pytest.raises(ClosedError):
        change(session, safari, draft_at(NEXT_WEEK), opened_at=1)


def test_private_links_last_as_long_after_the_new_evening(session: Session) -> None:
    safari = create_safari(session)
    sign_up = create_sign_up(session, safari)
    sign_up.link.expires_at = STARTS_AT + 2 * WEEK
    endless = create_invitation(session, safari).link
    other = create_sign_up(session, create_safari(session)).link
    other.expires_at = STARTS_AT
    change(session, safari, draft_at(NEXT_WEEK))

    assert sign_up.link.expires_at == NEXT_WEEK + 2 * WEEK
    assert endless.expires_at is None
    assert other.expires_at == STARTS_AT


def test_sign_up_never_stays_open_beyond_the_new_evening(session: Session) -> None:
    safari = create_safari(session)
    change(session, safari, draft_at(NEXT_WEEK))
    assert safari.deadline == DEADLINE

    earlier = DEADLINE - WEEK
    change(session, safari, draft_at(earlier))
    assert safari.deadline == earlier


def test_an_unknown_safari_is_not_there(session: Session) -> None:
    with pytest.raises(NotFoundError):
        change_safari(session, "weg", 0, draft_at(), POST, may_mail=True, actor=ACTOR, now=NOW)


def test_who_waits_is_told_without_an_appointment(session: Session) -> None:
    safari = create_safari(session, organiser=create_user(session))
    create_sign_up(session, safari, status="waiting")
    change(session, safari, draft_at(NEXT_WEEK))

    (mail,) = map(POST.opened, mails(session))
    assert mail.calendar is None
    assert "U houdt uw plaats op de wachtlijst." in mail.letter.text
    assert "nieuwe afspraak" not in mail.letter.text + mail.letter.html


def test_no_place_is_held_until_after_an_earlier_evening(session: Session) -> None:
    safari = create_safari(session)
    row = create_sign_up(
        session, safari, status="offered", offered_until=STARTS_AT - timedelta(hours=1)
    )
    change(session, safari, draft_at(STARTS_AT - WEEK))
    assert row.offered_until == STARTS_AT - WEEK
