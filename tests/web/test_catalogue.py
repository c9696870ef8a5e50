"""The list of a wijk's locations, with its filters and its map."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.visitors import words_of
from tests.web.world import NOW
from tests.worlds import create_location, create_neighbourhood
from wijksafari.database import Database
from wijksafari.models import Location

LIST = "/wijk/proefwijk/locaties"


def names(page: TestResponse) -> list[str]:
    """The locations on the page, in order."""
    return re.findall(r'<h2><a class="cover" [^>]*>(.*?)</a>', page.text)


def on_map(page: TestResponse) -> list[str]:
    """The names the map's script is given."""
    found = re.search(r'id="kaart-waarden">(.*?)</script>', page.text)
    assert found
    return [each["name"] for each in json.loads(found[1])["places"]]


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("q=linde", ["De Linde"]),
        ("open=wo", ["Woensdaghuis"]),
        ("thema=Taal", ["De Letter"]),
        ("open=di&q=buurthuis+bij+het", ["Het Baken"]),
        ("nakijken=1&thema=rouw", ["De Luwte"]),
        ("q=nergens", []),
    ],
)
def test_list_and_map_show_what_the_address_asks_for(
    client: FlaskClient, query: str, there: list[str]
) -> None:
    page = client.get(f"{LIST}?{query}")
    assert names(page) == on_map(page) == there


@pytest.mark.parametrize(
    "query", ["open=x&pagina=0", "pagina=9" * 9, "q=%00%F0&thema=%00", "nakijken=2"]
)
def test_an_address_that_asks_nonsense_shows_the_whole_list_or_nothing(
    client: FlaskClient, query: str
) -> None:
    page = client.get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert len(names(page)) in (0, 7)


def test_a_long_list_is_shown_in_parts_and_its_map_whole(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        for number in range(60):
            create_location(session, name=f"Zaal {number:02}", checked_at=NOW)
    first, second = client.get(LIST), client.get(f"{LIST}?pagina=2")
    assert "1 tot en met 50 van 67 locaties" in words_of(first)
    assert "51 tot en met 67 van 67 locaties" in words_of(second)
    assert set(names(first)).isdisjoint(names(second))
    assert len(on_map(second)) == 67


def test_a_wijk_without_locations_says_where_to_begin(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        for row in session.scalars(select(Location)):
            session.delete(row)
    page = client.get(LIST)
    assert "Er staat nog geen locatie in de lijst." in words_of(page)
    assert "<script type=" not in page.text


def test_a_spot_outside_the_wijk_is_pointed_out(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session).boundary = {
            "type": "Polygon",
            "coordinates": [
                [[4.39, 52.04], [4.40, 52.04], [4.40, 52.05], [4.39, 52.05], [4.39, 52.04]]
            ],
        }
    assert "buiten de grens van Proefwijk" in client.get(f"{LIST}/buitenkans").text
    assert "buiten de grens" not in client.get(f"{LIST}/linde").text
