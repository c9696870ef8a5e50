"""Referral cards as organisers see and change them."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import NOW, fields
from tests.worlds import create_location, create_safari
from wijksafari.database import Database
from wijksafari.models import Location
from wijksafari.planning.card_facts import CardFacts
from wijksafari.services.cards.changes import change_card
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.journal import Actor
from wijksafari.web.card_form import card_as_typed

LINDE = "/wijk/proefwijk/locaties/linde/kaart"
FACTS = CardFacts(
    offers="Samen eten\nElke dinsdag",
    for_whom="Wie alleen is",
    ways=("phone", "walk_in"),
    who_may_refer=("gp", "practice_assistant"),
    contact_name="Greet Gastvrouw",
    contact_phone="06-12345601",
)


def typed(client: FlaskClient, **changed: Any) -> dict[str, Any]:
    """What the form would send, with some fields typed differently."""
    hidden = {
        name: values[0]
        for name, values in fields(client.get(f"{LINDE}/wijzig")).items()
        if name in ("csrf_token", "gezien")
    }
    known = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in card_as_typed(FACTS).items()
    }
    return hidden | known | {"nagekeken": "ja"} | changed


def linde(database: Database) -> Any:
    with database.reading() as session:
        row = session.scalars(select(Location).filter_by(code="linde")).one()
        return card_of(session, row)


def test_what_was_typed_is_on_the_card_and_on_paper(
    client: FlaskClient, database: Database
) -> None:
    answer = client.post(f"{LINDE}/wijzig", data=typed(client))
    assert answer.status_code == 303
    assert linde(database).facts == FACTS
    for path in (LINDE, f"{LINDE}/papier"):
        text = client.get(path).text
        assert "Elke dinsdag" in text
        assert "Nagekeken op <b>zondag 22 november 2026</b> door Anne Adviseur" in text


def test_saving_without_the_tick_does_not_say_that_it_was_checked(
    client: FlaskClient, database: Database
) -> None:
    client.post(f"{LINDE}/wijzig", data=typed(client, nagekeken=""))
    assert linde(database).checked_at is None


def test_a_form_that_is_refused_comes_back_as_it_was_typed(client: FlaskClient) -> None:
    wrong = {"contact_telefoon": "vraag Greet", "voor_wie": "a" * 401, "hoe": ["phone", "email"]}
    answer = client.post(f"{LINDE}/wijzig", data=typed(client, **wrong))
    assert answer.status_code == 400
    assert 'value="vraag Greet"' in answer.text
    assert 'href="#contact_telefoon"' in answer.text
    assert "Dit zijn 401 tekens; er passen er 400." in answer.text
    assert 'value="email" checked' in answer.text


def test_two_who_edit_at_once_see_each_others_version(
    client: FlaskClient, database: Database
) -> None:
    mine = typed(client, kosten="gratis")
    with database.writing.begin() as session:
        row = session.scalars(select(Location).filter_by(code="linde")).one()
        other = CardFacts(cost="€ 2,50")
        seen = card_of(session, row).revision
        change_card(
            session, row, other, seen=seen, checked=False, actor=Actor(None, "Ander"), now=NOW
        )
    answer = client.post(f"{LINDE}/wijzig", data=mine)
    assert answer.status_code == 409
    assert "nu bewaard: <b>€ 2,50</b>" in answer.text
    assert "uw versie: <b>gratis</b>" in answer.text
    again = mine | {"gezien": fields(answer)["gezien"][0]}
    assert client.post(f"{LINDE}/wijzig", data=again).status_code == 303
    assert linde(database).facts.cost == "gratis"


def test_the_contact_goes_into_an_address_book(client: FlaskClient) -> None:
    client.post(f"{LINDE}/wijzig", data=typed(client))
    answer = client.get(f"{LINDE}.vcf")
    assert answer.content_type == "text/vcard; charset=utf-8"
    assert "filename=linde.vcf" in answer.headers["Content-Disposition"]
    assert "FN:Greet Gastvrouw" in answer.text


def test_a_location_of_another_wijk_is_not_there(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        create_location(session, wijk="elders", code="ver-weg")
    for path in ("kaart", "kaart/wijzig", "kaart/papier", "kaart.vcf"):
        answer = client.get(f"/wijk/proefwijk/locaties/ver-weg/{path}")
        assert answer.status_code == 404


def test_an_evenings_cards_come_in_the_order_of_its_stops_with_what_is_missing(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session).uid
    empty = client.get(f"/safari/{uid}/kaarten").text
    assert "Nog geen enkele kaart is ingevuld." in empty
    client.post(f"{LINDE}/wijzig", data=typed(client))
    text = client.get(f"/safari/{uid}/kaarten").text
    assert "krijgt ze ook per mail op woensdag 3 februari 2027, 07.30 uur" in text
    assert "op orde" in text
    paper = client.get(f"/safari/{uid}/kaarten/papier").text
    assert paper.count('aria-label="Kaart van ') == 5
    assert "Voorblad" in paper
