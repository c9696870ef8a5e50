"""Importing a list: choose, look, confirm."""

import re
from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.test_practices import LIST, make, post
from tests.worlds import rows
from wijksafari.database import Database
from wijksafari.models import Person, Practice

INLEZEN = f"{LIST}/inlezen"
TEXT = (
    "praktijk\thuisartsen\tpoh\tnaam\tfunctie\nDe Brug\t3\t1\tAnna\thuisarts\nDe Brug\t\t\tBen\tkok"
)


def upload(client: FlaskClient, content: bytes) -> TestResponse:
    """Send a file to the preview."""
    page = client.get(INLEZEN).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    data = {"csrf_token": token, "bestand": (BytesIO(content), "lijst.csv")}
    return client.post(INLEZEN, data=data)


def confirm(client: FlaskClient, preview: TestResponse, **more: str) -> TestResponse:
    """Press the button under a preview."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', preview.text))
    return client.post(f"{INLEZEN}/bewaar", data=hidden | more)


def test_pasted_cells_are_shown_then_kept(client: FlaskClient, database: Database) -> None:
    preview = post(client, INLEZEN, tekst=TEXT)
    assert preview.status_code == 200
    assert "De praktijk komt erbij, met 3 huisartsen en 1 POH." in preview.text
    assert "gevonden &#39;kok&#39;" in preview.text
    with database.reading() as session:
        assert rows(session, Practice) == 0
    held_back = confirm(client, preview)
    assert held_back.status_code == 400
    assert "vink aan dat u ze overslaat" in held_back.text
    answer = confirm(client, held_back, overslaan="ja")
    assert answer.status_code == 303
    assert "1 nieuw, 0 gewijzigd" in client.get(answer.location).text
    with database.reading() as session:
        assert session.scalars(select(Person.name)).all() == ["Anna"]


def test_a_list_that_was_overtaken_is_shown_again(client: FlaskClient, database: Database) -> None:
    preview = post(client, INLEZEN, tekst="praktijk,huisartsen\nDe Brug,3")
    make(database, gps=2)
    answer = confirm(client, preview)
    assert answer.status_code == 409
    assert "huisartsen: 2 → 3" in answer.text
    assert confirm(client, answer).status_code == 303


def test_pressing_twice_changes_it_once(client: FlaskClient, database: Database) -> None:
    preview = post(client, INLEZEN, tekst="praktijk,huisartsen\nDe Brug,3")
    assert confirm(client, preview).status_code == 303
    again = confirm(client, preview)
    assert again.status_code == 409
    assert "er valt niets te bewaren" in again.text
    with database.reading() as session:
        assert rows(session, Practice) == 1


def test_a_file_of_an_old_spreadsheet_is_read(client: FlaskClient) -> None:
    page = upload(client, "praktijk;huisartsen\r\nPraktijk Zoë;2\r\n".encode("cp1252"))
    assert "Praktijk Zoë" in page.text


def test_what_is_no_list_is_refused_with_a_way_on(client: FlaskClient) -> None:
    for content, sentence in (
        (b"PK\x03\x04 and more", "Dit is een Excel-bestand."),
        (b"naam;functie;\nJan;huisarts;", "ontbreekt de kolom praktijk"),
        (b"praktijk\n", "geen rijen"),
        (b'praktijk;naam\n"De Brug;Jan', "aanhalingsteken"),
        (b"x" * 200_001, "groter dan 200 kB"),
        (b"", "Kies een bestand, of plak"),
    ):
        page = upload(client, content)
        assert page.status_code == 400
        assert sentence in page.text


def test_a_preview_that_was_tampered_with_writes_nothing(
    client: FlaskClient, database: Database
) -> None:
    preview = post(client, INLEZEN, tekst="praktijk,huisartsen\nDe Brug,3")
    assert confirm(client, preview, lijst="geen base64").status_code == 400
    assert confirm(client, preview, getoond="").status_code == 409
    with database.reading() as session:
        assert rows(session, Practice) == 0


def test_the_example_and_the_export_can_be_read_again(
    client: FlaskClient, database: Database
) -> None:
    make(database, "=1+1")
    for name in ("voorbeeld.csv", "praktijken.csv"):
        file = client.get(f"{LIST}/{name}")
        assert file.headers["Content-Disposition"].startswith("attachment")
        assert file.headers["Cache-Control"] == "no-store"
        assert upload(client, file.data).status_code == 200
    assert b"'=1+1" in file.data
