"""What phones get to keep a participant's page, and what it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.worlds import ACTOR, STARTS_AT, create_safari, create_sign_up
from wijksafari import create_app
from wijksafari.database import Database
from wijksafari.models import SignUp
from wijksafari.services.riding.log import NewAction, record

HEAVIEST = 150_000  # bytes of the whole page, compressed


@pytest.fixture
def link_id(database: Database) -> int:
    """A participant's own link."""
    with database.writing.begin() as session:
        sign_up = create_sign_up(session, create_safari(session, state="confirmed"))
        return sign_up.link_id


@pytest.fixture
def phone(app: Flask, link_id: int) -> Iterator[FlaskClient]:
    """Holds that link, on the evening."""
    settings = app.extensions["wijksafari"].settings
    later = create_app(settings, now=lambda: STARTS_AT + timedelta(minutes=20))
    with later.test_client() as client:
        with client.session_transaction() as cookie:
            cookie["links"] = [link_id]
        yield client
    later.extensions["wijksafari"].database.close()


def test_the_state_changes_with_the_programme_and_only_then(
    phone: FlaskClient, database: Database, link_id: int
) -> None:
    path = f"/mee/{link_id}/stand.json"
    before = phone.get(path).json
    assert before and phone.get(path).json == before
    now = STARTS_AT + timedelta(minutes=20)
    action = NewAction(key="8c6f1f8e-3c3c-4c1e-9a57-0c1f3c1d2e3f", kind="departed", group=1, at=now)
    with database.writing.begin() as session:
        sign_up = session.scalars(select(SignUp).filter_by(link_id=link_id)).one()
        record(session, sign_up.safari, action, actor=ACTOR, now=now)
    after = phone.get(path).json
    assert after and after["version"] != before["version"]
    assert "Bijgewerkt om 17.50" in phone.get(path.removesuffix("/stand.json")).text


def test_the_page_carries_the_version_that_the_state_tells(
    phone: FlaskClient, link_id: int
) -> None:
    told = phone.get(f"/mee/{link_id}/stand.json").json
    assert told and f'data-version="{told["version"]}"' in phone.get(f"/mee/{link_id}").text


@pytest.mark.parametrize("name", ["stand.json", "app.webmanifest"])
def test_strangers_are_told_nothing(anonymous: FlaskClient, link_id: int, name: str) -> None:
    assert anonymous.get(f"/mee/{link_id}/{name}").status_code == 404


def test_an_installed_app_starts_at_the_private_link(phone: FlaskClient, link_id: int) -> None:
    answer = phone.get(f"/mee/{link_id}/app.webmanifest")
    told = answer.json
    assert answer.mimetype == "application/manifest+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert told and (told["display"], told["scope"]) == ("standalone", "/mee/")
    opened = phone.get(told["start_url"])
    assert (opened.status_code, opened.location) == (303, f"/mee/{link_id}")
    for icon in told["icons"]:
        with phone.get(icon["src"]) as answer:
            picture = answer.data
        side = int.from_bytes(picture[16:20])
        assert picture.startswith(b"\x89PNG") and icon["sizes"] == f"{side}x{side}"


@pytest.mark.parametrize("path", ["/mee/sw.js", "/onderweg/sw.js"])
def test_the_worker_is_looked_at_anew_and_not_sent_again(anonymous: FlaskClient, path: str) -> None:
    with anonymous.get(path) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.mimetype == "text/javascript"
        known = {"If-None-Match": answer.headers["ETag"]}
    with anonymous.get(path, headers=known) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_the_policy_lets_pages_be_installed_and_kept(anonymous: FlaskClient) -> None:
    policy = anonymous.get("/inloggen").headers["Content-Security-Policy"]
    assert "manifest-src 'self'" in policy
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy


def test_nothing_a_visitor_sends_comes_back_in_the_page(phone: FlaskClient, link_id: int) -> None:
    assert "zichtbaar-woord" not in phone.get(f"/mee/{link_id}?blad=zichtbaar-woord").text


def test_the_page_with_all_its_files_weighs_at_most_150_kb(
    phone: FlaskClient, link_id: int
) -> None:
    page = phone.get(f"/mee/{link_id}")
    addresses = re.findall(r'(?:src|href)="(/(?:static|leaflet|mee)/[^"#]*)"', page.text)
    paths = {f"/mee/{link_id}", "/mee/sw.js", f"/mee/{link_id}/stand.json"}
    paths |= {unescape(each) for each in addresses if "/papier" not in each}
    # The worker fetches the page a second time, to keep it.
    weights = {path: weight(phone, path) for path in paths}
    assert len(weights) >= 8
    assert sum(weights.values()) + weights[f"/mee/{link_id}"] <= HEAVIEST, weights


def weight(phone: FlaskClient, path: str) -> int:
    """The bytes of an answer with its headers, as a phone gets it."""
    with phone.get(path, headers={"Accept-Encoding": "gzip, deflate, br"}) as answer:
        assert answer.status_code == 200, path
        return len(answer.data) + len(str(answer.headers))
