"""The locations of a wijk on their pages: adding, changing, checking and removing them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.visitors import csrf, words_of
from tests.worlds import create_safari
from wijksafari.database import Database
from wijksafari.errors import ServiceUnavailableError
from wijksafari.models import Location
from wijksafari.planning.address import Address, Finding, Found, NotFound
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.locations import ContactEntry, LocationEntry
from wijksafari.services.texts.csv_cells import MOST_WORDS
from wijksafari.web.location_form import LocationFormError, location_as_typed, read_location

LIST = "/wijk/proefwijk/locaties"
NEW = f"{LIST}/nieuw"
LINDE = f"{LIST}/linde"
HAVEN = {"naam": "De Haven", "breedte": "52,0444", "lengte": "4,3954", "belang": "7"}


def send(client: FlaskClient, url: str, form_at: str = "", **fields: str) -> TestResponse:
    """Send a form with the token of its page."""
    return client.post(url, data={**fields, "csrf_token": csrf(client.get(form_at or url))})


def kept(database: Database, code: str) -> Location:
    with database.reading() as session:
        row = session.scalars(select(Location).filter_by(code=code)).one()
        _ = row.contacts, row.activities
        return row


def find_with(app: Flask, answer: Finding | Exception) -> list[Address]:
    """Let the application look addresses up with ``answer``; the list tells which it asked."""
    asked: list[Address] = []

    def find(address: Address) -> Finding:
        asked.append(address)
        if isinstance(answer, Exception):
            raise answer
        return answer

    made = app.extensions["wijksafari"]
    object.__setattr__(made, "find_address", find)
    return asked


def test_a_location_is_added_with_everything_that_was_typed(
    client: FlaskClient, database: Database
) -> None:
    typed = HAVEN | {
        "soort": "Buurthuis",
        "adres": "Kerkweg 1, 2631 CR Nootdorp",
        "ingang": "Blauwe deur",
        "thema": "taal",
        "andere_themas": "bewegen, Taal, bewegen",
        "contact_naam": "Greet",
        "contact_telefoon": "015-1234567",
        "persoon1_naam": "Bas Beheer",
        "persoon1_functie": "beheerder",
        "coach_naam": "Wil",
        "coach_email": "wil@welzijn.nl",
    }
    answer = send(client, NEW, **typed)
    assert answer.status_code == 303
    assert answer.location == f"{LIST}/de-haven"
    row = kept(database, "de-haven")
    assert (row.lat, row.lon, row.priority) == (52.0444, 4.3954, 7)
    assert row.other_themes == ["bewegen"]
    assert [(each.name, each.function) for each in row.contacts] == [("Bas Beheer", "beheerder")]
    words = words_of(client.get(answer.location))
    for part in ("Blauwe deur", "015-1234567", "Bas Beheer", "wil@welzijn.nl", "7 van 10"):
        assert part in words


def test_as_many_themes_as_a_list_can_hold_stay_in_the_form(
    client: FlaskClient, database: Database
) -> None:
    most = [f"thema {number}" for number in range(MOST_WORDS)]
    assert send(client, NEW, **HAVEN, andere_themas=", ".join(most)).status_code == 303
    assert kept(database, "de-haven").other_themes == most
    refused = send(
        client, NEW, **HAVEN | {"naam": "De Haven 2"}, andere_themas=", ".join([*most, "x"])
    )
    assert f"Kies hooguit {MOST_WORDS} thema’s." in refused.text


def test_the_same_form_sent_twice_adds_one_location(
    client: FlaskClient, database: Database
) -> None:
    for _ in range(2):
        assert send(client, NEW, **HAVEN).location == f"{LIST}/de-haven"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"naam": " "}, "Vul de naam van de locatie in."),
        ({"naam": "de  LINDE"}, "Er is al een locatie ‘De Linde’"),
        ({"breedte": "4,3954", "lengte": "52,0444"}, "verwisseld"),
        ({"breedte": "nan"}, "als getal, zoals 52,0444"),
        ({"belang": "11"}, "van 1 tot en met 10"),
        ({"andere_themas": "x" * 61}, "hooguit 60 tekens"),
        ({"contact_telefoon": "bel maar"}, "zoals 06-12345678"),
        ({"persoon1_email": "bas@beheer.nl"}, "Vul de naam van deze contactpersoon in"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(
    client: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = send(client, NEW, **HAVEN | {"ingang": "Blauwe deur"} | typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="Blauwe deur"' in answer.text


def test_a_spot_is_found_at_the_address_on_request_and_nothing_is_saved(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    asked = find_with(app, Found(Point(52.0431, 4.3921), "Kerkweg 1, 2631CR Nootdorp", "PDOK"))
    typed = {"naam": "De Haven", "adres": "Kerkweg 1, 2631 CR Nootdorp", "doe": "zoek"}
    page = send(client, NEW, **typed)
    assert page.status_code == 200
    assert asked == [Address("Kerkweg 1", "2631 CR", "Nootdorp")]
    assert 'value="52.0431"' in page.text
    assert "Gevonden: Kerkweg 1, 2631CR Nootdorp" in page.text
    with database.reading() as session:
        assert session.scalar(select(Location.id).filter_by(name="De Haven")) is None


def test_an_address_without_a_spot_is_looked_up_when_saving(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    find_with(app, Found(Point(52.0431, 4.3921), "Kerkweg 1, 2631CR Nootdorp", "PDOK"))
    send(client, NEW, naam="De Haven", adres="Kerkweg 1, 2631 CR Nootdorp")
    assert kept(database, "de-haven").lat == 52.0431


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (ServiceUnavailableError("PDOK is niet bereikbaar."), "PDOK is niet bereikbaar. U kunt"),
        (NotFound(("Kerkweg 3",)), "Dit adres is niet gevonden. Wel gevonden: Kerkweg 3."),
    ],
)
def test_without_a_geocoder_there_is_a_way_on_by_hand(
    app: Flask, client: FlaskClient, answer: Finding | Exception, sentence: str
) -> None:
    find_with(app, answer)
    typed = {"naam": "De Haven", "adres": "Kerkweg 1, 2631 CR Nootdorp"}
    page = send(client, NEW, **typed, doe="zoek")
    assert page.status_code == 400
    assert sentence in page.text
    assert send(client, NEW, **typed | HAVEN).status_code == 303


def test_two_who_edit_at_once_see_both_versions_and_the_second_decides(
    client: FlaskClient, database: Database
) -> None:
    first = HAVEN | {"naam": "De Linde", "gezien": "0"}
    assert send(client, f"{LINDE}/wijzig", **first, ingang="Voordeur").status_code == 303
    second = first | {"ingang": "Achterdeur"}
    page = send(client, f"{LINDE}/wijzig", **second)
    assert page.status_code == 409
    assert "Ingang nu bewaard: Voordeur uw versie: Achterdeur" in words_of(page)
    assert kept(database, "linde").entrance == "Voordeur"
    assert 'name="gezien" value="1"' in page.text
    send(client, f"{LINDE}/wijzig", **second | {"gezien": "1"})
    assert kept(database, "linde").entrance == "Achterdeur"


def test_a_location_that_was_checked_is_no_longer_due(client: FlaskClient) -> None:
    page = client.get(LINDE)
    assert "Nog niemand heeft dit nagekeken." in page.text
    assert send(client, f"{LINDE}/nagekeken", LINDE, gezien="0.0").status_code == 303
    assert "Nagekeken op zondag 22 november 2026 door Anne Adviseur." in client.get(LINDE).text


def test_what_was_changed_since_is_not_checked_unseen(client: FlaskClient) -> None:
    send(client, f"{LINDE}/wijzig", **HAVEN | {"naam": "De Linde", "gezien": "0"})
    answer = send(client, f"{LINDE}/nagekeken", LINDE, gezien="0.0")
    assert answer.status_code == 409
    assert "Nog niemand heeft dit nagekeken." in client.get(LINDE).text


def test_an_activity_whose_rule_has_ended_is_said_to_be_over(
    client: FlaskClient, database: Database
) -> None:
    assert "voorbij" not in client.get(LINDE).text
    with database.writing.begin() as session:
        (row,) = session.scalars(select(Location).filter_by(code="linde")).one().activities
        row.rrule = f"{row.rrule};UNTIL=20261001"
    assert "voorbij" in client.get(LINDE).text


def test_a_location_is_removed_with_what_goes_on_there(
    client: FlaskClient, database: Database
) -> None:
    assert "De activiteit gaat mee weg." in words_of(client.get(f"{LIST}/woensdag/verwijder"))
    assert send(client, f"{LIST}/woensdag/verwijder").status_code == 303
    assert client.get(f"{LIST}/woensdag").status_code == 404


def test_a_stop_of_a_safari_is_removed_only_knowingly(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session).uid
    page = send(client, f"{LINDE}/verwijder")
    assert page.status_code == 400
    assert "Deze locatie is een stop op een wijksafari die nog komt." in page.text
    assert send(client, f"{LINDE}/verwijder", akkoord="ja").status_code == 303
    assert "De Linde is uit de lijst" in client.get(f"/safari/{uid}/logboek").text


@pytest.mark.parametrize(
    "name", ["=1+1", "<b>vet</b>", "{{ 7*7 }}", "</script>", "nieuw", "x" * 120]
)
def test_any_name_is_shown_as_it_is(client: FlaskClient, name: str) -> None:
    answer = send(client, NEW, **HAVEN | {"naam": name})
    page = client.get(answer.location)
    assert page.status_code == 200
    assert name in words_of(page)
    assert name in words_of(client.get(LIST))


def test_the_form_of_two_merged_locations_loses_none_of_their_contact_persons() -> None:
    persons = tuple(ContactEntry(name=f"Persoon {number}") for number in range(17))
    entry = LocationEntry(name="De Haven", point=Point(52.04, 4.39), contacts=persons)
    assert read_location(location_as_typed(entry)) == entry


def test_what_is_wrong_is_listed_as_the_form_has_it() -> None:
    typed = {"coach_email": "els@", "persoon8_telefoon": "06", "contact_email": "greet@"}
    with pytest.raises(LocationFormError) as caught:
        read_location(typed)
    assert list(caught.value.fields) == [
        *("naam", "breedte", "lengte", "contact_email"),
        *("persoon8_naam", "persoon8_telefoon", "coach_email"),
    ]
