"""The form with what organisers agree."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.worlds import create_safari, create_user
from wijksafari.database import Database
from wijksafari.models import Safari


@pytest.fixture
def place(client: FlaskClient, database: Database) -> str:
    """The address of a safari's agreements; ``client`` first, it brings the account."""
    with database.writing.begin() as session:
        return f"/safari/{create_safari(session).uid}/afspraken"


def fields(page: TestResponse) -> dict[str, str]:
    """What the form would send."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page.text):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and ('type="radio"' not in tag or " checked" in tag):
            found[name[1]] = unescape(value[1])
    note = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
    assert note
    chosen = re.search(r'<option value="(\d*)" selected>', page.text)
    return found | {"uitnodiging": unescape(note[1]), "organisator": chosen[1] if chosen else ""}


def save(client: FlaskClient, page: TestResponse, place: str, **typed: str) -> TestResponse:
    return client.post(place, data=fields(page) | typed)


def saved(database: Database) -> Safari:
    with database.reading() as session:
        return session.scalars(select(Safari)).one()


def test_what_was_typed_is_kept(client: FlaskClient, place: str, database: Database) -> None:
    with database.writing.begin() as session:
        colleague = create_user(session, name="Kees Kwartier", role="kwartiermaker").id
    answer = save(
        client,
        client.get(place),
        place,
        plaatsen="16",
        minimum="55 %",
        beslist="practices",
        herinneringen="2, 10 en 5",
        ambassadeur="  Dokter   Bibber ",
        uitnodiging="Kom ook!\r\n\r\nHet wordt mooi.",
        organisator=str(colleague),
    )
    assert (answer.status_code, answer.location) == (303, place)
    found = saved(database)
    assert (found.capacity, found.minimum_percent, found.decided_by) == (16, 55, "practices")
    assert (found.reminder_days, found.ambassador_name) == ([10, 5, 2], "Dokter Bibber")
    assert found.invitation_note == "Kom ook!\n\nHet wordt mooi."
    assert found.organiser_id == colleague
    assert "De afspraken zijn bewaard." in client.get(place).text


def test_the_usual_deadline_is_offered(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state="concept", deadline=None)
        place = f"/safari/{safari.uid}/afspraken"
    page = client.get(place)
    assert fields(page)["sluit_datum"] == "2027-01-26"
    assert fields(page)["sluit_tijd"] == "17:00"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("doel", "101"), "Meer dan 100 % kan niemand halen"),
        (("minimum", "zestig"), "Vul een heel getal in"),
        (("minimum", "²"), "Vul een heel getal in"),
        (("sluit_datum", "2026-11-01"), "al geweest"),
        (("sluit_datum", "2026-02-30"), "Vul een datum in die bestaat"),
        (("plaatsen", "0"), "van 1 tot 200"),
        (("plaatsen", "9" * 30), "Vul een heel getal in"),
        (("herinneringen", "volgende week"), "zoals 14, 7, 2"),
        (("beslist", "dobbelsteen"), "Kies welk cijfer beslist"),
        (("organisator", "999999"), "werkt niet (meer) in de wijk"),
        (("uitnodiging", "x" * 2001), "te lang"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_stays_typed(
    client: FlaskClient, place: str, database: Database, typed: tuple[str, str], sentence: str
) -> None:
    field, value = typed
    answer = save(client, client.get(place), place, **{field: value, "ambassadeur": "Dokter B"})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="fout-{field}"' in answer.text
    assert 'value="Dokter B"' in answer.text
    assert saved(database).agreed_revision == 0


@pytest.mark.parametrize(
    ("datum", "sentence"),
    [("2027-03-28", "bestaat niet op deze dag"), ("2027-10-31", "komt op deze dag twee keer voor")],
)
def test_a_time_that_the_clock_skips_or_doubles_is_refused(
    client: FlaskClient, place: str, datum: str, sentence: str
) -> None:
    answer = save(client, client.get(place), place, sluit_datum=datum, sluit_tijd="02:30")
    assert answer.status_code == 400
    assert sentence in answer.text


def test_a_change_that_somebody_overtook_shows_both_and_loses_neither(
    client: FlaskClient, place: str, database: Database
) -> None:
    mine, theirs = client.get(place), client.get(place)
    save(client, theirs, place, plaatsen="20", ambassadeur="Dokter Bibber")
    overtaken = save(client, mine, place, plaatsen="12", uitnodiging="Van mij.")
    assert overtaken.status_code == 409
    assert "Intussen gewijzigd door iemand anders" in overtaken.text
    versions = overtaken.text[overtaken.text.index("Uw versie") :]
    for told in ("<dd>12</dd>", "<dd>Van mij.</dd>", "<dd>20</dd>", "<dd>Dokter Bibber</dd>"):
        assert told in versions
    assert saved(database).capacity == 20
    assert save(client, overtaken, place).status_code == 303
    assert (saved(database).capacity, saved(database).invitation_note) == (12, "Van mij.")


def test_a_mistake_does_not_hide_that_somebody_was_first(
    client: FlaskClient, place: str, database: Database
) -> None:
    mine = client.get(place)
    save(client, client.get(place), place, plaatsen="20")
    wrong = save(client, mine, place, plaatsen="12", doel="101")
    assert wrong.status_code == 409
    mended = save(client, wrong, place, plaatsen="12", doel="80")
    assert mended.status_code == 303


def test_what_is_over_is_shown_and_fixed(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state="cancelled")
        place = f"/safari/{safari.uid}/afspraken"
    page = client.get(place)
    assert "de afspraken liggen vast" in page.text
    assert "Bewaar de afspraken" not in page.text
    answer = save(client, page, place, plaatsen="20")
    assert answer.status_code == 409


@pytest.mark.parametrize("versie", ["", "-1", "x", "²", "9" * 30])
def test_a_revision_that_is_no_number_is_refused(
    client: FlaskClient, place: str, versie: str
) -> None:
    assert save(client, client.get(place), place, versie=versie).status_code == 400


def test_the_token_is_needed(client: FlaskClient, place: str, database: Database) -> None:
    data = fields(client.get(place)) | {"plaatsen": "20"}
    del data["csrf_token"]
    assert client.post(place, data=data).status_code == 400
    assert saved(database).capacity == 14


def test_hostile_texts_are_shown_as_text(client: FlaskClient, place: str) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    save(client, client.get(place), place, uitnodiging=hostile, ambassadeur=hostile)
    assert hostile not in client.get(place).text
