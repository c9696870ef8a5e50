"""The practices of a wijk on their pages."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.logins import log_in
from tests.web.world import NOW
from tests.worlds import (
    create_invitation,
    create_person,
    create_practice,
    create_safari,
    create_user,
)
from wijksafari.database import Database
from wijksafari.models import Link, Practice

LIST = "/wijk/proefwijk/praktijken"
BRUG = {"naam": "De Brug", "huisartsen": "3", "poh": "1", "contact_email": "info@brug.nl"}


def post(client: FlaskClient, url: str, form_at: str = "", **data: str) -> TestResponse:
    """Send a form with the tokens of its page."""
    page = client.get(form_at or url).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post(url, data=hidden | data)


def make(database: Database, name: str = "De Brug", **values: object) -> str:
    """The address of a new practice."""
    with database.writing.begin() as session:
        return f"{LIST}/{create_practice(session, name, **values).id}"


def test_a_practice_is_added_and_listed(client: FlaskClient) -> None:
    answer = post(client, f"{LIST}/nieuw", **BRUG)
    assert answer.status_code == 303
    page = client.get(LIST)
    assert "De Brug" in page.text
    assert "Ontbreekt nog: contactpersoon en adres." in page.text


def test_the_same_form_sent_twice_adds_one_practice(
    client: FlaskClient, database: Database
) -> None:
    for _ in range(2):
        assert post(client, f"{LIST}/nieuw", **BRUG).status_code == 303
    with database.reading() as session:
        assert len(session.scalars(select(Practice)).all()) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"naam": " "}, "Vul de naam van de praktijk in."),
        ({"naam": "x" * 300}, "Dit zijn 300 tekens; er passen er 120."),
        ({"naam": "De\u202eBrug"}, "onzichtbare tekens"),
        ({"huisartsen": "0", "poh": "0"}, "Vul minstens één huisarts of POH in."),
        ({"huisartsen": "100"}, "van 0 tot en met 99"),
        ({"poh": "-1"}, "van 0 tot en met 99"),
        ({"poh": "٣"}, "van 0 tot en met 99"),
        ({"contact_email": "jos\u00e9@brug.nl"}, "Dit e-mailadres klopt niet."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(
    client: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = post(client, f"{LIST}/nieuw", **BRUG | {"adres": "Dorpsstraat 1"} | typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="Dorpsstraat 1"' in answer.text
    assert f'id="fout-{next(iter(typed))}"' in answer.text


def test_a_name_that_is_taken_is_refused(client: FlaskClient, database: Database) -> None:
    make(database, "de  BRUG")
    answer = post(client, f"{LIST}/nieuw", **BRUG)
    assert answer.status_code == 400
    assert "Er is al een praktijk" in answer.text


@pytest.mark.parametrize("name", ["=1+1", "O'Brien", "<b>vet</b>", "{{ 7*7 }}", "x" * 120])
def test_any_name_is_shown_as_it_is(client: FlaskClient, name: str) -> None:
    answer = post(client, f"{LIST}/nieuw", **BRUG | {"naam": name})
    page = client.get(answer.location)
    assert "<b>vet" not in page.text
    assert page.status_code == 200
    changed = post(client, f"{answer.location}/wijzig", **BRUG | {"naam": name, "poh": "2"})
    assert changed.status_code == 303


def test_a_change_that_overtakes_another_shows_both(
    client: FlaskClient, database: Database
) -> None:
    url = make(database)
    page = client.get(f"{url}/wijzig").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert post(client, f"{url}/wijzig", **BRUG | {"poh": "4"}).status_code == 303
    answer = client.post(f"{url}/wijzig", data=hidden | BRUG | {"poh": "5"})
    assert answer.status_code == 409
    assert "nu bewaard: <b>4</b>" in answer.text
    assert "uw versie: <b>5</b>" in answer.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert client.post(f"{url}/wijzig", data=hidden | BRUG | {"poh": "5"}).status_code == 303


def test_a_practice_that_is_still_invited_goes_only_when_that_is_confirmed(
    client: FlaskClient, database: Database
) -> None:
    url = make(database)
    with database.writing.begin() as session:
        practice = session.scalars(select(Practice)).one()
        invitation = create_invitation(session, create_safari(session), practice)
        link = invitation.link_id
    answer = post(client, f"{url}/verwijder")
    assert answer.status_code == 400
    assert "Vink aan" in answer.text
    assert post(client, f"{url}/verwijder", akkoord="ja").status_code == 303
    assert "De Brug" not in client.get(LIST).text
    with database.reading() as session:
        assert session.get_one(Link, link).revoked_at == NOW


def test_a_form_of_a_practice_that_was_removed_meanwhile_ends_in_a_sentence(
    client: FlaskClient, database: Database
) -> None:
    url = make(database)
    pages = [f"{url}/wijzig", f"{url}/mensen/nieuw", f"{url}/verwijder"]
    client.get(url)
    assert post(client, f"{url}/verwijder").status_code == 303
    for each in pages:
        answer = post(client, each, form_at=f"{LIST}/nieuw", **BRUG | {"functie": "gp"})
        assert answer.status_code == 404
        assert "intussen uit de huisartsengroep gehaald" in answer.text


def test_people_are_added_changed_and_taken_off_the_list(
    client: FlaskClient, database: Database
) -> None:
    url = make(database, gps=1)
    anna = {"naam": "Anna <b>", "functie": "gp", "email": "anna@brug.nl"}
    assert post(client, f"{url}/mensen/nieuw", **anna).status_code == 303
    assert post(client, f"{url}/mensen/nieuw", **anna).status_code == 303
    page = client.get(url).text
    assert page.count("Anna &lt;b&gt;") == 1
    person = re.search(rf"{url}/mensen/(\d+)", page)
    assert person
    assert post(client, person[0], **anna | {"functie": "poh_ggz"}).status_code == 303
    assert "POH-GGZ" in client.get(url).text
    assert post(client, f"{person[0]}/verwijder", form_at=person[0]).status_code == 303
    assert "Anna" not in client.get(url).text
    assert client.get(person[0]).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naam": "ANNA"}, "naam"),
        ({"email": "Anna@brug.nl"}, "email"),
        ({"functie": ""}, "functie"),
        ({"functie": "tandarts"}, "functie"),
        ({"email": "ben@"}, "email"),
    ],
)
def test_a_person_that_cannot_be_is_said_at_the_field(
    client: FlaskClient, database: Database, typed: dict[str, str], field: str
) -> None:
    url = make(database)
    with database.writing.begin() as session:
        practice = session.scalars(select(Practice)).one()
        create_person(session, practice, "Anna", email="anna@brug.nl")
    ben = {"naam": "Ben", "functie": "gp", "email": "ben@brug.nl"}
    answer = post(client, f"{url}/mensen/nieuw", **ben | typed)
    assert answer.status_code == 400
    assert f'id="fout-{field}"' in answer.text


def test_a_kwartiermaker_reads_the_list_without_addresses_and_changes_nothing(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    url = make(database, contact_email="info@brug.nl")
    with database.writing.begin() as session:
        user = create_user(session, role="kwartiermaker").email
    other = log_in(app.test_client(), user)
    page = other.get(LIST)
    assert "De Brug" in page.text
    assert "info@brug.nl" not in page.text
    assert "Praktijk toevoegen" not in page.text
    for address in (url, f"{LIST}/nieuw", f"{LIST}/inlezen", f"{LIST}/praktijken.csv"):
        assert other.get(address).status_code == 404


def test_a_practice_of_another_wijk_does_not_exist_here(
    client: FlaskClient, database: Database
) -> None:
    number = make(database, wijk="elders").rpartition("/")[2]
    assert client.get(f"{LIST}/{number}").status_code == 404
