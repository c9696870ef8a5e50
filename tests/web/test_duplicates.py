"""The page with locations that may be one."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient

from tests.web.test_imports import post
from tests.worlds import create_location
from wijksafari.database import Database

PAGE = "/wijk/proefwijk/dubbel"


def two(database: Database) -> None:
    with database.writing.begin() as session:
        for code, name in (("a", "De <b>Dubbele Deur"), ("b", "Dubbele <b> Deuren")):
            create_location(session, code=code, name=name, lat=52.2, lon=4.6)


def hidden(client: FlaskClient) -> dict[str, str]:
    """What the first pair's form carries along."""
    found = re.findall(r'name="(een|ander|gezien)" value="([^"]*)"', client.get(PAGE).text)
    return {name: unescape(value) for name, value in found[:3]}


def test_a_pair_is_merged_and_whoever_comes_second_is_told(
    client: FlaskClient, database: Database
) -> None:
    two(database)
    pair = hidden(client)
    assert (
        "Samengevoegd tot ‘Dubbele &lt;b&gt; Deuren’" in post(client, PAGE, **pair, blijft="b").text
    )
    again = post(client, PAGE, **pair, blijft="a")
    assert "Anne Adviseur heeft ‘De &lt;b&gt;Dubbele Deur’ al samengevoegd" in again.text


def test_a_pair_that_is_two_is_shown_no_more(client: FlaskClient, database: Database) -> None:
    two(database)
    text = post(client, f"{PAGE}/verschillend", **hidden(client)).text
    assert "Genoteerd: dit zijn twee locaties." in text
    assert "pair-alike" not in text


def test_which_one_stays_has_to_be_chosen(client: FlaskClient, database: Database) -> None:
    two(database)
    assert "Kies welke van de twee blijft" in post(client, PAGE, **hidden(client), blijft="c").text


def test_any_two_can_be_put_side_by_side(client: FlaskClient) -> None:
    text = client.get(f"{PAGE}?een=linde&ander=letter").text
    assert text.count("Deze blijft") == 2
    assert client.get(f"{PAGE}?een=linde&ander=onbekend").status_code == 404


def test_one_location_twice_is_no_pair(client: FlaskClient, database: Database) -> None:
    two(database)
    page = client.get(f"{PAGE}?een=b&ander=b")
    assert "Kies twee verschillende locaties." in page.text
    assert page.text.count('<option value="b" selected>') == 2
