"""A site whose clock was set: every page says so, and logging in works."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests.web.logins import log_in
from tests.web.world import NOW
from wijksafari import create_app
from wijksafari.clock import clock_ahead, now


def practising(app: Flask) -> Flask:
    made = app.extensions["wijksafari"]
    year = round(timedelta(days=365).total_seconds())
    return create_app(replace(made.settings, clock_ahead=year))


def test_every_page_says_what_time_it_is_here(app: Flask) -> None:
    practice = practising(app)
    client = log_in(practice.test_client())
    year = str((now() + timedelta(days=365)).year)
    for path in ("/", "/account", "/bestaat-niet"):
        text = client.get(path).text
        assert "Oefenklok:" in text
        assert year in text
    practice.extensions["wijksafari"].database.close()


def test_the_real_time_needs_no_saying(app: Flask, client: FlaskClient) -> None:
    assert "Oefenklok" not in client.get("/").text


def test_the_clock_runs_on_from_where_it_was_set() -> None:
    ahead = clock_ahead(3600)
    before, real, after = ahead(), now() + timedelta(hours=1), ahead()
    assert before <= real <= after
    assert before.tzinfo is NOW.tzinfo
