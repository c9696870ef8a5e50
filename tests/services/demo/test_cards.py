"""The demo's referral cards."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.web.world import NOW
from tests.worlds import create_neighbourhood
from wijksafari.config import PROJECT
from wijksafari.models import Location
from wijksafari.services.cards.changes import write_facts
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.catalogue.locations_csv import read_locations
from wijksafari.services.catalogue.values import add_location
from wijksafari.services.demo.cards import put_demo_cards
from wijksafari.web.card_form import card_as_typed, read_card

DEMO = PROJECT / "data" / "demo"


def prepared(session: Session, cards: Path = DEMO / "cards.csv") -> list[Location]:
    wijk = create_neighbourhood(session)
    for each in read_locations(DEMO / "locations.csv").locations:
        add_location(session, wijk, each)
    session.flush()
    put_demo_cards(session, wijk, cards, NOW)
    return list(session.scalars(select(Location)))


def test_every_location_of_the_demo_has_a_whole_card_and_two_are_old(session: Session) -> None:
    cards = [card_of(session, row) for row in prepared(session)]
    assert {card.name: card.gaps for card in cards if card.gaps} == {}
    assert sorted(card.name for card in cards if card.stale(NOW)) == [
        "De Letter",
        "De Wisselplaats",
    ]


def test_every_card_of_the_demo_could_have_been_typed(session: Session) -> None:
    for row in prepared(session):
        facts = card_of(session, row).facts
        assert read_card(MultiDict(card_as_typed(facts))) == facts


def test_preparing_the_demo_again_leaves_alone_what_somebody_wrote(session: Session) -> None:
    row = prepared(session)[0]
    before = card_of(session, row).facts
    write_facts(session, row, type(before)(offers="Iets anders"))
    put_demo_cards(session, create_neighbourhood(session), DEMO / "cards.csv", NOW)
    assert card_of(session, row).facts.offers == "Iets anders"
