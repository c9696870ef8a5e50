import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.logins import log_in
from tests.web.rides import at
from tests.web.world import route_url, save, stops_in
from tests.worlds import create_safari
from wijksafari.database import Database
from wijksafari.models import Location


@pytest.fixture
def place(client: FlaskClient) -> str:
    """The address of a saved safari."""
    return save(client, route_url(), titel="Één avond, «Nootdorp» & meer").location.split("#")[0]


def test_the_page_has_the_programme_the_files_and_the_way_to_change_it(
    client: FlaskClient, place: str
) -> None:
    page = client.get(place)
    assert stops_in(page) == ["De Linde", "De Sprong", "Het Baken", "De Letter"]
    assert "Routebeschrijving" in page.text
    assert ">Wijzig<" in page.text
    assert "dinsdag 2 februari 2027, 17.30" in page.text


@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("kaart.html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("route.gpx", "application/gpx+xml", b"<?xml"),
        ("safari.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
        ("routebeschrijving.txt", "text/plain; charset=utf-8", b""),
        ("programma.json", "application/json", b"{"),
    ],
)
def test_each_file_is_an_attachment_with_a_plain_name(
    client: FlaskClient, place: str, name: str, kind: str, begins: bytes
) -> None:
    answer = client.get(f"{place}/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.data.lower().startswith(begins.lower())
    stem, extension = name.split(".")
    named = f"attachment; filename=een-avond-nootdorp-meer-{stem}.{extension}"
    assert answer.headers["Content-Disposition"] == named
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_calendar_file_carries_the_safaris_own_name_and_version(
    client: FlaskClient, place: str
) -> None:
    text = client.get(f"{place}/safari.ics").text
    assert place.rsplit("/", 1)[1] in text
    assert "SEQUENCE:0" in text


def test_the_data_file_names_the_stops(client: FlaskClient, place: str) -> None:
    data = json.loads(client.get(f"{place}/programma.json").text)
    assert [stop["location_id"] for stop in data["stops"]] == ["linde", "sprong", "baken", "letter"]


def test_the_map_for_on_the_way_also_tells_the_programme(client: FlaskClient, place: str) -> None:
    page = client.get(f"{place}/kaart")
    assert page.status_code == 200
    assert stops_in(page)[0] == "De Linde"
    assert "noscript" in page.text


def test_a_later_change_in_the_catalogue_moves_nothing(
    client: FlaskClient, place: str, database: Database
) -> None:
    with database.writing.begin() as session:
        session.query(Location).filter_by(code="linde").update({"name": "Anders"})
    assert stops_in(client.get(place))[0] == "De Linde"


@pytest.mark.parametrize("path", ["", "/kaart", "/kaart.html", "/route.gpx", "/safari.ics"])
def test_an_unknown_safari_is_a_404(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/safari/4f1c{path}")
    assert answer.status_code == 404
    assert "bestaat niet (meer)" in answer.text


def test_an_unknown_file_is_a_404(client: FlaskClient, place: str) -> None:
    assert client.get(f"{place}/alles.zip").status_code == 404


@pytest.mark.parametrize(("minutes", "said"), [(-5, ""), (60, "begonnen"), (185, "geweest")])
def test_an_evening_under_way_is_not_said_to_be_over(
    app: Flask, database: Database, minutes: int, said: str
) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session, state="confirmed").uid
    at(app, minutes)
    page = log_in(app.test_client()).get(f"/safari/{uid}").text
    assert re.findall(r"Deze avond is (\w+)\.", page) == ([said] if said else [])
