"""The private calendar feed, as calendar programs and its owner meet it."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.render.calendar_readers import read_alike
from tests.web.logins import log_out
from tests.web.world import ADVISER, route_url, save
from wijksafari.database import Database
from wijksafari.models import Link, Membership, User

UNKNOWN = ("x", "A" * 27, "A" * 2000, "%00", "é")


def press(client: FlaskClient, path: str) -> TestResponse:
    """A button of the account page, with a token from a page that has one."""
    token = re.search(r'name="csrf_token" value="([^"]*)"', client.get(route_url()).text)
    assert token
    return client.post(path, data={"csrf_token": token[1]})


def made_feed(client: FlaskClient, database: Database) -> str:
    """The address of a new feed, without the site's own."""
    assert press(client, "/account/agenda").location == "/account#agenda"
    post = client.application.extensions["wijksafari"].post
    with database.reading() as session:
        link = session.scalars(select(Link).filter_by(purpose="feed", revoked_at=None)).one()
        address: str = post.links.url(link)
    assert address.startswith("http://127.0.0.1:8000/agenda/")
    assert address.endswith(".ics")
    return address.removeprefix("http://127.0.0.1:8000")


def test_a_calendar_program_reads_the_feed_without_logging_in(
    client: FlaskClient, database: Database
) -> None:
    save(client, route_url(), titel="Voorjaarstocht")
    address = made_feed(client, database)
    answer = log_out(client).get(address)

    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    (told,) = read_alike(answer.data)
    assert told.summary == "Voorjaarstocht"
    assert told.organizer
    assert told.organizer.email == ADVISER


def test_an_unchanged_feed_is_not_sent_again(client: FlaskClient, database: Database) -> None:
    address = made_feed(client, database)
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")

    save(client, route_url())
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_looking_at_a_feed_gives_no_body_and_no_cookie(
    client: FlaskClient, database: Database
) -> None:
    address = made_feed(client, database)
    answer = log_out(client).head(address)

    assert (answer.status_code, answer.data) == (200, b"")
    assert "Set-Cookie" not in client.get(address).headers


def test_every_wrong_address_gets_the_same_answer(anonymous: FlaskClient) -> None:
    answers = [anonymous.get(f"/agenda/{token}.ics") for token in UNKNOWN]

    assert {each.status_code for each in answers} == {404}
    assert len({re.sub(r'nonce="[^"]*"', "", each.text) for each in answers}) == 1


def test_a_withdrawn_address_says_so(client: FlaskClient, database: Database) -> None:
    address = made_feed(client, database)
    press(client, "/account/agenda/intrekken")
    answer = client.get(address)

    assert answer.status_code == 410
    assert "ingetrokken" in answer.text


def test_a_new_address_ends_the_old_one(client: FlaskClient, database: Database) -> None:
    old = made_feed(client, database)
    new = made_feed(client, database)

    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_a_feed_opens_nothing_as_a_private_link(client: FlaskClient, database: Database) -> None:
    token = made_feed(client, database).removeprefix("/agenda/").removesuffix(".ics")
    assert client.get(f"/l/{token}").status_code == 404


def test_whoever_leaves_a_wijk_no_longer_sees_its_evenings(
    client: FlaskClient, database: Database
) -> None:
    save(client, route_url())
    address = made_feed(client, database)
    with database.writing.begin() as session:
        session.delete(
            session.scalars(select(Membership).join(User).filter_by(email=ADVISER)).one()
        )

    assert b"BEGIN:VEVENT" not in client.get(address).data


def test_an_account_that_is_switched_off_has_no_feed(
    client: FlaskClient, database: Database
) -> None:
    address = made_feed(client, database)
    with database.writing.begin() as session:
        session.scalars(select(User).filter_by(email=ADVISER)).one().active = False

    assert client.get(address).status_code == 410


@pytest.mark.parametrize("path", ["/account/agenda", "/account/agenda/intrekken"])
def test_only_its_owner_makes_or_withdraws_an_address(
    client: FlaskClient, database: Database, path: str
) -> None:
    address = made_feed(client, database)

    assert client.post(path).status_code == 400
    assert client.get(path).status_code == 405
    assert "/inloggen" in log_out(client).post(path).location
    assert client.get(address).status_code == 200
