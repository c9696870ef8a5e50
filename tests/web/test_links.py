"""Private links: exchanged for a cookie at first use, honest about what became of them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from tests.web.visitors import DAAN, address, csrf, invited, own_address, press, sign_up, words_of
from tests.worlds import NOW, create_invitation, create_person, create_safari, create_user
from wijksafari.database import Database
from wijksafari.models import Base, Link


def _counts(database: Database) -> dict[str, int]:
    with database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }


def test_a_link_leads_to_a_page_whose_address_holds_no_secret(
    app: Flask, anonymous: FlaskClient
) -> None:
    link = invited(app)
    answer = anonymous.get(link)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/aanmelden/1"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Praktijk De Brug" in anonymous.get("/aanmelden/1").text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_links_and_their_pages_changes_nothing(
    app: Flask, database: Database, anonymous: FlaskClient, method: str
) -> None:
    link = invited(app)
    sign_up(anonymous, link)
    own = own_address(app)
    before = _counts(database)
    for url in (link, own):
        page = anonymous.open(url, method=method)
        assert page.status_code == 303
        there = page.headers["Location"]
        more = ("", "/wissen", "/gegevens.json", "/wijksafari.ics", "/gelukt")
        for path in more:
            assert anonymous.open(there + path, method=method).status_code in (200, 303, 404)
        for path in ("/nee", "/toch-wel", "/afmelden", "/terugkomen", "/aannemen"):
            assert anonymous.open(there + path, method=method).status_code in (404, 405)
    assert _counts(database) == before


@pytest.mark.parametrize("token", ["x", "A" * 27, "A" * 500, "%00", "é", "..%2f", "O" * 64])
def test_every_token_that_never_was_gets_the_same_answer(
    app: Flask, anonymous: FlaskClient, token: str
) -> None:
    usual = anonymous.get("/l/nergens")
    answer = anonymous.get(f"/l/{token}")
    assert answer.status_code == usual.status_code == 404
    assert words_of(answer) == words_of(usual) or "%2f" in token


def test_the_token_of_a_feed_opens_nothing_here(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    with database.writing.begin() as session:
        maker = app.extensions["wijksafari"].post.links
        feed = maker.new(session, "feed", NOW, user_id=create_user(session).id)
        url = address(app, feed)
    assert anonymous.get(url).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [({"revoked_at": NOW}, "ingetrokken"), ({"expires_at": NOW}, "verlopen")],
)
def test_a_link_that_works_no_more_says_so_also_where_it_was_opened_before(
    app: Flask,
    database: Database,
    anonymous: FlaskClient,
    change: dict[str, object],
    words: str,
) -> None:
    link = invited(app)
    before = anonymous.get(link, follow_redirects=True)
    with database.writing.begin() as session:
        session.execute(update(Link).values(**change))
    for answer in (anonymous.get(link), anonymous.get("/aanmelden/1")):
        assert answer.status_code == 410
        assert words in words_of(answer)
    assert press(anonymous, before, "/nee").status_code == 410
    form = {**DAAN, "csrf_token": csrf(before)}
    assert anonymous.post("/aanmelden/1", data=form).status_code == 410


def test_without_the_cookie_the_page_says_to_open_the_link_again(
    app: Flask, anonymous: FlaskClient
) -> None:
    invited(app)
    answer = anonymous.get("/aanmelden/1")
    assert answer.status_code == 404
    assert "Open de link uit uw mail opnieuw" in words_of(answer)
    assert "cookies" in words_of(answer)


def test_somebody_elses_page_does_not_exist(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    link = invited(app)
    sign_up(anonymous, link)
    own = anonymous.get(own_address(app)).headers["Location"]
    stranger = app.test_client()
    stranger.get(link)
    for path in ("", "/wissen", "/gegevens.json", "/wijksafari.ics"):
        assert stranger.get(own + path).status_code == 404


def test_a_link_for_one_thing_does_not_open_another(app: Flask, anonymous: FlaskClient) -> None:
    sign_up(anonymous, invited(app))
    own = anonymous.get(own_address(app)).headers["Location"]
    number = own.rpartition("/")[2]
    assert anonymous.get(f"/aanmelden/{number}").status_code == 404
    assert anonymous.get("/aanmelding/1").status_code == 404


def test_two_links_in_two_tabs_both_work(app: Flask, anonymous: FlaskClient) -> None:
    first, second = invited(app), invited(app, title="Wijksafari Oost", wijk="andere")
    tabs = [anonymous.get(each).headers["Location"] for each in (first, second, first)]
    assert tabs[0] == tabs[2]
    assert "Wijksafari Oost" in anonymous.get(tabs[1]).text
    assert anonymous.get(tabs[0]).status_code == 200


def test_the_cookie_holds_the_twenty_last_links(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        people = [create_person(session) for _ in range(21)]
        links = [
            address(app, create_invitation(session, safari, person=each).link) for each in people
        ]
    pages = [anonymous.get(each).headers["Location"] for each in links]
    assert anonymous.get(pages[0]).status_code == 404
    assert all(anonymous.get(each).status_code == 200 for each in pages[1:])


def test_the_own_link_works_until_ninety_days_after_the_evening(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    sign_up(anonymous, invited(app))
    with database.reading() as session:
        link = session.scalars(select(Link).filter_by(purpose="sign_up")).one()
    assert link.expires_at
    assert link.expires_at > NOW + timedelta(days=90)
