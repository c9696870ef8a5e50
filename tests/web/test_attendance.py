"""Checking in without JavaScript: plain forms, and every state of the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.logins import log_in
from tests.web.visitors import csrf, words_of
from tests.worlds import (
    STARTS_AT,
    create_practice,
    create_riding_group,
    create_safari,
    create_sign_up,
)
from wijksafari.database import Database
from wijksafari.models import RideAction, Safari, WalkIn

NOW = STARTS_AT + timedelta(minutes=10)


def at(app: Flask, moment: datetime) -> FlaskClient:
    """An adviser at this moment."""
    made = app.extensions["wijksafari"]
    app.extensions["wijksafari"] = replace(made, now=lambda: moment)
    return log_in(app.test_client())


@pytest.fixture
def leader(app: Flask) -> FlaskClient:
    return at(app, NOW)


@pytest.fixture
def there(database: Database) -> str:
    """Where Anna and Bram are checked in."""
    with database.writing.begin() as session:
        safari = create_safari(session, state="confirmed")
        practice = create_practice(session, "Praktijk De Brug")
        create_sign_up(session, safari, practice, name="Anna <b>Bos</b>")
        create_sign_up(session, safari, practice, name="Bram Kok", email="bram@geheim.test")
        create_sign_up(session, safari, practice, name="Wim", status="withdrawn")
        return f"/onderweg/{safari.uid}/wie"


def tap(client: FlaskClient, there: str, name: str, which: int = 0, **typed: str) -> TestResponse:
    """Send one of the forms of somebody's row: the tap, came at, left at, did not come."""
    page = client.get(there)
    rows = re.split(r'<li class="person"', page.text)
    (row,) = [each for each in rows if f'data-name="{name}' in each.split(">")[0]]
    form = row.split("<form")[which + 1].split("</form>")[0]
    data: dict[str, list[str]] = {}
    for field in re.findall(r'<(?:input type="hidden"|button)[^>]*>', form):
        found = re.search(r'name="([^"]*)" value="([^"]*)"', field)
        assert found, field
        data.setdefault(found[1], []).append(found[2])
    return client.post(there, data=data | typed, follow_redirects=True)


def test_a_tap_checks_in_and_another_takes_it_back(leader: FlaskClient, there: str) -> None:
    assert "0 van 2 aanwezig" in words_of(leader.get(there))
    page = tap(leader, there, "Bram Kok")
    assert "1 van 2 aanwezig" in words_of(page)
    assert "aanwezig sinds 17.40 uur" in words_of(page)
    assert re.search(r"persoon-s\d+$", page.request.url.partition("#")[2] or "persoon-s1")
    assert "0 van 2 aanwezig" in words_of(tap(leader, there, "Bram Kok"))


def test_who_came_and_left_at_other_times_and_who_did_not(leader: FlaskClient, there: str) -> None:
    page = tap(leader, there, "Bram Kok", 1, tijd="17:25")
    assert "aanwezig sinds 17.25 uur" in words_of(page)
    page = tap(leader, there, "Bram Kok", 1, tijd="17:35")
    assert "aanwezig sinds 17.35 uur" in words_of(page)
    page = tap(leader, there, "Bram Kok", 2, tijd="17:38")
    assert "weggegaan om 17.38 uur" in words_of(page)
    page = tap(leader, there, "Bram Kok", 3)
    assert "niet gekomen" in words_of(page)
    page = tap(leader, there, "Bram Kok", 3)
    assert "weggegaan om 17.38 uur" in words_of(page)


def test_a_time_that_cannot_be_is_answered_with_a_sentence(leader: FlaskClient, there: str) -> None:
    page = tap(leader, there, "Bram Kok", 1, tijd="23:00")
    assert "Vul een tijd van deze avond in, tussen 14.30 en 17.40 uur." in words_of(page)
    assert "0 van 2 aanwezig" in words_of(page)


def test_who_is_not_on_the_list_can_be_there(leader: FlaskClient, there: str) -> None:
    assert "Staat niet op de lijst (1)" in words_of(leader.get(there))
    assert "1 van 3 aanwezig" in words_of(tap(leader, there, "Wim"))


def test_a_walk_in_is_added_once_however_often_the_form_is_sent(
    leader: FlaskClient, there: str, database: Database
) -> None:
    page = leader.get(there)
    key = re.search(r'name="sleutel" value="([^"]*)"', page.text)
    assert key
    form = {"csrf_token": csrf(page), "groep": "1", "doe": "walk_in", "sleutel": key[1]}
    for _ in range(2):
        typed = {"naam": " Zus  van <i> ", "functie": "gp", "praktijk": "De Brug"}
        assert leader.post(there, data=form | typed).status_code == 303
    assert "1 van 3 aanwezig" in words_of(leader.get(there))
    with database.reading() as session:
        assert [each.name for each in session.scalars(select(WalkIn))] == ["Zus van <i>"]
        assert len(session.scalars(select(RideAction)).all()) == 1


def test_a_walk_in_without_a_name_is_asked_for_one(leader: FlaskClient, there: str) -> None:
    form = {"csrf_token": csrf(leader.get(there)), "groep": "1", "doe": "walk_in"}
    page = leader.post(there, data=form | {"functie": "gp"}, follow_redirects=True)
    assert "Vul de naam in." in words_of(page)


def test_names_are_text_and_the_page_tells_no_more_than_it_needs(
    leader: FlaskClient, there: str
) -> None:
    page = leader.get(there)
    assert "<b>Bos" not in page.text
    assert "bram@geheim.test" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_each_group_has_its_list_and_finds_the_other_s_people_too(
    leader: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        groups = [create_riding_group(session, safari, number=number) for number in (1, 2)]
        create_sign_up(session, safari, name="Anna", group=groups[0])
        create_sign_up(session, safari, name="Bram", group=groups[1])
        there = f"/onderweg/{safari.uid}/wie"
    page = leader.get(f"{there}?groep=2")
    assert "groep 2 van 2" in words_of(page)
    assert "0 van 1 aanwezig" in words_of(page)
    tap(leader, f"{there}?groep=2", "Anna")
    assert "Andere groepen (1)" in words_of(leader.get(f"{there}?groep=2"))
    assert "1 van 1 aanwezig" in words_of(leader.get(there))
    assert leader.get(f"{there}?groep=3").status_code == 404
    assert leader.get(f"{there}?groep=x").status_code == 400


@pytest.mark.parametrize(
    ("days", "state", "sentence"),
    [
        (-1, "confirmed", "vanaf drie uur voor het begin"),
        (3, "held", "te lang geleden"),
        (0, "cancelled", "afgelast"),
    ],
)
def test_when_nobody_can_be_checked_in_the_page_says_why(
    app: Flask, there: str, days: int, state: str, sentence: str
) -> None:
    with app.extensions["wijksafari"].database.writing.begin() as session:
        session.scalars(select(Safari)).one().state = state
    page = at(app, STARTS_AT + timedelta(days=days)).get(there)
    assert sentence in words_of(page)
    assert "Bram Kok" in words_of(page)
    assert 'data-does="' not in page.text


def test_a_long_list_has_letters(leader: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, capacity=40)
        for number in range(20):
            create_sign_up(session, safari, name=f"{'ÀbBcC'[number % 5]}da {number:02}")
        there = f"/onderweg/{safari.uid}/wie"
    letters = re.findall(r'class="letter"[^>]*>([^<]*)<', leader.get(there).text)
    assert letters == ["A", "B", "C"]
