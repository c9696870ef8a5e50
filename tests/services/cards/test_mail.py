"""The cards of the stops go to who rode along, on the morning after."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_cards import create_card
from tests.services.worlds_decisions import journal
from tests.services.worlds_presence import send, told
from tests.worlds import ACTOR, POST, STARTS_AT, create_safari, create_sign_up, planned_tour
from wijksafari.models import Message, Safari
from wijksafari.services.cards.mail import cards_leave_at, send_cards
from wijksafari.services.safaris.decisions import cancel

STOPS = [visit.location for visit in planned_tour().itinerary.visits]


@pytest.fixture
def safari(session: Session) -> Safari:
    """An evening that was held; somebody wrote the card of its first stop."""
    create_card(session, STOPS[0].id, name=STOPS[0].name)
    return create_safari(session, state="held")


def mails(session: Session) -> list[Message]:
    query = select(Message).filter_by(kind="cards").order_by(Message.id)
    return list(session.scalars(query))


def test_who_took_part_gets_the_cards_of_their_stops_once(session: Session, safari: Safari) -> None:
    row = create_sign_up(session, safari)
    assert send_cards(session, POST, cards_leave_at(safari)) == 1
    assert send_cards(session, POST, cards_leave_at(safari) + timedelta(minutes=10)) == 0
    (message,) = mails(session)
    text = POST.opened(message).letter.text
    assert [stop.name.upper() in text for stop in STOPS] == [True] * len(STOPS)
    assert "Bellen: 06-12345601" in text
    assert POST.links.cards_url(row.link) in text
    assert safari.cards_sent_at == cards_leave_at(safari)
    assert journal(session)[-1][1].startswith("Verwijskaarten gemaild aan 1 persoon. Nog leeg:")


def test_nothing_leaves_on_the_evening_itself(session: Session, safari: Safari) -> None:
    create_sign_up(session, safari)
    assert send_cards(session, POST, cards_leave_at(safari) - timedelta(minutes=1)) == 0


def test_who_was_reported_absent_gets_none_and_who_came_without_a_place_does(
    session: Session, safari: Safari
) -> None:
    safari.state = "confirmed"
    absent = create_sign_up(session, safari, email="weg@voorbeeld.test")
    waited = create_sign_up(session, safari, email="toch@voorbeeld.test", status="waiting")
    create_sign_up(session, safari, email="wacht@voorbeeld.test", status="waiting")
    reports = (
        told(1, "absent", f"s{absent.id}"),
        told(2, "present", f"s{waited.id}"),
    )
    assert send(session, safari, *reports).refused == []
    send_cards(session, POST, cards_leave_at(safari))
    (message,) = mails(session)
    assert message.to_email == "toch@voorbeeld.test"
    assert "/mee/" not in POST.opened(message).letter.text


@pytest.mark.parametrize("state", ["concept", "inviting", "cancelled"])
def test_an_evening_that_was_not_held_gives_no_mail(
    session: Session, safari: Safari, state: str
) -> None:
    create_sign_up(session, safari)
    safari.state = state
    assert send_cards(session, POST, cards_leave_at(safari)) == 0


def test_of_an_evening_that_was_broken_off_only_who_was_there_gets_them(
    session: Session, safari: Safari
) -> None:
    safari.state = "confirmed"
    came = create_sign_up(session, safari, email="was.er@voorbeeld.test")
    create_sign_up(session, safari, email="niet.gezien@voorbeeld.test")
    send(session, safari, told(1, "present", f"s{came.id}"))
    cancel(
        session, safari, actor=ACTOR, post=POST, now=STARTS_AT + timedelta(hours=2), reason="Storm"
    )
    assert send_cards(session, POST, cards_leave_at(safari)) == 1
    (message,) = mails(session)
    assert message.to_email == "was.er@voorbeeld.test"
    assert "De avond werd afgebroken;" in POST.opened(message).letter.text


def test_cards_that_are_written_later_that_week_leave_then(session: Session) -> None:
    safari = create_safari(session, state="held")
    create_sign_up(session, safari)
    assert send_cards(session, POST, cards_leave_at(safari)) == 0
    create_card(session, STOPS[0].id)
    assert send_cards(session, POST, STARTS_AT + timedelta(days=8)) == 0
    assert send_cards(session, POST, STARTS_AT + timedelta(days=6)) == 1
