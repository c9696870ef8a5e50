"""Posters: readable by people and by telephones."""

import re
from html import unescape

import pytest
import segno
from flask.testing import FlaskClient

from tests.worlds import create_invitation, create_person, create_practice, create_safari
from wijksafari.database import Database
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.posters import qr_code


@pytest.fixture
def poster(client: FlaskClient, database: Database) -> tuple[str, int, str]:
    """The safari, an invited practice, and its link."""
    post = client.application.extensions["wijksafari"].post
    with database.writing.begin() as session:
        safari = create_safari(session)
        invitation = create_invitation(session, safari, create_practice(session, "<b>De Brug</b>"))
        create_invitation(session, safari, person=create_person(session, invitation.practice))
        return safari.uid, invitation.practice_id, post.links.url(invitation.link)


def test_a_poster_tells_what_when_and_where_with_the_link_in_words(
    client: FlaskClient, poster: tuple[str, int, str]
) -> None:
    uid, practice, link = poster
    page = client.get(f"/safari/{uid}/poster/{practice}")
    text = unescape(page.text)
    for told in ("dinsdag 2 februari 2027", "17.30 tot 20.30 uur", "De Linde", link):
        assert told in text
    assert "&lt;b&gt;De Brug" in page.text
    assert "style=" not in page.text


def test_the_code_on_the_poster_is_the_link(
    client: FlaskClient, poster: tuple[str, int, str]
) -> None:
    uid, practice, link = poster
    assert str(qr_code(link)) in client.get(f"/safari/{uid}/poster/{practice}").text


def test_the_drawing_has_every_dark_square_of_the_code_and_a_quiet_edge() -> None:
    link = "https://wijksafari.test/l/R0012XVH3gYHtS26aeOjPlAUrg0"
    matrix = segno.make(link, error="q", micro=False).matrix
    assert _squares(str(qr_code(link))) == {
        (x + 4, y + 4) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    }


def _squares(svg: str) -> set[tuple[int, int]]:
    """The dark squares of horizontal strokes ``m<dx> <dy>h<length>``."""
    path = re.search(r' d="([^"]+)"', svg)
    assert path
    found, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        values = [float(each) for each in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            found |= {(int(x) + step, int(y)) for step in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return found


def test_all_posters_come_on_one_page_each_on_a_sheet(
    client: FlaskClient, database: Database, poster: tuple[str, int, str]
) -> None:
    uid = poster[0]
    with database.writing.begin() as session:
        safari = find_safari(session, uid)
        for name in ("Zilver", "Molen"):
            create_invitation(session, safari, create_practice(session, name))
    page = client.get(f"/safari/{uid}/posters").text
    assert page.count('<article class="poster"') == 3
    assert page.index("De Brug") < page.index("Molen") < page.index("Zilver")


def test_a_practice_that_is_not_invited_has_no_poster(
    client: FlaskClient, database: Database, poster: tuple[str, int, str]
) -> None:
    with database.writing.begin() as session:
        other = create_practice(session, "Anders").id
    assert client.get(f"/safari/{poster[0]}/poster/{other}").status_code == 404


def test_nobody_prints_posters_for_an_evening_that_is_off(
    client: FlaskClient, database: Database, poster: tuple[str, int, str]
) -> None:
    with database.writing.begin() as session:
        find_safari(session, poster[0]).state = "cancelled"
    answer = client.get(f"/safari/{poster[0]}/posters")
    assert answer.status_code in (400, 409)
    assert "afgelast" in answer.text
