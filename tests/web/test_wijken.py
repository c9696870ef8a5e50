"""Adding a wijk, what is known of it, and having its streets fetched."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.logins import log_in
from tests.web.uploads import send_file
from tests.web.visitors import csrf
from tests.web.world import ADVISER, NOW, TUESDAY
from tests.worlds import create_location, create_user
from wijksafari.database import Database
from wijksafari.models import Membership, Neighbourhood, StreetFetch, User
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.wijken.street_fetch import fail, take_up

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[4.38, 52.04], [4.40, 52.04], [4.40, 52.05], [4.38, 52.05], [4.38, 52.04]]],
}
NEW = {
    "naam": "Aa-landen",
    "regio": "Noord",
    "plaats": "",
    "verzamelpunt": "Gezondheidscentrum",
    "breedte": "52,5300",
    "lengte": "6.0900",
    "rol": "ros_adviser",
}


def upload(document: object) -> tuple[io.BytesIO, str]:
    return io.BytesIO(json.dumps(document).encode()), "grens.geojson"


def send(client: FlaskClient, address: str, **typed: Any) -> TestResponse:
    """Post a form; every form has the same token."""
    token = csrf(client.get("/account"))
    return client.post(address, data={"csrf_token": token, **typed})


def wijk(database: Database, slug: str = "aa-landen") -> Neighbourhood:
    with database.reading() as session:
        return find_neighbourhood(session, slug)


def fetches(database: Database) -> list[StreetFetch]:
    with database.reading() as session:
        return list(session.scalars(select(StreetFetch)))


def settings(database: Database, **changes: object) -> dict[str, object]:
    """The form as it stands, with these changes."""
    row = wijk(database, "proefwijk")
    return {
        "naam": row.name,
        "regio": row.school_region,
        "plaats": row.place,
        "verzamelpunt": row.meeting_name,
        "breedte": str(row.meeting_lat),
        "lengte": str(row.meeting_lon),
        "gezien": row.revision,
        **changes,
    }


def test_who_adds_a_wijk_works_there_as_elsewhere(client: FlaskClient, database: Database) -> None:
    answer = send(client, "/wijken/nieuw", **NEW)
    assert (answer.status_code, answer.location) == (303, "/wijk/aa-landen")
    with database.reading() as session:
        own = session.scalars(select(Membership).join(User).where(User.email == ADVISER))
        assert {(each.neighbourhood.slug, each.role) for each in own} == {
            ("proefwijk", "ros_adviser"),
            ("aa-landen", "ros_adviser"),
        }
    assert wijk(database).streets == ""
    assert not fetches(database)


def test_nobody_becomes_more_by_adding_a_wijk(client: FlaskClient, database: Database) -> None:
    answer = send(client, "/wijken/nieuw", **NEW | {"rol": "kwartiermaker"})
    assert answer.status_code == 400
    assert "Kies wat u in deze wijk doet." in answer.text


def test_who_works_nowhere_adds_nothing_but_an_administrator_may(
    app: Flask, database: Database
) -> None:
    with database.writing.begin() as session:
        nobody, boss = create_user(session), create_user(session, role="administrator")
        nobody.memberships.clear()
        emails = nobody.email, boss.email
    answers = [log_in(app.test_client(), email).get("/wijken/nieuw") for email in emails]
    assert [each.status_code for each in answers] == [404, 200]
    assert "Wat doet u hier?" in answers[1].text


def test_a_place_is_looked_up_by_the_worker_and_a_boundary_is_kept_at_once(
    client: FlaskClient, database: Database
) -> None:
    send(client, "/wijken/nieuw", **NEW | {"plaats": "Aa-landen, Zwolle"})
    send(client, "/wijken/nieuw", **NEW | {"naam": "Ondiep", "grens": upload(SQUARE)})
    assert [each.look_up for each in fetches(database)] == [True, False]
    assert wijk(database, "ondiep").boundary == SQUARE
    assert "wordt opgezocht: Aa-landen, Zwolle" in client.get("/wijk/aa-landen").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"naam": "Proefwijk"}, "Er is al een wijk met deze naam"),
        ({"naam": "proefwijk!"}, "Er is al een wijk met deze naam"),
        ({"naam": ""}, "Vul de naam van de wijk in."),
        ({"regio": "Oost"}, "Kies een vakantieregio."),
        ({"breedte": "6.09", "lengte": "52.53"}, "zijn verwisseld"),
        ({"grens": (io.BytesIO(b"PK\x03\x04"), "grens.geojson")}, "Het bestand is geen GeoJSON."),
        ({"grens": upload({"type": "Point", "coordinates": [4, 52]})}, "geen polygoon"),
    ],
)
def test_what_cannot_be_used_comes_back_filled_in_with_a_sentence(
    client: FlaskClient, database: Database, changes: dict[str, object], sentence: str
) -> None:
    answer = send(client, "/wijken/nieuw", **NEW | changes)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="Gezondheidscentrum"' in answer.text
    with database.reading() as session:
        assert len(session.scalars(select(Neighbourhood)).all()) == 1


@pytest.mark.parametrize("path", ["/wijken/nieuw", "/wijk/proefwijk/instellingen"])
def test_a_boundary_of_too_many_bytes_costs_nothing_of_what_was_typed(
    client: FlaskClient, path: str
) -> None:
    form = {"csrf_token": csrf(client.get("/account")), **NEW, "naam": "Mijn wijk"}
    large = ("grens.geojson", b" " * 1_200_000)
    answer = send_file(client, path, form, "grens", large)
    assert answer.status_code == 400
    assert "Het bestand met de grens is groter dan 1 MB." in answer.text
    assert 'value="Mijn wijk"' in answer.text


def test_looking_an_address_up_keeps_what_was_typed(client: FlaskClient) -> None:
    answer = send(client, "/wijken/nieuw", **NEW | {"adres": "Laan 1", "zoek": "ja"})
    assert answer.status_code == 400
    assert "Zet de postcode of de plaats erbij" in answer.text
    assert 'value="Aa-landen"' in answer.text


@pytest.mark.parametrize(
    ("changes", "asked"),
    [({"zoek": "ja", "adres": "Laan 1"}, True), ({"naam": ""}, True), ({"zoek": "ja"}, False)],
)
def test_a_boundary_that_was_chosen_is_asked_for_again_when_the_form_comes_back(
    client: FlaskClient, changes: dict[str, str], asked: bool
) -> None:
    file = {"grens": upload(SQUARE)} if asked else {}
    answer = send(client, "/wijken/nieuw", **NEW | changes | file)
    assert answer.status_code == 400
    assert ("Kies ‘grens.geojson’ nog eens" in answer.text) is asked


def test_enter_saves_a_wijk_rather_than_looking_an_address_up(client: FlaskClient) -> None:
    form = client.get("/wijken/nieuw").text.partition('<form method="post" enctype')[2]
    assert "name=" not in form[form.index("<button") : form.index("</button>")]


def test_a_new_place_is_looked_up_and_the_old_boundary_stays_until_then(
    client: FlaskClient, database: Database
) -> None:
    send(client, "/wijk/proefwijk/instellingen", **settings(database, grens=upload(SQUARE)))
    send(client, "/wijk/proefwijk/instellingen", **settings(database, plaats="Nootdorp"))
    assert wijk(database, "proefwijk").boundary == SQUARE
    assert [each.look_up for each in fetches(database)] == [True]


def test_a_boundary_is_taken_away_on_request(client: FlaskClient, database: Database) -> None:
    address = "/wijk/proefwijk/instellingen"
    send(client, address, **settings(database, grens=upload(SQUARE)))
    send(client, address, **settings(database, grens_weg="ja"))
    assert wijk(database, "proefwijk").boundary is None


def test_a_meeting_point_without_streets_around_it_is_told(client: FlaskClient) -> None:
    for name, lon in (("Vlakbij", "4.405"), ("Te ver", "4.409")):
        there = {"breedte": "52.045", "lengte": lon, "grens": upload(SQUARE)}
        send(client, "/wijken/nieuw", **NEW | there | {"naam": name})
    pages = [client.get(f"/wijk/{each}").text for each in ("vlakbij", "te-ver")]
    told = ["ver buiten de grens" in each for each in pages]
    assert told == [False, True]


def test_of_two_who_change_a_wijk_the_second_sees_both_versions(
    client: FlaskClient, database: Database
) -> None:
    address = "/wijk/proefwijk/instellingen"
    mine = settings(database, verzamelpunt="De Bron")
    send(client, address, **settings(database, verzamelpunt="De Linde"))
    answer = send(client, address, **mine)
    assert answer.status_code == 409
    assert "nu bewaard: <b>De Linde</b>" in answer.text
    assert "uw versie: <b>De Bron</b>" in answer.text
    assert wijk(database, "proefwijk").meeting_name == "De Linde"
    assert send(client, address, **mine | {"gezien": 1}).status_code == 303


def test_locations_outside_the_boundary_are_counted(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        find_neighbourhood(session, "proefwijk").boundary = SQUARE
        create_location(session, lat=52.2, lon=4.4)
    page = client.get("/wijk/proefwijk").text
    assert "1 locatie ligt buiten de grens van de wijk." in page
    assert "1,5 km²" in page


def test_fetching_is_asked_for_told_of_and_asked_again_after_a_failure(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        find_neighbourhood(session, "proefwijk").boundary = SQUARE
    state = "/wijk/proefwijk/straten.json"
    assert client.get(state).json == {}
    assert send(client, "/wijk/proefwijk/straten").status_code == 303
    assert client.get(state).json["state"] == "waiting"
    with database.writing.begin() as session:
        taken = take_up(session, NOW)
        assert taken is not None
    assert "De straten worden opgehaald" in client.get("/wijk/proefwijk").text
    with database.writing.begin() as session:
        fail(session, taken.claim, "overpass heeft het te druk.", NOW)
    page = client.get("/wijk/proefwijk").text
    assert "overpass heeft het te druk. De straten van eerder blijven gelden." in page
    assert "Probeer het opnieuw" in page


def test_who_waits_without_a_worker_is_told_why(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        find_neighbourhood(session, "proefwijk").boundary = SQUARE
    send(client, "/wijk/proefwijk/straten")
    with database.writing.begin() as session:
        session.query(StreetFetch).update({"asked_at": NOW - timedelta(minutes=5)})
    assert "achtergronddienst" in client.get("/wijk/proefwijk").text


def test_without_a_boundary_the_page_asks_for_one(client: FlaskClient) -> None:
    assert "Geef de grens op" in client.get("/wijk/proefwijk").text
    send(client, "/wijk/proefwijk/straten")
    assert "Geef eerst bij Instellingen de grens" in client.get("/wijk/proefwijk").text


def test_a_wijk_without_streets_or_locations_works_on_every_page(
    client: FlaskClient, database: Database
) -> None:
    send(client, "/wijken/nieuw", **NEW)
    assert "Nog geen locaties" in client.get("/").text
    for path in ("praktijken", "instellingen", "locaties", "agenda", "inlezen"):
        assert client.get(f"/wijk/aa-landen/{path}").status_code == 200
    evening = "wijk=aa-landen&datum=2027-02-02&begin=17:30"
    assert "Er is niets om langs te gaan" in client.get(f"/plannen?{evening}").text
    answer = client.get(f"/plannen/voorstel?{evening}")
    assert answer.status_code < 500


def test_without_streets_the_planner_shows_what_is_open_and_leads_to_the_wijk(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        find_neighbourhood(session, "proefwijk").streets = ""
    page = client.get(f"/plannen?{TUESDAY}").text
    assert "De Linde" in page
    assert 'href="/wijk/proefwijk">Haal de straten op' in page
    assert "Stel route voor" not in page
    answer = client.get(f"/plannen/voorstel?{TUESDAY}")
    assert answer.status_code == 409
    assert "nog geen straten opgehaald" in answer.text
