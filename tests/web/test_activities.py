"""The pages of an activity and of the agenda, as a kwartiermaker goes through them."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.test_practices import post
from tests.web.visitors import words_of
from tests.worlds import create_activity, create_safari
from wijksafari.database import Database
from wijksafari.models import Activity, Location

TEN, TWELVE = time(10), time(12)
AT = "/wijk/proefwijk/locaties/linde/activiteiten"
TAAL = {"titel": "Taalcafé", "soort": "live", "van": "19:00", "tot": "21:30", "ritme": "weeks",
        "dagen": "2", "vanaf": "2026-11-01", "niet_in_vakanties": "ja"}  # fmt: skip
STALE = "Iemand anders heeft deze activiteit intussen gewijzigd"


def make(database: Database, **values: object) -> str:
    """The address of a new activity at De Linde."""
    with database.writing.begin() as session:
        linde = session.scalars(select(Location).filter_by(code="linde")).one()
        return f"{AT}/{create_activity(session, linde, **values).id}"


def row_at(database: Database, address: str) -> Activity | None:
    """What is listed there now."""
    with database.reading() as session:
        return session.get(Activity, int(address.rsplit("/", 1)[1]))


def followed(client: FlaskClient, answer: TestResponse) -> str:
    """The words on the page that an answer leads to."""
    assert answer.status_code == 303
    return words_of(client.get(answer.location))


def test_an_added_activity_is_said_in_words_and_by_date(client: FlaskClient) -> None:
    words = followed(client, post(client, f"{AT}/nieuw", **TAAL))
    assert "Bewaard: Taalcafé, elke woensdag 19.00–21.30, niet in schoolvakanties." in words
    assert "woensdag 25 november 2026 19.00–21.30" in words
    assert "woensdag 23 december 2026 19.00–21.30 Niet: kerstvakantie" in words


def test_a_sentence_fills_the_form_and_says_what_was_not_understood(client: FlaskClient) -> None:
    page = client.get(f"{AT}/nieuw", query_string={"zin": "Soep elke maandag 12-13 uur bij regen"})
    assert 'name="titel" type="text" maxlength="200"' in page.text
    assert 'value="Soep"' in page.text
    assert "Niet begrepen: ‘bij regen’." in words_of(page)
    # What it says is where a keyboard goes on from.
    assert re.search(r'role="status" tabindex="-1" autofocus>.*?Niet begrepen', page.text)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("18:00", "Kies een tijd later dan het begin, op dezelfde dag."),
        ("02:00", "Gaat het door na middernacht? Vul dan 23.59 in."),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_names_what_is_wrong(
    client: FlaskClient, until: str, sentence: str
) -> None:
    page = post(client, f"{AT}/nieuw", **TAAL | {"tot": until})
    assert page.status_code == 400
    assert 'value="Taalcafé"' in page.text
    assert f'<a href="#tot">{sentence}</a>' in page.text


def test_the_same_activity_is_added_again_only_when_that_is_meant(client: FlaskClient) -> None:
    assert post(client, f"{AT}/nieuw", **TAAL).status_code == 303
    asked = post(client, f"{AT}/nieuw", **TAAL)
    assert asked.status_code == 400
    assert 'name="toch"' in asked.text
    assert post(client, f"{AT}/nieuw", **TAAL, toch="ja").status_code == 303


def test_two_who_change_it_see_each_others_version(client: FlaskClient, database: Database) -> None:
    address = make(database)
    mine = TAAL | {"titel": "Van mij"}
    old = {"gezien": "0"}
    assert post(client, address, **TAAL | old).status_code == 303
    overtaken = post(client, address, **mine | old)
    assert overtaken.status_code == 409
    assert STALE in words_of(overtaken)
    assert "Nu bewaard: Taalcafé , elke woensdag" in words_of(overtaken)
    assert 'value="Van mij"' in overtaken.text
    assert 'name="gezien" value="1"' in overtaken.text
    post(client, address, **mine | {"gezien": "1"})
    row = row_at(database, address)
    assert row and row.title == "Van mij"


@pytest.mark.parametrize("seen", ["", "x", "99999999999"])
def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(
    client: FlaskClient, database: Database, seen: str
) -> None:
    address = make(database, title="Inloop")
    assert post(client, address, **TAAL | {"gezien": seen}).status_code == 409
    row = row_at(database, address)
    assert row and row.title == "Inloop"


def test_a_date_falls_out_and_comes_back_in_agenda_and_planner(
    client: FlaskClient, database: Database
) -> None:
    address = make(database, title="Breien", opens=TEN, closes=TWELVE)
    fate = {"vervalt": "2026-11-24"}
    words = followed(client, post(client, f"{address}/vervalt", address, **fate))
    assert "op dinsdag 24 november 2026 gaat niet door" in words
    assert "vervalt: Breien" in words_of(client.get("/wijk/proefwijk/agenda"))
    words = followed(client, post(client, f"{address}/vervalt", address, **fate, toch="ja"))
    assert "gaat toch door" in words
    assert "vervalt: Breien" not in words_of(client.get("/wijk/proefwijk/agenda"))


def test_a_day_without_it_cannot_fall_out(client: FlaskClient, database: Database) -> None:
    address = make(database)
    for day in ("2026-11-25", "gisteren"):
        refused = post(client, f"{address}/vervalt", address, vervalt=day)
        assert refused.status_code == 400
        assert 'href="#vervalt"' in refused.text
    row = row_at(database, address)
    assert row and row.except_dates == []


def test_whoever_closes_the_door_on_a_group_is_told(
    client: FlaskClient, database: Database
) -> None:
    address = make(database, first_date=date(2027, 2, 2))
    with database.writing.begin() as session:
        create_safari(session, title="Onze avond")
    assert "Hier komt nog een groep langs" in words_of(client.get(f"{address}/verwijder"))
    cancelled = post(client, f"{address}/vervalt", address, vervalt="2027-02-02")
    assert "Let op: die avond komt ‘Onze avond’ hier langs" in followed(client, cancelled)
    elsewhen = post(client, f"{address}/vervalt", address, vervalt="2027-02-09")
    assert "Let op" not in followed(client, elsewhen)


def test_a_removed_activity_is_gone(client: FlaskClient, database: Database) -> None:
    address = make(database, title="Breien")
    assert "‘Breien’ is verwijderd." in followed(client, post(client, f"{address}/verwijder"))
    assert client.get(address).status_code == 404
    assert row_at(database, address) is None


def test_the_agenda_shows_ten_weeks_from_the_day_one_likes(client: FlaskClient) -> None:
    words = words_of(client.get("/wijk/proefwijk/agenda"))
    assert "van zondag 22 november 2026 tot en met zaterdag 30 januari 2027" in words
    assert "Niet vanwege kerstvakantie: Inloop bij De Linde" in words
    later = words_of(client.get("/wijk/proefwijk/agenda?vanaf=2027-02-01&avond=ja"))
    assert "dinsdag 2 februari 15.00–18.45 Inloop bij De Linde , De Linde" in later


@pytest.mark.parametrize("day", ["morgen", "1999-12-31", "9999-12-31", "2100-01-01"])
def test_an_odd_day_shows_the_weeks_from_today(client: FlaskClient, day: str) -> None:
    page = client.get(f"/wijk/proefwijk/agenda?vanaf={day}")
    assert page.status_code == 200
    assert "Hieronder staan de weken vanaf vandaag" in words_of(page)


@pytest.mark.parametrize("day", ["2000-01-01", "2031-06-01", "2099-12-31"])
def test_an_agenda_goes_on_where_school_holidays_are_not_known(
    client: FlaskClient, day: str
) -> None:
    assert client.get(f"/wijk/proefwijk/agenda?vanaf={day}").status_code == 200
