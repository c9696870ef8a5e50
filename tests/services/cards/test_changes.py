"""Writing on a referral card."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_cards import FACTS, create_card
from tests.web.world import NOW
from tests.worlds import ACTOR, create_safari, planned_tour
from wijksafari.errors import StaleError
from wijksafari.models import ContactPerson
from wijksafari.planning.card_facts import CardFacts
from wijksafari.services.cards.changes import change_card
from wijksafari.services.cards.referral_cards import card_of, cards_of


def test_a_card_tells_what_was_written_with_what_the_location_knows(session: Session) -> None:
    row = create_card(session, name="De Linde", welzijnscoach_name="Wies")
    row.contacts.append(ContactPerson(name="Dirk", function="beheerder"))
    session.flush()
    card = card_of(session, row)
    assert card.facts == FACTS
    assert (card.checked_at, card.checked_by) == (NOW, ACTOR.name)
    assert [each.name for each in (*card.others, card.welzijnscoach)] == ["Dirk", "Wies"]


def test_who_saves_an_older_version_is_told_and_nothing_is_lost(session: Session) -> None:
    row = create_card(session)
    seen = card_of(session, row).revision
    for facts in (replace(FACTS, cost="gratis"), replace(FACTS, contact_name="Jan")):
        change_card(session, row, facts, seen=seen, checked=False, actor=ACTOR, now=NOW)
        with pytest.raises(StaleError):
            change_card(session, row, FACTS, seen=seen, checked=False, actor=ACTOR, now=NOW)
        assert card_of(session, row).facts == facts
        seen = card_of(session, row).revision


def test_saving_the_same_twice_is_no_conflict(session: Session) -> None:
    row = create_card(session)
    seen, facts = card_of(session, row).revision, replace(FACTS, cost="gratis")
    for _ in range(2):
        change_card(session, row, facts, seen=seen, checked=False, actor=ACTOR, now=NOW)
    assert card_of(session, row).facts == facts


def test_an_evening_has_a_card_for_every_stop_also_one_that_left_the_catalogue(
    session: Session,
) -> None:
    stops = [visit.location for visit in planned_tour().itinerary.visits]
    create_card(session, stops[1].id)
    cards = cards_of(session, create_safari(session))
    assert [card.location_id for card in cards] == [stop.id for stop in stops]
    assert [card.in_catalogue for card in cards] == [stop is stops[1] for stop in stops]
    assert cards[0].name == stops[0].name
    assert cards[0].facts == CardFacts()
