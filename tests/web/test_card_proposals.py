"""What hosts propose, on the page of who decides."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.services.worlds_cards import FACTS, create_card
from tests.web.visitors import csrf
from tests.web.world import NOW, fields
from wijksafari.database import Database
from wijksafari.models import Location
from wijksafari.planning.card_facts import CardFacts
from wijksafari.services.cards.proposals import propose_card
from wijksafari.services.cards.referral_cards import card_of

PAGE = "/wijk/proefwijk/kaartvoorstellen"
WANTED = replace(FACTS, cost="<b>gratis</b>", offers="Alles")


@pytest.fixture
def number(database: Database) -> int:
    """The host of De Linde would have two fields read otherwise."""
    with database.writing.begin() as session:
        row = create_card(session, "linde")
        proposal = propose_card(session, row, WANTED, safari=None, proposed_by="Greet", now=NOW)
        return proposal.id


def now_on_card(database: Database) -> CardFacts:
    with database.reading() as session:
        row = session.scalars(select(Location).filter_by(code="linde")).one()
        return card_of(session, row).facts


def test_old_and_new_stand_beside_each_other_and_what_is_ticked_is_taken_over(
    client: FlaskClient, database: Database, number: int
) -> None:
    page = client.get(PAGE)
    assert "Samen koken en eten" in page.text
    assert "&lt;b&gt;gratis&lt;/b&gt;" in page.text
    answer = client.post(
        f"{PAGE}/{number}", data=fields(page) | {"veld": ["cost"], "besluit": ["overnemen"]}
    )
    assert answer.status_code == 303
    assert now_on_card(database) == replace(FACTS, cost="<b>gratis</b>")
    assert "overgenomen door Anne Adviseur" in client.get(PAGE).text


def test_who_decides_on_what_was_decided_reads_by_whom(
    client: FlaskClient, database: Database, number: int
) -> None:
    page = client.get(PAGE)
    for decision in ("afwijzen", "overnemen"):
        client.post(f"{PAGE}/{number}", data=fields(page) | {"besluit": [decision]})
    assert now_on_card(database) == FACTS
    assert "Dit voorstel is al afgewezen door Anne Adviseur." in client.get(PAGE).text


def test_taking_over_nothing_is_not_told_as_taken_over(
    client: FlaskClient, database: Database, number: int
) -> None:
    chosen = fields(client.get(PAGE)) | {"veld": [], "besluit": ["overnemen"]}
    answer = client.post(f"{PAGE}/{number}", data=chosen, follow_redirects=True)
    assert "Vink aan wat u overneemt, of kies ‘Neem niets over’." in answer.text
    assert "Eerder besloten" not in answer.text
    assert now_on_card(database) == FACTS


def ticks(page: TestResponse) -> dict[str, bool]:
    """Which boxes are on, by name or by the field of the card."""
    found = re.findall(r'type="checkbox" name="(\w+)" value="(\w+)"( checked)?', page.text)
    return {value if name == "veld" else name: bool(on) for name, value, on in found}


def test_who_has_to_look_again_finds_the_ticks_as_they_were_left(
    client: FlaskClient, database: Database, number: int
) -> None:
    page = client.get(PAGE)
    assert ticks(page) == {"cost": True, "offers": True, "nagekeken": True}
    with database.writing.begin() as session:
        row = session.scalars(select(Location).filter_by(code="linde")).one()
        longer = replace(WANTED, offers="Alles en meer", languages="Turks")
        propose_card(session, row, longer, safari=None, proposed_by="Greet", now=NOW)
    left = fields(page) | {"veld": ["cost"], "nagekeken": [], "besluit": ["overnemen"]}
    again = client.post(f"{PAGE}/{number}", data=left, follow_redirects=True)
    assert "intussen veranderd" in again.text
    told = {"cost": True, "offers": False, "languages": True, "nagekeken": False}
    assert ticks(again) == told
    assert now_on_card(database) == FACTS


def test_the_ticks_of_one_proposal_leave_those_of_another_alone(
    client: FlaskClient, database: Database, number: int
) -> None:
    with database.writing.begin() as session:
        propose_card(
            session, create_card(session, "baken"), WANTED, safari=None, proposed_by="", now=NOW
        )
    again = client.get(PAGE, query_string={"voorstel": number, "uit": ["cost", "offers"]})
    assert again.text.count('value="cost" checked') == 1
    assert again.text.count('value="cost"') == 4


def test_a_press_without_a_decision_decides_nothing(
    client: FlaskClient, database: Database, number: int
) -> None:
    page = client.get(PAGE)
    sent = {"csrf_token": csrf(page), "besluit": "wat"}
    answer = client.post(f"{PAGE}/{number}", data=sent, follow_redirects=True)
    assert "Kies of u het voorstel overneemt of niet." in answer.text
    assert "Neem over wat is aangevinkt" in answer.text
    assert now_on_card(database) == FACTS
