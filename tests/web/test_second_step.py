"""Two-step login: switched on with a code that works, asked at login, each code once."""

import re
import time
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP

from tests.web.account_steps import EMAIL, PASSWORD, create_account, send
from tests.web.logins import log_in
from tests.web.world import NOW
from wijksafari import create_app
from wijksafari.database import Database
from wijksafari.models import User

LATER = 60


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock for codes that can be put forward: seconds to add."""
    added = [0.0]
    monkeypatch.setattr(TOTP, "now", staticmethod(lambda: time.time() + added[0]))
    return added


def key_on(page: str) -> str:
    """The key that the page shows, as the app takes it."""
    found = re.search(r'<code class="key">([^<]+)</code>', page)
    assert found
    return found[1].replace("-", "").replace(" ", "")


def code(key: str) -> str:
    return str(TOTP(key=key).generate().token)


@pytest.fixture
def key(app: Flask, database: Database, later: list[float]) -> str:
    """The key of EMAIL's app; two-step login is on, and its last code was a while ago."""
    client = log_in(app.test_client(), create_account(database))
    shown = key_on(client.get("/account/tweestaps").text)
    assert send(client, "/account/tweestaps", code=code(shown)).location == "/account"
    later[0] += LATER
    return shown


def test_it_is_switched_on_only_by_a_code_that_the_app_shows(
    app: Flask, database: Database
) -> None:
    client = log_in(app.test_client(), create_account(database))
    page = client.get("/account/tweestaps").text
    assert "<svg" in page
    wrong = send(client, "/account/tweestaps", code="000000")
    assert wrong.status_code == 400
    assert key_on(wrong.text) == key_on(page)
    assert "Tweestapsinlog staat uit" in client.get("/account").text


def test_after_the_password_a_code_is_asked(anonymous: FlaskClient, key: str) -> None:
    first = send(anonymous, "/inloggen?next=/plannen", email=EMAIL, password=PASSWORD)
    assert first.location.startswith("/inloggen/code")
    assert anonymous.get("/account").status_code == 303
    assert "Deze code klopt niet" in send(anonymous, first.location, code="123456").text
    page = anonymous.get(first.location)
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    done = anonymous.post(first.location, data={"csrf_token": token, "code": code(key)})
    assert done.location == "/plannen"
    assert anonymous.get("/account").status_code == 200


def test_a_code_works_once(app: Flask, key: str) -> None:
    same = code(key)
    answers = []
    for _ in range(2):
        client = app.test_client()
        place = send(client, "/inloggen", email=EMAIL, password=PASSWORD).location
        answers.append(send(client, place, code=same).status_code)
    assert answers == [302, 200]


def test_codes_are_not_guessed_at_will(anonymous: FlaskClient, key: str) -> None:
    place = send(anonymous, "/inloggen", email=EMAIL, password=PASSWORD).location
    answers = [send(anonymous, place, code=f"{n:06}").status_code for n in range(11)]
    assert answers == [200] * 10 + [429]


def test_without_the_password_no_code_is_asked(anonymous: FlaskClient, key: str) -> None:
    assert anonymous.get("/inloggen/code").location.endswith("/inloggen")


def test_who_waits_too_long_with_the_code_begins_again(app: Flask, key: str) -> None:
    clock = [NOW]
    site = create_app(app.extensions["wijksafari"].settings, now=lambda: clock[0])
    client = site.test_client()
    place = send(client, "/inloggen", email=EMAIL, password=PASSWORD).location
    clock[0] += timedelta(minutes=11)
    assert client.get(place).location.endswith("/inloggen")
    site.extensions["wijksafari"].database.close()


def test_it_can_be_switched_off(app: Flask, anonymous: FlaskClient, key: str) -> None:
    client = log_in(app.test_client(), EMAIL)
    page = client.get("/account").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/account/tweestaps/uit", data={"csrf_token": token})
    assert send(anonymous, "/inloggen", email=EMAIL, password=PASSWORD).location == "/"


def test_the_key_is_not_kept_as_it_is(database: Database, key: str) -> None:
    with database.reading() as session:
        kept = session.query(User).filter_by(email=EMAIL).one().tf_totp_secret
    assert kept
    assert key not in kept
