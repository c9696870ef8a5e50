"""Who signed up, for the organisers; BIG numbers for advisers, each look written down."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.logins import log_in
from tests.web.visitors import csrf, press, words_of
from tests.worlds import NOW, create_safari, create_sign_up, create_user
from wijksafari.database import Database
from wijksafari.models import JournalEntry, SignUp

BIG = "12345678901"


@pytest.fixture
def there(database: Database) -> str:
    """The address of a safari with a participant, one who waits and one who withdrew."""
    with database.writing.begin() as session:
        safari = create_safari(session, capacity=1)
        create_sign_up(
            session,
            safari,
            name="=1+1",
            diet="@noten",
            bicycle="loan",
            remark="<b>Vet</b>",
            big_number=BIG,
            big_consented_at=NOW,
        )
        create_sign_up(session, safari, name="Wim Wachter", status="waiting", queued_at=NOW)
        create_sign_up(session, safari, name="Afke Af", status="withdrawn", big_number="9" * 11)
        return f"/safari/{safari.uid}"


def _journal(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(row.kind, row.what) for row in session.scalars(select(JournalEntry))]


def test_everybody_is_listed_by_status_with_what_to_arrange(
    client: FlaskClient, there: str
) -> None:
    page = client.get(f"{there}/aanmeldingen")
    words = words_of(page)
    for part in ("1 van 1 plekken bezet", "1 × fiets te leen", "1 × @noten", "1. Wim Wachter"):
        assert part in words
    assert words.index("Gaat mee (1)") < words.index("Wachtlijst (1)") < words.index("Afgemeld (1)")
    assert "<b>Vet" not in page.text
    assert BIG not in page.text


def test_the_file_holds_text_where_a_spreadsheet_would_see_a_formula(
    client: FlaskClient, there: str
) -> None:
    answer = client.get(f"{there}/aanmeldingen.csv")
    head, first, *others = csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";")
    told = dict(zip(head, first, strict=True))
    assert (told["naam"], told["dieet"], told["aanmelding"]) == ("'=1+1", "'@noten", "gaat mee")
    assert [row[0] for row in others] == ["Wim Wachter", "Afke Af"]
    assert BIG not in answer.text


def test_somebody_is_signed_off_after_a_question(
    client: FlaskClient, database: Database, there: str
) -> None:
    with database.reading() as session:
        number = session.scalars(select(SignUp.id).filter_by(name="=1+1")).one()
    question = client.get(f"{there}/aanmeldingen/{number}/afmelden")
    assert "=1+1 afmelden?" in words_of(question)
    assert press(client, question, "").status_code == 303
    assert "Afgemeld." in client.get(f"{there}/aanmeldingen").text
    with database.reading() as session:
        statuses = session.scalars(select(SignUp.status).order_by(SignUp.id)).all()
    assert statuses == ["withdrawn", "offered", "withdrawn"]


def test_a_sign_up_for_another_safari_does_not_exist_here(
    client: FlaskClient, database: Database, there: str
) -> None:
    with database.writing.begin() as session:
        stranger = create_sign_up(session, create_safari(session)).id
    assert client.get(f"{there}/aanmeldingen/{stranger}/afmelden").status_code == 404


def test_big_numbers_are_shown_on_request_and_every_look_is_written_down(
    client: FlaskClient, database: Database, there: str
) -> None:
    page = client.get(f"{there}/accreditatie")
    assert BIG not in page.text
    assert "Eén deelnemer" in words_of(page)
    assert _journal(database) == []
    shown = press(client, page, "")
    assert BIG in shown.text
    assert "9" * 11 not in shown.text
    file = client.post(f"{there}/accreditatie.csv", data={"csrf_token": csrf(page)})
    assert f"'=1+1;huisarts;{BIG}" in file.text
    assert _journal(database) == [
        ("view", "BIG-nummers bekeken (1)."),
        ("view", "BIG-nummers opgehaald als bestand (1)."),
    ]


def test_a_kwartiermaker_sees_who_comes_but_no_big_numbers(
    app: Flask, database: Database, there: str
) -> None:
    with database.writing.begin() as session:
        user = create_user(session, role="kwartiermaker")
        email = user.email
    client = log_in(app.test_client(), email)
    page = client.get(f"{there}/aanmeldingen")
    assert page.status_code == 200
    assert "accreditatie" not in page.text
    assert client.get(f"{there}/accreditatie").status_code == 404
    assert client.get(f"{there}/accreditatie.csv").status_code == 404


def test_an_address_cannot_add_readers_to_the_organiser_s_answer(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_sign_up(session, safari, email="a?bcc=b%40c&x=y@x.test")
        there = f"/safari/{safari.uid}/aanmeldingen"
    assert 'href="mailto:a%3Fbcc%3Db%2540c%26x%3Dy@x.test"' in client.get(there).text
