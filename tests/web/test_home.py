import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.worlds_decisions import create_ten
from tests.web.logins import log_in
from tests.web.rides import at
from tests.web.world import route_url, save
from tests.worlds import create_safari
from wijksafari.database import Database
from wijksafari.models import Neighbourhood


def test_the_first_page_leads_to_the_planner_and_marks_fictional_data(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "Nieuwe wijksafari plannen" in page
    assert "Proefwijk" in page
    assert "alle namen zijn verzonnen" in page
    assert "nog geen wijksafari gepland" in page


def test_a_saved_safari_is_on_the_first_page_with_its_date_and_stops(client: FlaskClient) -> None:
    save(client, route_url(), titel="Langs de Linde")
    page = client.get("/").text
    assert "Langs de Linde" in page
    assert "dinsdag 2 februari 2027, 17.30 uur" in page
    assert page.index("De Linde") < page.index("De Sprong") < page.index("De Letter")


def test_the_first_page_works_when_a_street_file_is_gone(
    client: FlaskClient, database: Database
) -> None:
    save(client, route_url())
    with database.writing.begin() as session:
        session.query(Neighbourhood).update({"streets": "weg.npz"})
    assert client.get("/").status_code == 200


def test_a_card_tells_the_state_and_how_the_evening_stands(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        create_ten(session, comes=6)
        create_safari(session, state="cancelled", title="Storm")
    page = client.get("/").text
    assert "uitnodiging open" in page
    assert "<b>60\u00a0%</b>: 6 van 10 huisartsen en POH’s, tussen minimum en doel" in page
    assert "afgelast" in page
    assert page.count("home-figure") == 1


@pytest.mark.parametrize(
    ("minutes", "state", "leads"),
    [
        (-24 * 60, "confirmed", False),
        (-9 * 60, "confirmed", True),
        (130, "confirmed", True),
        (7 * 60, "confirmed", False),
        (0, "cancelled", False),
    ],
)
def test_on_the_day_itself_the_first_pages_lead_to_the_evening_under_way(
    app: Flask, database: Database, minutes: int, state: str, leads: bool
) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session, state=state).uid
    at(app, minutes)
    client = log_in(app.test_client())
    assert (f'href="/onderweg/{uid}"' in client.get("/").text) is leads
    heading = client.get(f"/safari/{uid}").text.partition('class="tabs"')[0]
    assert (f'href="/onderweg/{uid}"' in heading) is leads
