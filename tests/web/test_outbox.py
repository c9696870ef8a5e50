"""The mail page of a safari."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.services.worlds_outbox import put_mail
from tests.web.world import fields
from tests.worlds import create_safari
from wijksafari.database import Database
from wijksafari.models import Message

PROBLEM = "Dit e-mailadres bestaat niet. Kijk het na bij de praktijk."


def _failed(
    database: Database, name: str = "weg@x.test", status: str = "failed"
) -> tuple[str, int]:
    with database.writing.begin() as session:
        safari = create_safari(session)
        put_mail(session, "goed@x.test", safari_id=safari.id, batch="een").status = "sent"
        message = put_mail(session, name, safari_id=safari.id, batch="een")
        message.status, message.problem = status, PROBLEM
        session.flush()
        return safari.uid, message.id


def test_failures_come_first_with_what_to_do(client: FlaskClient, database: Database) -> None:
    uid, _ = _failed(database)
    page = client.get(f"/safari/{uid}/mail").text
    assert "Niet aangekomen (1)" in page
    assert PROBLEM in page
    assert page.index("weg@x.test") < page.index("Alle mail")
    assert "<b>1</b> verstuurd" in page
    assert "<b>1</b> mislukt" in page


def test_no_words_of_a_mail_are_shown(client: FlaskClient, database: Database) -> None:
    uid, _ = _failed(database)
    assert "Beste Daan" not in client.get(f"/safari/{uid}/mail").text


def test_trying_again_puts_the_mail_back_and_says_so(
    client: FlaskClient, database: Database
) -> None:
    uid, number = _failed(database)
    token = fields(client.get(f"/safari/{uid}/mail"))["csrf_token"][0]
    answer = client.post(f"/safari/{uid}/mail/{number}/opnieuw", data={"csrf_token": token})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "wordt opnieuw verstuurd" in page
    assert "Niet aangekomen" not in page
    with database.reading() as session:
        message = session.scalars(select(Message).filter_by(id=number)).one()
        assert (message.status, message.problem) == ("waiting", "")


def test_trying_again_twice_says_that_it_is_under_way(
    client: FlaskClient, database: Database
) -> None:
    uid, number = _failed(database)
    token = fields(client.get(f"/safari/{uid}/mail"))["csrf_token"][0]
    address = f"/safari/{uid}/mail/{number}/opnieuw"
    client.post(address, data={"csrf_token": token})
    answer = client.post(address, data={"csrf_token": token})
    assert 400 <= answer.status_code < 500
    assert "al verstuurd of onderweg" in answer.text


def test_a_mail_of_another_safari_does_not_exist_here(
    client: FlaskClient, database: Database
) -> None:
    uid, _ = _failed(database)
    _, other = _failed(database, "ander@x.test")
    token = fields(client.get(f"/safari/{uid}/mail"))["csrf_token"][0]
    answer = client.post(f"/safari/{uid}/mail/{other}/opnieuw", data={"csrf_token": token})
    assert answer.status_code == 404


def test_a_mail_that_came_back_cannot_be_sent_again(
    client: FlaskClient, database: Database
) -> None:
    uid, _ = _failed(database, status="bounced")
    page = client.get(f"/safari/{uid}/mail").text
    assert "Niet aangekomen (1)" in page
    assert "<b>1</b> teruggekomen" in page
    assert "/opnieuw" not in page


@pytest.mark.parametrize("attempts", [0, 3])
def test_what_is_tried_again_by_itself_asks_nothing_of_the_organiser(
    client: FlaskClient, database: Database, attempts: int
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        message = put_mail(session, safari_id=safari.id)
        message.attempts = attempts
        message.problem = "Onze mailserver is niet bereikbaar." if attempts else ""
        uid = safari.uid
    page = client.get(f"/safari/{uid}/mail").text
    assert ("Nog niet gelukt (1)" in page) is bool(attempts)
    assert "/opnieuw" not in page


def test_names_are_shown_as_they_were_typed(client: FlaskClient, database: Database) -> None:
    uid, number = _failed(database)
    with database.writing.begin() as session:
        session.get_one(Message, number).to_name = "<b>O'Brien</b>"
    page = client.get(f"/safari/{uid}/mail").text
    assert "<b>O" not in page
    assert "&lt;b&gt;O&#39;Brien" in page


def test_a_safari_without_mail_says_so(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session).uid
    assert "nog geen mail geschreven" in client.get(f"/safari/{uid}/mail").text
