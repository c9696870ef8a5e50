"""What phones send and ask: JSON, with a token, and always an answer they can use."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.services.worlds_presence import key, told
from tests.web.test_attendance import at
from tests.worlds import STARTS_AT, create_safari, create_sign_up, rows
from wijksafari.database import Database
from wijksafari.models import RideAction

NOW = STARTS_AT + timedelta(minutes=10)


@pytest.fixture
def leader(app: Flask) -> FlaskClient:
    return at(app, NOW)


@pytest.fixture
def safari(database: Database) -> tuple[str, str]:
    """Where to send, and Anna."""
    with database.writing.begin() as session:
        evening = create_safari(session)
        anna = create_sign_up(session, evening, name="Anna")
        return f"/onderweg/{evening.uid}", f"s{anna.id}"


def stand(client: FlaskClient, there: str) -> dict[str, Any]:
    answer = client.get(f"{there}/stand.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def post(client: FlaskClient, there: str, body: bytes, token: str = "") -> TestResponse:
    headers = {"X-CSRFToken": token or stand(client, there)["csrf"]}
    path = f"{there}/meldingen"
    return client.post(path, data=body, headers=headers, content_type="application/json")


def batch(*actions: dict[str, Any]) -> bytes:
    return json.dumps({"sent_at": 0, "actions": actions}).encode()


def test_what_a_phone_sends_is_answered_key_by_key(
    leader: FlaskClient, safari: tuple[str, str]
) -> None:
    there, anna = safari
    body = batch(told(1, "present", anna), told(2, "present", "s0"))
    answer = post(leader, there, body).get_json()
    assert answer["done"] == [key(1)]
    assert [each["key"] for each in answer["refused"]] == [key(2)]
    assert answer["refused"][0]["sentence"].endswith("op de lijst.")
    again = post(leader, there, body, answer["csrf"]).get_json()
    assert (again["done"], again["version"]) == (answer["done"], answer["version"])


def test_every_report_makes_a_version_that_others_notice(
    leader: FlaskClient, safari: tuple[str, str]
) -> None:
    there, anna = safari
    versions = [stand(leader, there)["version"]]
    for action in (
        told(1, "present", anna),
        told(2, "undo", target=key(1)),
        told(3, "walk_in", name="Zus", function="gp"),
        told(4, "departed"),
    ):
        post(leader, there, batch(action))
        versions.append(stand(leader, there)["version"])
    assert len(set(versions)) == len(versions)
    assert stand(leader, there)["version"] == versions[-1]
    assert stand(leader, there)["now"] == NOW.isoformat()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"sent_at": 1, "actions": 2}'])
def test_nonsense_is_answered_with_a_sentence(
    leader: FlaskClient, safari: tuple[str, str], body: bytes
) -> None:
    answer = post(leader, safari[0], body)
    assert answer.status_code == 400
    assert "onleesbaar" in answer.get_json()["sentence"]


def test_too_much_is_refused_at_once(leader: FlaskClient, safari: tuple[str, str]) -> None:
    assert post(leader, safari[0], b" " * 200_001).status_code == 413


def test_nothing_is_taken_without_the_token_of_this_login(
    leader: FlaskClient, database: Database, safari: tuple[str, str]
) -> None:
    there, anna = safari
    answer = post(leader, there, batch(told(1, "present", anna)), "onzin")
    assert answer.status_code == 400
    with database.reading() as session:
        assert rows(session, RideAction) == 0


def test_who_is_not_logged_in_is_sent_to_log_in_and_nothing_is_taken(
    app: Flask, database: Database, safari: tuple[str, str]
) -> None:
    there, anna = safari
    stranger = app.test_client()
    assert stranger.get(f"{there}/stand.json").status_code == 303
    answer = post(stranger, there, batch(told(1, "present", anna)), "x")
    assert answer.status_code == 303
    assert "/inloggen" in answer.headers["Location"]
    with database.reading() as session:
        assert rows(session, RideAction) == 0


def test_logging_out_leaves_nothing_on_the_phone(leader: FlaskClient) -> None:
    token = leader.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = leader.post("/uitloggen", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
