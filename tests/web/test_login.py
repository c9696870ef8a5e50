"""Logging in: alike for known and unknown, back to where one was, and a session of one's own."""

from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.web.account_steps import EMAIL, PASSWORD, create_account, send
from tests.web.logins import log_in
from tests.web.world import NOW
from tests.worlds import create_safari
from wijksafari import create_app
from wijksafari.database import Database
from wijksafari.web.collaborators import Collaborators


def enter(client: FlaskClient, path: str = "/inloggen", password: str = PASSWORD) -> str:
    """Log in as EMAIL by the form at ``path``; where it leads."""
    return send(client, path, email=EMAIL, password=password).headers.get("Location", "")


@pytest.fixture
def account(database: Database) -> None:
    create_account(database)


@pytest.mark.usefixtures("account")
def test_with_the_right_password_one_is_in(anonymous: FlaskClient) -> None:
    assert anonymous.get("/").location == "/inloggen"
    assert enter(anonymous) == "/"
    page = anonymous.get("/")
    assert page.status_code == 200
    assert "Anne Adviseur" in page.text
    assert "Uitloggen" in page.text


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("email", ["ANNE@WIJK.TEST", " anne@wijk.test "])
def test_the_address_may_be_written_in_other_ways(anonymous: FlaskClient, email: str) -> None:
    assert send(anonymous, "/inloggen", email=email, password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("account")
def test_known_and_unknown_addresses_are_answered_alike(app: Flask, database: Database) -> None:
    create_account(database, "uit@wijk.test", active=False)
    create_account(database, "genodigd@wijk.test", password=None)
    pages = set()
    for email in (EMAIL, "niemand@wijk.test", "uit@wijk.test", "genodigd@wijk.test"):
        for path, typed in (
            ("/inloggen", {"password": "een heel ander woord"}),
            ("/wachtwoord-vergeten", {}),
        ):
            answer = send(app.test_client(), path, email=email, **typed)
            assert answer.status_code == 200
            pages.add((path, _without_tokens(answer.text).replace(email, "")))
    assert len(pages) == 2


def _without_tokens(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrf_token" not in line)


def test_an_account_that_is_switched_off_gets_the_answer_of_a_wrong_password(
    anonymous: FlaskClient, database: Database
) -> None:
    create_account(database, active=False)
    answer = send(anonymous, "/inloggen", email=EMAIL, password=PASSWORD)
    assert "klopt niet" in answer.text
    assert anonymous.get("/").location == "/inloggen"


@pytest.mark.usefixtures("account")
def test_one_returns_to_the_page_one_asked_for(anonymous: FlaskClient) -> None:
    asked = anonymous.get("/plannen?wijk=proefwijk&datum=2027-02-02").location
    assert asked.startswith("/inloggen?next=")
    assert enter(anonymous, asked) == "/plannen?wijk=proefwijk&datum=2027-02-02"


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    "evil",
    [
        *("//evil.example", "https://evil.example", "https:evil.example", "///evil.example"),
        *("\\\\evil.example", "/\\evil.example", "\\/evil.example", "http:///evil.example"),
        *("javascript:alert(1)", "\t//evil.example", "https://127.0.0.1@e.x"),
    ],
)
def test_one_never_returns_to_another_site(anonymous: FlaskClient, evil: str) -> None:
    page = anonymous.get("/inloggen", query_string={"next": evil})
    assert 'name="next"' not in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "email": EMAIL, "password": PASSWORD, "next": evil}
    answer = anonymous.post("/inloggen", query_string={"next": evil}, data=data)
    assert answer.status_code == 302
    place = answer.headers["Location"]
    assert urlsplit(urljoin("http://localhost/inloggen", place)).netloc == "localhost"
    assert not place.startswith(("//", "/\\", "\\", "/\t", "/%09"))


@pytest.mark.usefixtures("account")
def test_nothing_of_the_session_before_stays(anonymous: FlaskClient) -> None:
    with anonymous.session_transaction() as session:
        session["planted"] = "by another"
    anonymous.get("/inloggen")
    with anonymous.session_transaction() as session:
        before = session["csrf_token"]
    enter(anonymous)
    with anonymous.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before


@pytest.mark.usefixtures("account")
def test_nobody_is_remembered_by_a_cookie_that_outlives_the_login(anonymous: FlaskClient) -> None:
    send(anonymous, "/inloggen", email=EMAIL, password=PASSWORD, remember="y")
    assert anonymous.get_cookie("remember_token") is None


@pytest.mark.parametrize("accept", ["application/json", "*/*"])
def test_no_tokens_are_handed_out_in_json(
    anonymous: FlaskClient, database: Database, accept: str
) -> None:
    create_account(database)
    anonymous.get("/inloggen")
    typed = {"email": EMAIL, "password": PASSWORD}
    answer = anonymous.post("/inloggen?include_auth_token", json=typed, headers={"Accept": accept})
    assert "token" not in answer.text.lower().replace("csrf_token", "")


def test_a_login_ends_after_hours_without_a_visit_and_in_any_case_after_days(
    app: Flask, database: Database
) -> None:
    clock = [NOW]
    client = _at(app, clock).test_client()
    log_in(client)
    clock[0] = NOW + timedelta(hours=7, minutes=59)
    assert client.get("/account").status_code == 200
    clock[0] += timedelta(hours=8, minutes=1)
    assert client.get("/account").status_code == 303

    log_in(client)
    for _ in range(27):
        clock[0] += timedelta(hours=6)
        assert client.get("/account").status_code == 200
    clock[0] += timedelta(hours=6)
    assert client.get("/account").status_code == 303


def _at(app: Flask, clock: list[datetime]) -> Flask:
    """The same site, at the moment that ``clock`` holds."""
    made: Collaborators = app.extensions["wijksafari"]
    return create_app(made.settings, now=lambda: clock[0])


def test_logging_out_ends_every_login_of_this_account(app: Flask) -> None:
    here, there = log_in(app.test_client()), log_in(app.test_client())

    token = here.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = here.post("/uitloggen", data={"csrf_token": token})
    assert answer.location == "/inloggen"
    assert "op al uw apparaten" in here.get("/inloggen").text
    assert here.get("/account").status_code == there.get("/account").status_code == 303


def test_an_old_cookie_does_not_open_again_after_logging_out(app: Flask) -> None:
    client = log_in(app.test_client())
    page = client.get("/account")
    cookie = client.get_cookie("wijksafari")
    assert cookie is not None
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/uitloggen", data={"csrf_token": token})
    client.set_cookie("wijksafari", cookie.value)
    assert client.get("/account").status_code == 303


def test_a_form_sent_after_the_login_ended_leads_to_the_login_page(app: Flask) -> None:
    client = app.test_client()
    assert client.post("/plannen/bewaar", data={}).location == "/inloggen"


def test_pages_for_everybody_do_not_ask_the_database_who_is_looking(
    anonymous: FlaskClient, database: Database
) -> None:
    asked = []
    for sessions in (database.reading, database.writing):
        engine = sessions.kw["bind"]
        event.listen(engine, "before_cursor_execute", lambda *_: asked.append(1))
    for path in ("/inloggen", "/static/wijksafari.css", "/nergens"):
        with anonymous.get(path):
            pass
    assert not asked


def test_somebody_elses_safari_does_not_exist_whatever_is_asked(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session, wijk="elders").uid
    theirs, none = client.get(f"/safari/{uid}"), client.get("/safari/bestaat-niet")
    assert theirs.status_code == none.status_code == 404
    assert _body(theirs.text) == _body(none.text)
    assert "Proefwijk" not in client.get("/").text.split("Komende")[1].split("</section>")[0]


def _body(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]
