"""Forgotten, changed and first passwords: by mail, on this site, once."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.account_steps import EMAIL, PASSWORD, create_account, mails, send
from tests.web.logins import log_in, log_out
from tests.worlds import create_user
from wijksafari.database import Database
from wijksafari.services.accounts.invitations import invitation_token
from wijksafari.web.collaborators import Collaborators

NEW = "heel andere woorden nu"


@pytest.fixture
def mailed(app: Flask, database: Database) -> Callable[[], list[tuple[str, str, str]]]:
    """The mails so far: to whom, subject, text."""
    made: Collaborators = app.extensions["wijksafari"]
    return lambda: mails(database, made.post)


Mailed = Callable[[], list[tuple[str, str, str]]]


def path_in(text: str) -> str:
    """The only address in a mail, without the site before it."""
    (url,) = re.findall(r"https?://\S+", text)
    assert url.startswith("http://127.0.0.1:8000/")
    return str(url.removeprefix("http://127.0.0.1:8000"))


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(
    anonymous: FlaskClient, database: Database, mailed: Mailed
) -> None:
    create_account(database)
    send(anonymous, "/wachtwoord-vergeten", email=EMAIL.upper())
    ((to, subject, text),) = mailed()
    assert (to, subject) == (EMAIL, "Een nieuw wachtwoord voor Wijksafari")

    answer = send(anonymous, path_in(text), password=NEW, password_confirm=NEW)
    assert answer.location == "/inloggen"
    assert [each[1] for each in mailed()][1:] == ["Uw wachtwoord bij Wijksafari is gewijzigd"]
    assert send(anonymous, "/inloggen", email=EMAIL, password=PASSWORD).status_code == 200
    assert send(anonymous, "/inloggen", email=EMAIL, password=NEW).status_code == 302


def test_the_link_in_the_mail_never_follows_the_host_of_the_request(
    app: Flask, database: Database, mailed: Mailed
) -> None:
    create_account(database)
    client = app.test_client()
    for headers in ({"Host": "localhost:666"}, {"X-Forwarded-Host": "evil.example"}):
        page = client.get("/wachtwoord-vergeten", headers=headers).text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        data = {"csrf_token": token, "email": EMAIL}
        client.post("/wachtwoord-vergeten", data=data, headers=headers)
    assert len(mailed()) == 2
    for _, _, text in mailed():
        assert path_in(text).startswith("/wachtwoord-vergeten/")
    refused = client.post("/wachtwoord-vergeten", headers={"Host": "evil.example"})
    assert refused.status_code == 400


def test_a_link_for_a_new_password_works_once_and_for_a_while(
    app: Flask, anonymous: FlaskClient, database: Database, mailed: Mailed
) -> None:
    create_account(database)
    for _ in range(2):
        send(anonymous, "/wachtwoord-vergeten", email=EMAIL)
    first, second = (path_in(text) for _, _, text in mailed())
    app.config["SECURITY_RESET_PASSWORD_WITHIN"] = timedelta(seconds=-1)
    assert anonymous.get(first).location == "/wachtwoord-vergeten"
    app.config["SECURITY_RESET_PASSWORD_WITHIN"] = timedelta(hours=2)
    assert send(anonymous, first, password=NEW, password_confirm=NEW).location == "/inloggen"
    for used in (first, second):
        assert anonymous.get(used).location == "/wachtwoord-vergeten"
    assert "Deze link werkt niet meer" in anonymous.get("/wachtwoord-vergeten").text


def test_looking_at_the_link_changes_nothing(
    anonymous: FlaskClient, database: Database, mailed: Mailed
) -> None:
    create_account(database)
    send(anonymous, "/wachtwoord-vergeten", email=EMAIL)
    path = path_in(mailed()[0][2])
    for _ in range(3):
        assert anonymous.head(path).status_code == anonymous.get(path).status_code == 200
    assert send(anonymous, "/inloggen", email=EMAIL, password=PASSWORD).status_code == 302


def test_nobody_gets_a_mail_at_an_address_without_an_account(
    anonymous: FlaskClient, database: Database, mailed: Mailed
) -> None:
    create_account(database, active=False)
    for email in (EMAIL, "niemand@wijk.test", "x\r\nBcc: y@z.nl"):
        send(anonymous, "/wachtwoord-vergeten", email=email)
    assert mailed() == []


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "minstens 12 tekens"),
        ("x" * 129, "hoogstens 128"),
        ("Welkom2026!!!", "makkelijk te raden"),
        ("anne@wijk.test!", "e-mailadres staat in"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_with_what_to_do(
    anonymous: FlaskClient, database: Database, mailed: Mailed, password: str, sentence: str
) -> None:
    create_account(database)
    send(anonymous, "/wachtwoord-vergeten", email=EMAIL)
    path = path_in(mailed()[0][2])
    answer = send(anonymous, path, password=password, password_confirm=password)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert 'aria-describedby="fout-password' in answer.text


def test_changing_a_password_ends_the_other_logins_and_not_this_one(
    app: Flask, database: Database, mailed: Mailed
) -> None:
    user = create_account(database)
    here, there = log_in(app.test_client(), user), log_in(app.test_client(), user)
    typed = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}
    answer = send(here, "/account/wachtwoord", **typed)
    assert answer.location == "/account"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert [each[1] for each in mailed()] == ["Uw wachtwoord bij Wijksafari is gewijzigd"]


def test_changing_a_password_asks_for_the_one_there_is(
    app: Flask, database: Database, mailed: Mailed
) -> None:
    client = log_in(app.test_client(), create_account(database))
    typed = {"password": "iets heel anders", "new_password": NEW, "new_password_confirm": NEW}
    answer = send(client, "/account/wachtwoord", **typed)
    assert "Uw huidige wachtwoord klopt niet." in answer.text
    assert mailed() == []


def test_an_invitation_is_accepted_once(
    app: Flask, anonymous: FlaskClient, database: Database
) -> None:
    user = create_account(database, password=None)
    made: Collaborators = app.extensions["wijksafari"]
    path = f"/uitnodiging/{invitation_token(made.settings.secret_key, user)}"
    assert user.name in anonymous.get(path).text
    assert send(anonymous, path, wachtwoord=NEW, herhaling="x").status_code == 400
    assert send(anonymous, path, wachtwoord=NEW, herhaling=NEW).location == "/inloggen"
    assert anonymous.get(path).status_code == 404
    assert anonymous.post(path).status_code in (400, 404)
    assert send(anonymous, "/inloggen", email=EMAIL, password=NEW).status_code == 302


def test_an_invitation_of_another_installation_or_another_kind_is_unknown(
    anonymous: FlaskClient, database: Database, mailed: Mailed
) -> None:
    user = create_account(database, password=None)
    assert anonymous.get(f"/uitnodiging/{invitation_token('x', user)}").status_code == 404
    send(anonymous, "/wachtwoord-vergeten", email=EMAIL)
    reset = path_in(mailed()[0][2]).rpartition("/")[2]
    assert anonymous.get(f"/uitnodiging/{reset}").status_code == 404


def test_an_old_invitation_says_whom_to_ask(
    app: Flask, anonymous: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing(expire_on_commit=False) as session, session.begin():
        user = create_user(session)
    made: Collaborators = app.extensions["wijksafari"]
    path = f"/uitnodiging/{invitation_token(made.settings.secret_key, user)}"
    monkeypatch.setattr("wijksafari.services.accounts.invitations.INVITED", timedelta(seconds=-1))
    answer = anonymous.get(path)
    assert answer.status_code == 410
    assert "Vraag wie u uitnodigde om een nieuwe" in answer.text


@pytest.mark.parametrize("typed", ["", "geen adres", "x\r\nBcc: y@z.nl"])
def test_what_is_no_address_is_refused_instead_of_promising_a_mail(
    anonymous: FlaskClient, typed: str
) -> None:
    answer = send(anonymous, "/wachtwoord-vergeten", email=typed)
    assert "Dit e-mailadres klopt niet" in answer.text
    assert "onderweg" not in answer.text


@pytest.mark.parametrize(
    "path", ["/inloggen", "/wachtwoord-vergeten", "/account", "/account/wachtwoord"]
)
def test_forms_leave_it_to_the_site_to_say_what_is_wrong(client: FlaskClient, path: str) -> None:
    if path in ("/inloggen", "/wachtwoord-vergeten"):
        log_out(client)
    page = client.get(path).text
    with_fields = re.findall(r"<form[^>]*>(?=(?:(?!</form>).)*required)", page, re.DOTALL)
    assert with_fields
    assert all(" novalidate" in form for form in with_fields)
