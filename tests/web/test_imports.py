"""The pages on which lists are brought into the catalogue."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.visitors import csrf
from tests.web.world import NOW
from wijksafari.database import Database
from wijksafari.models import ImportFile, Location
from wijksafari.services.imports.files import refuse_file
from wijksafari.services.imports.lookup import take_up
from wijksafari.services.imports.plan import ImportPlan
from wijksafari.web.import_choices import read_choices
from wijksafari.web.import_file import LARGEST

PAGE = "/wijk/proefwijk/inlezen"
LIST = "id,name,latitude,longitude,type\nx,<b>De Nieuwe</b>,52.2,4.6,Buurthuis\n"


def post(client: FlaskClient, path: str, **data: object) -> TestResponse:
    """Send a form, and follow where it leads."""
    token = csrf(client.get(PAGE))
    return client.post(path, data={"csrf_token": token, **data}, follow_redirects=True)


def send(client: FlaskClient, content: str | bytes) -> TestResponse:
    """Send a file; as one body, for the test client keeps parts in files that it leaves open."""
    content = content.encode() if isinstance(content, str) else content
    parts = (
        b'--grens\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n',
        csrf(client.get(PAGE)).encode(),
        b'\r\n--grens\r\nContent-Disposition: form-data; name="bestand";'
        b' filename="lijst.csv"\r\n\r\n',
        content,
        b"\r\n--grens--\r\n",
    )
    form = "multipart/form-data; boundary=grens"
    return client.post(PAGE, data=b"".join(parts), content_type=form, follow_redirects=True)


def shown(client: FlaskClient, content: str | bytes) -> tuple[str, str]:
    """The address and the text of the preview."""
    answer = send(client, content)
    return answer.request.path, answer.text


def fingerprint(text: str) -> str:
    found = re.search(r'name="getoond" value="(\w+)"', text)
    assert found
    return found[1]


def codes(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(select(Location.code)))


def test_a_list_is_shown_and_then_written_as_shown(client: FlaskClient, database: Database) -> None:
    path, text = shown(client, LIST)
    assert "&lt;b&gt;De Nieuwe&lt;/b&gt;" in text
    assert "x" not in codes(database)
    answer = post(client, path, getoond=fingerprint(text))
    assert "Overgenomen: 1 nieuw en 0 gewijzigd." in answer.text
    assert "0 wijzigingen" in answer.text
    assert "x" in codes(database)


def test_what_was_not_shown_is_not_written(client: FlaskClient, database: Database) -> None:
    path, _ = shown(client, LIST)
    answer = post(client, path, getoond="iets anders")
    assert answer.status_code == 409
    assert "Er is niets overgenomen" in answer.text
    assert "x" not in codes(database)


def test_a_choice_shows_in_the_preview(client: FlaskClient) -> None:
    path, text = shown(client, LIST)
    number = re.search(r'name="(keuze-\d+)" value="skip"', text)
    assert number
    answer = post(client, f"{path}/kies", **{number[1]: "skip"})
    assert "Weggelaten: 1" in answer.text
    answer = post(client, f"{path}/kies", allemaal="skipped=")
    assert "Nieuw: 1" in answer.text


def test_a_list_that_is_thrown_away_is_gone(client: FlaskClient) -> None:
    path, _ = shown(client, LIST)
    assert post(client, f"{path}/weg").request.path == PAGE
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg"),
        (b"naam,kleur\nA,rood\n", "De eerste rij mist kolommen"),
        (b"PK\x03\x04rest", "Dit is een Excel-bestand"),
        (b"<html>", "OpenStreetMap-bestand"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "geen afspraken"),
    ],
)
def test_what_cannot_be_read_says_why(client: FlaskClient, content: bytes, sentence: str) -> None:
    answer = send(client, content)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_without_a_file_one_is_asked_for(client: FlaskClient) -> None:
    assert "Kies eerst een bestand" in post(client, PAGE).text


def test_only_this_page_takes_large_files_and_not_any_size(client: FlaskClient) -> None:
    large = "a,b\n" * 300_000
    assert "meer dan 5.000 rijen" in send(client, large).text
    assert post(client, "/wijk/proefwijk/praktijken/inlezen", tekst=large).status_code == 413
    assert send(client, b"x" * (LARGEST + 200_000)).status_code == 413


def test_a_piece_of_the_open_map_is_not_read_while_somebody_waits(
    client: FlaskClient, database: Database
) -> None:
    content = gzip.compress(b"<osm/>", mtime=0)
    path, text = shown(client, content)
    assert "Dit wordt zo opgepakt" in text
    assert client.get(f"{path}/stand.json").json == {"state": "waiting", "said": ""}
    with database.reading() as session:
        assert session.scalars(select(ImportFile)).one().content == content


def test_a_map_that_proved_to_be_none_asks_for_another_file(
    client: FlaskClient, database: Database
) -> None:
    path, _ = shown(client, gzip.compress(b"geen kaart", mtime=0))
    with database.writing.begin() as session:
        taken = take_up(session, NOW)
        assert taken is not None
        refuse_file(session, taken.claim, "Dit is geen OpenStreetMap-bestand.")
    for answer in (client.get(path), post(client, f"{path}/hervat")):
        assert "Dit is geen OpenStreetMap-bestand." in answer.text
        assert "Kies een ander bestand" in answer.text
        assert "Ga verder waar het stopte" not in answer.text


def test_without_a_known_place_the_map_is_not_searched(client: FlaskClient) -> None:
    answer = post(client, PAGE, bron="osm")
    assert answer.status_code == 400
    assert "Geef eerst bij Wijk" in answer.text


def test_one_choice_may_be_for_several_and_nonsense_is_none() -> None:
    typed = MultiDict({"keuze-1-2": "at:linde", "keuze-3": "list:x", "keuze-": "skip", "a": "new"})
    assert read_choices(typed, ImportPlan(())) == {1: "at:linde", 2: "at:linde"}
