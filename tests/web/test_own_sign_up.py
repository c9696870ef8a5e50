"""One's own sign-up, by the link in the confirmation."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.visitors import (
    DAAN,
    csrf,
    invited,
    mails,
    own_address,
    press,
    sign_up,
    sign_ups,
    words_of,
)
from wijksafari.database import Database


def _mine(app: Flask, client: FlaskClient, email: str = "daan@praktijk.nl") -> TestResponse:
    return client.get(own_address(app, email), follow_redirects=True)


def _save(client: FlaskClient, page: TestResponse, **typed: str) -> TestResponse:
    return client.post(page.request.path, data={**DAAN, **typed, "csrf_token": csrf(page)})


def test_it_shows_where_one_stands_and_the_programme_without_telephone_numbers(
    app: Flask, anonymous: FlaskClient
) -> None:
    sign_up(anonymous, invited(app))
    words = words_of(_mine(app, anonymous))
    assert "U gaat mee" in words
    assert "1. De Sprong" in words
    assert "Contact" not in words


def test_a_change_is_kept_told_and_mailed(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    sign_up(anonymous, invited(app))
    page = _mine(app, anonymous)
    assert _save(anonymous, page, dieet="Geen noten").status_code == 303
    assert "Uw wijziging is bewaard." in anonymous.get(page.request.path).text
    assert [row.diet for row in sign_ups(database)] == ["Geen noten"]
    assert mails(database) == ["signed_up", "changed"]


def test_errors_keep_what_was_typed(app: Flask, database: Database, anonymous: FlaskClient) -> None:
    sign_up(anonymous, invited(app))
    answer = _save(anonymous, _mine(app, anonymous), naam="", dieet="Geen noten")
    assert answer.status_code == 400
    assert 'href="#naam"' in answer.text
    assert 'value="Geen noten"' in answer.text
    assert [row.diet for row in sign_ups(database)] == [""]


def test_the_address_of_somebody_else_is_refused_beside_the_field(
    app: Flask, anonymous: FlaskClient
) -> None:
    link = invited(app)
    sign_up(anonymous, link, email="ander@praktijk.nl")
    sign_up(anonymous, link)
    answer = _save(anonymous, _mine(app, anonymous), email="ander@praktijk.nl")
    assert answer.status_code == 400
    assert "Gebruik een ander adres" in answer.text.partition('id="fout-email"')[2]


def test_one_can_withdraw_and_come_back(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    sign_up(anonymous, invited(app))
    page = _mine(app, anonymous)
    press(anonymous, page, "/afmelden")
    page = anonymous.get(page.request.path)
    assert "U bent afgemeld." in words_of(page)
    press(anonymous, page, "/terugkomen")
    assert "Fijn, u gaat weer mee." in anonymous.get(page.request.path).text
    assert mails(database) == ["signed_up", "withdrawn", "signed_up"]


def test_a_place_on_offer_can_be_taken(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    link = invited(app, capacity=1)
    sign_up(anonymous, link)
    sign_up(anonymous, link, email="twee@praktijk.nl")
    press(anonymous, _mine(app, anonymous), "/afmelden")
    page = _mine(app, anonymous, "twee@praktijk.nl")
    assert "Er is een plek voor u vrij" in words_of(page)
    assert "dinsdag 24 november 2026, 12.00 uur" in words_of(page)
    press(anonymous, page, "/aannemen")
    assert "Fijn, u gaat mee." in anonymous.get(page.request.path).text
    assert [row.status for row in sign_ups(database)] == ["withdrawn", "taking_part"]


def test_the_data_kept_can_be_downloaded(app: Flask, anonymous: FlaskClient) -> None:
    sign_up(anonymous, invited(app), dieet="Geen noten")
    page = _mine(app, anonymous)
    answer = anonymous.get(f"{page.request.path}/gegevens.json")
    assert json.loads(answer.text)["dieet"] == "Geen noten"
    assert "mijn-gegevens.json" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_appointment_can_be_downloaded(app: Flask, anonymous: FlaskClient) -> None:
    sign_up(anonymous, invited(app))
    page = _mine(app, anonymous)
    answer = anonymous.get(f"{page.request.path}/wijksafari.ics")
    assert answer.content_type.startswith("text/calendar")
    assert "BEGIN:VEVENT" in answer.text


def test_erasing_asks_first_and_then_forgets(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    sign_up(anonymous, invited(app))
    question = anonymous.get(f"{_mine(app, anonymous).request.path}/wissen")
    assert "Uw gegevens wissen?" in words_of(question)
    answer = press(anonymous, question, "")
    assert answer.headers["Location"] == "/aanmelding/gewist"
    assert "gewist" in words_of(anonymous.get("/aanmelding/gewist"))
    assert sign_ups(database) == []
    assert anonymous.get(question.request.path).status_code == 410


@pytest.mark.parametrize("path", ["/afmelden", "/terugkomen", "/aannemen", "/wissen", ""])
def test_nothing_happens_without_the_forms_token(
    app: Flask, database: Database, anonymous: FlaskClient, path: str
) -> None:
    sign_up(anonymous, invited(app))
    there = _mine(app, anonymous).request.path
    assert anonymous.post(there + path, data=DAAN).status_code == 400
    assert [row.status for row in sign_ups(database)] == ["taking_part"]
