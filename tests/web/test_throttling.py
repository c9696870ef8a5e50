"""Wrong guesses are slowed down for a while; nobody is locked out, and right answers are free."""

import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.account_steps import PASSWORD, create_account, send
from tests.web.visitors import invited, own_address, press, sign_up
from wijksafari.database import Database

TRIES, LINKS, SAME_ADDRESS = 10, 60, 12


def try_password(client: FlaskClient, password: str, email: str = "anne@wijk.test") -> TestResponse:
    return send(client, "/inloggen", email=email, password=password)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that can be put forward: seconds to add."""
    added, real = [0.0], time.time
    monkeypatch.setattr(time, "time", lambda: real() + added[0])
    return added


def test_wrong_passwords_are_refused_after_some_and_later_the_right_one_works(
    anonymous: FlaskClient, database: Database, later: list[float]
) -> None:
    create_account(database)
    for _ in range(TRIES):
        assert try_password(anonymous, "niet het wachtwoord").status_code == 200
    refused = try_password(anonymous, PASSWORD)
    assert refused.status_code == 429
    # The library counts in whole seconds, from the first wrong one on.
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60 + 1
    assert "Over 15 minuten kan het weer." in refused.text

    later[0] = int(refused.headers["Retry-After"]) + 1
    assert try_password(anonymous, PASSWORD).status_code == 302


def test_trying_on_while_refused_does_not_make_the_wait_longer(
    anonymous: FlaskClient, database: Database, later: list[float]
) -> None:
    create_account(database)
    for _ in range(TRIES):
        try_password(anonymous, "niet het wachtwoord")
    later[0] = 14 * 60
    assert try_password(anonymous, "niet het wachtwoord").status_code == 429
    later[0] = 15 * 60 + 5
    assert try_password(anonymous, PASSWORD).status_code == 302


def test_another_account_and_another_address_are_not_held_up(
    app: Flask, anonymous: FlaskClient, database: Database
) -> None:
    create_account(database)
    create_account(database, "bert@wijk.test")
    for _ in range(TRIES):
        try_password(anonymous, "niet het wachtwoord")
    assert try_password(anonymous, PASSWORD, "bert@wijk.test").status_code == 302
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "10.9.8.7"
    assert try_password(elsewhere, PASSWORD).status_code == 302


def test_an_account_written_in_capitals_is_the_same_account(
    anonymous: FlaskClient, database: Database
) -> None:
    create_account(database)
    for n in range(TRIES):
        email = "anne@wijk.test" if n % 2 else " ANNE@wijk.test "
        try_password(anonymous, "niet het wachtwoord", email)
    assert try_password(anonymous, PASSWORD).status_code == 429


def test_one_address_cannot_try_many_accounts(anonymous: FlaskClient) -> None:
    codes = {
        try_password(anonymous, "niet het wachtwoord", f"wie{n}@wijk.test").status_code
        for n in range(60)
    }
    assert codes == {200}
    assert try_password(anonymous, "x", "nog@wijk.test").status_code == 429


@pytest.mark.parametrize("path", ["/l/{}", "/agenda/{}.ics", "/uitnodiging/{}"])
def test_wrong_private_links_are_refused_after_many(anonymous: FlaskClient, path: str) -> None:
    for n in range(LINKS):
        assert anonymous.get(path.format(f"mis{n}")).status_code == 404
    refused = anonymous.get(path.format("mis"))
    assert refused.status_code == 429
    assert "Over 10 minuten kan het weer." in refused.text
    assert 590 < int(refused.headers["Retry-After"]) < 602


def test_an_address_of_ipv6_counts_by_the_part_that_a_visitor_cannot_choose(app: Flask) -> None:
    client = app.test_client()
    for n in range(LINKS):
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{n:x}"
        assert client.get(f"/l/mis{n}").status_code == 404
    client.environ_base["REMOTE_ADDR"] = "2001:db8:1:2:ffff::1"
    assert client.get("/l/mis").status_code == 429
    client.environ_base["REMOTE_ADDR"] = "2001:db8:1:3::1"
    assert client.get("/l/mis").status_code == 404


def test_reset_mails_to_one_mailbox_are_few(anonymous: FlaskClient) -> None:
    answers = [
        send(anonymous, "/wachtwoord-vergeten", email="anne@wijk.test").status_code
        for _ in range(5)
    ]
    assert answers == [200] * 4 + [429]


def test_a_form_mails_one_address_a_few_times_and_a_whole_practice_can_sign_up(
    app: Flask, anonymous: FlaskClient
) -> None:
    opened = invited(app, capacity=40)
    codes = [
        sign_up(anonymous, opened, opmerking=f"Regel {n}").status_code for n in range(SAME_ADDRESS)
    ]
    assert set(codes) == {303}
    assert sign_up(anonymous, opened, opmerking="Nog een").status_code == 429
    for n in range(30):
        assert sign_up(anonymous, opened, email=f"arts{n}@praktijk.nl").status_code == 303


def test_coming_and_going_without_end_is_slowed_down(app: Flask, anonymous: FlaskClient) -> None:
    sign_up(anonymous, invited(app))
    page = anonymous.get(own_address(app), follow_redirects=True)
    codes = []
    for _ in range(SAME_ADDRESS + 1):
        assert press(anonymous, page, "/afmelden").status_code == 303
        codes.append(press(anonymous, page, "/terugkomen").status_code)
    assert codes == [303] * SAME_ADDRESS + [429]
