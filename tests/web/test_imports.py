"""The pages on which lists are brought into the catalogue."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.uploads import send_file
from tests.web.visitors import csrf
from tests.web.world import NOW
from tests.worlds import create_location
from wijksafari.database import Database
from wijksafari.models import Activity, ImportFile, Location
from wijksafari.services.imports.files import refuse_file
from wijksafari.services.imports.lookup import take_up
from wijksafari.services.imports.place_search import PlaceSearch
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
    """Send a file."""
    content = content.encode() if isinstance(content, str) else content
    typed = {"csrf_token": csrf(client.get(PAGE))}
    return send_file(client, PAGE, typed, "bestand", ("lijst.csv", content))


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
        (b"\x89PNG\r\n\x1a\n\x00", "Dit is een afbeelding of een pdf"),
        (b"%PDF-1.7\n", "Dit is een afbeelding of een pdf"),
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
    assert client.get(f"{path}/stand.json").json == {
        "busy": True,
        "late": False,
        "said": "",
    }
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


def test_nonsense_is_no_choice() -> None:
    typed = MultiDict({"keuze-3": "list:x", "keuze-": "skip", "waar-1": "skip", "plek-1": "Linde"})
    assert read_choices(typed, ImportPlan(()), PlaceSearch(())).made == {}


def lessons(*places: str) -> str:
    """A list with an activity in each of these places, which nobody knows."""
    rows = (f"Les {n},{each},17:00,18:00,FREQ=DAILY" for n, each in enumerate(places))
    return "\n".join(("title,location_name,opens,closes,rrule", *rows))


def asked_about(text: str) -> dict[str, str]:
    """The field for the location of each place on the page."""
    found = re.findall(r"Waar is ‘(.*?)’\?.*?name=\"(plek-\d+)\"", text, re.DOTALL)
    return dict(found)


def test_a_long_list_is_shown_by_the_page_and_a_choice_keeps_the_place(
    client: FlaskClient, database: Database
) -> None:
    path, text = shown(client, lessons(*(f"Elders {n:03}" for n in range(120))))
    assert len(asked_about(text)) == 50
    assert "Blad 1 van 3" in text
    assert "<b>120</b> te kiezen" in text
    following = re.search(r'name="verder" value="(bij=\d+)"', text)
    assert following
    data = {asked_about(text)["Elders 000"]: "linde", asked_about(text)["Elders 001"]: "woensdag"}
    answer = post(client, f"{path}/kies", verder=following[1], **data)
    assert "<b>118</b> te kiezen" in answer.text
    assert "<b>2</b> nieuw" in answer.text
    assert "Elders 050" in asked_about(answer.text)
    post(client, path, getoond=fingerprint(client.get(f"{path}?toon=nieuw").text))
    with database.reading() as session:
        held = {each.title: each.location.code for each in session.scalars(select(Activity))}
    assert (held["Les 0"], held["Les 1"]) == ("linde", "woensdag")
    assert "Les 2" not in held


def test_only_one_sort_of_entry_is_shown_when_asked(client: FlaskClient) -> None:
    path, _ = shown(client, LIST + "z,,52,4.4,\n")
    assert "Nieuw: 1" in client.get(f"{path}?toon=nieuw").text
    faults = client.get(f"{path}?toon=fout").text
    assert "Fout: " in faults
    assert "Nieuw: 1" not in faults
    for odd in ("toon=nonsens", "toon=nieuw&blad=99999", "blad=-1", "bij=1", "bij=x"):
        assert client.get(f"{path}?{odd}").status_code == 200


def test_what_changed_on_another_page_than_was_looked_at_is_not_written(
    client: FlaskClient, database: Database
) -> None:
    rows = "\n".join(f"n{n},Huis {n},52.{n:03},4.6,Buurthuis" for n in range(60))
    path, text = shown(client, f"id,name,latitude,longitude,type\n{rows}\n")
    assert "Huis 59" not in text
    with database.writing.begin() as session:
        create_location(session, code="n59", name="Huis 59", type="School", lat=52.059, lon=4.6)
    answer = post(client, path, getoond=fingerprint(text))
    assert answer.status_code == 409
    assert "n0" not in codes(database)


def test_a_place_that_may_be_more_locations_is_asked_again_and_the_rest_is_kept(
    client: FlaskClient,
) -> None:
    path, text = shown(client, lessons("Hier", "Daar", "Ginds"))
    fields = asked_about(text)
    typed = {fields["Hier"]: "de l", fields["Daar"]: "baken", fields["Ginds"]: "bestaat niet"}
    answer = post(client, f"{path}/kies", **typed)
    assert answer.status_code == 400
    assert "3 locaties passen bij ‘de l’. Kies er één." in answer.text
    assert "Geen locatie past bij ‘bestaat niet’." in answer.text
    assert "Nieuw: 1" in answer.text
    number = fields["Hier"].removeprefix("plek-")
    assert f'name="waar-{number}" value="at:letter"' in answer.text
    answer = post(client, f"{path}/kies", **{f"waar-{number}": "at:letter"})
    assert "Les 0, De Letter" in answer.text


def test_all_activities_without_a_place_may_be_put_in_one(client: FlaskClient) -> None:
    path, _ = shown(client, lessons("Hier", "Daar"))
    assert "locaties passen bij" in post(client, f"{path}/kies", overal="de").text
    assert "Nieuw: 2" in post(client, f"{path}/kies", overal="De Linde").text


def test_what_each_place_seems_to_mean_may_be_taken_over_at_once(client: FlaskClient) -> None:
    path, text = shown(client, lessons("Zaal van De Linde", "Het Baken (achter)", "Elders"))
    assert "Neem alle voorstellen over" in text
    answer = post(client, f"{path}/kies", allemaal="homeless=voorstel")
    assert "Les 0, De Linde" in answer.text
    assert "<b>1</b> te kiezen" in answer.text


def test_many_locations_are_searched_and_not_sent_along(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        for number in range(600):
            create_location(session, code=f"veel-{number}", name=f"Veel {number}")
    path, text = shown(client, lessons("Hier"))
    assert "<datalist" not in text
    assert "Nieuw: 1" in post(client, f"{path}/kies", **{asked_about(text)["Hier"]: "veel 77"}).text


def test_what_left_the_list_is_told_with_links(client: FlaskClient) -> None:
    more = "y,De Andere,52.3,4.7,Buurthuis\n"
    path, text = shown(client, LIST + more)
    post(client, path, getoond=fingerprint(text))
    _, text = shown(client, LIST)
    assert "Niet meer in deze lijst: 1" in text
    assert '<a href="/wijk/proefwijk/locaties/y">De Andere</a>' in text
