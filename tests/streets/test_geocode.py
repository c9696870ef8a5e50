import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.streets.geocoder_server import FakeGeocoder, fake_geocoder
from wijksafari.errors import ServiceUnavailableError
from wijksafari.planning.address import Address, Ambiguous, Finding, Found, NotFound
from wijksafari.planning.route import Point
from wijksafari.streets.geocode import USER_AGENT, PdokLocatieserver, address_finder


@pytest.fixture
def fake() -> Iterator[FakeGeocoder]:
    with fake_geocoder() as server:
        yield server


def find(fake: FakeGeocoder, *address: str, timeout: float = 2.0) -> Finding:
    return address_finder(fake.pdok_url, fake.nominatim_url, timeout)(Address(*address))


def document(
    street: str, number: str, postcode: str, city: str, *, at: tuple[float, float]
) -> dict[str, object]:
    return {
        "straatnaam": street,
        "straatnaam_verkort": street.replace("straat", "str"),
        "huis_nlt": number,
        "postcode": postcode,
        "woonplaatsnaam": city,
        "gemeentenaam": city,
        "weergavenaam": f"{street} {number}, {postcode} {city}",
        "centroide_ll": f"POINT({at[1]} {at[0]})",
    }


def answer_pdok(fake: FakeGeocoder, *documents: dict[str, object]) -> None:
    fake.answer("pdok", {"response": {"numFound": len(documents), "docs": documents}})


def test_a_recorded_pdok_answer_is_found_at_its_latitude_and_longitude(
    fake: FakeGeocoder, shared_data: Path
) -> None:
    fake.answer("pdok", (shared_data / "geocoding/pdok-free-result.json").read_bytes())
    found = find(fake, "Geuzenkade 58-1", "1056 KN", "Amsterdam")
    assert found == Found(
        Point(52.37354473, 4.86450674), "Geuzenkade 58-1, 1056KN Amsterdam", "PDOK"
    )
    ((path, query, agent),) = fake.asked
    assert path == "/pdok/v3_1/free"
    assert query["q"] == ["Geuzenkade 58-1, 1056 KN Amsterdam"]
    assert query["fq"] == ["type:adres"]
    assert agent == USER_AGENT


@pytest.mark.parametrize(
    ("street", "postcode", "city"),
    [
        ("Achtergracht 72", "", "Amsterdam"),
        ("Nieuwe Achtergracht 7", "1018XZ", "Amsterdam"),
        ("Nieuwe Achtergracht 72", "1018XA", "Amsterdam"),
        ("Nieuwe Achtergracht 72", "", "Weesp"),
        ("Nieuwe Achtergracht 72", "", ""),
        ("Nieuwe Achtergracht", "1018XZ", "Amsterdam"),
    ],
)
def test_what_pdok_answers_to_another_question_is_not_taken(
    fake: FakeGeocoder, shared_data: Path, street: str, postcode: str, city: str
) -> None:
    fake.answer("pdok", (shared_data / "geocoding/pdok-free-amsterdam.json").read_bytes())
    found = find(fake, street, postcode, city)
    assert isinstance(found, NotFound)
    assert "Nieuwe Achtergracht 72, 1018XZ Amsterdam" in found.nearest


def test_of_several_answers_the_one_that_agrees_is_taken(
    fake: FakeGeocoder, shared_data: Path
) -> None:
    fake.answer("pdok", (shared_data / "geocoding/pdok-free-amsterdam.json").read_bytes())
    found = find(fake, "nieuwe achtergracht 72", "", "amsterdam")
    assert isinstance(found, Found)
    assert found.point == Point(52.36194655, 4.90595549)


@pytest.mark.parametrize(
    "written", ["Oude Kerkstr. 5 a", "oudekerkstraat 5A", "Oude Kerkstraat 5-A", "Oude Kërkstr 5/a"]
)
def test_an_address_may_be_written_in_other_ways(fake: FakeGeocoder, written: str) -> None:
    answer_pdok(
        fake, document("Oude Kerkstraat", "5-A", "2631AA", "'s-Gravenhage", at=(52.04, 4.39))
    )
    assert isinstance(find(fake, written, "", "Den Haag"), Found)


def test_number_58_with_addition_1_is_not_number_581(fake: FakeGeocoder) -> None:
    answer_pdok(fake, document("Kade", "581", "1056KN", "Amsterdam", at=(52.37, 4.86)))
    assert isinstance(find(fake, "Kade 58-1", "1056KN", "Amsterdam"), NotFound)


def test_additions_of_one_building_are_one_place(fake: FakeGeocoder) -> None:
    answer_pdok(
        fake,
        document("Kade", "58-1", "1056KN", "Amsterdam", at=(52.37, 4.86)),
        document("Kade", "58-2", "1056KN", "Amsterdam", at=(52.37001, 4.86001)),
    )
    assert isinstance(find(fake, "Kade 58", "1056KN", "Amsterdam"), Found)


def test_the_same_address_in_two_places_is_ambiguous_and_both_are_named(
    fake: FakeGeocoder,
) -> None:
    answer_pdok(
        fake,
        document("Kerkweg", "1", "2631AA", "Nootdorp", at=(52.043, 4.392)),
        document("Kerkweg", "1", "2632AB", "Nootdorp", at=(52.046, 4.392)),
    )
    assert find(fake, "Kerkweg 1", "", "Nootdorp") == Ambiguous(
        ("Kerkweg 1, 2631AA Nootdorp", "Kerkweg 1, 2632AB Nootdorp")
    )


def test_no_answer_at_all_is_not_found(fake: FakeGeocoder) -> None:
    answer_pdok(fake)
    assert find(fake, "Kerkweg 1", "2631AA", "Nootdorp") == NotFound()


def nominatim_place(number: str, lat: str, lon: str) -> dict[str, object]:
    return {
        "place_id": 1,
        "lat": lat,
        "lon": lon,
        "display_name": f"{number}, Kerkweg, Nootdorp, 2631 AA, Nederland",
        "address": {
            "house_number": number,
            "road": "Kerkweg",
            "village": "Nootdorp",
            "postcode": "2631 AA",
        },
    }


def test_nominatim_steps_in_when_pdok_is_down(fake: FakeGeocoder) -> None:
    fake.answer("pdok", b"down", 500)
    fake.answer("nominatim", [nominatim_place("3", "52.0431", "4.3921")])
    found = find(fake, "Kerkweg 3", "2631AA", "Nootdorp")
    assert isinstance(found, Found)
    assert (found.point, found.source) == (Point(52.0431, 4.3921), "Nominatim")
    path, query, agent = fake.asked[-1]
    assert (path, query["addressdetails"], agent) == ("/nominatim/search", ["1"], USER_AGENT)


def test_nominatim_is_asked_once_a_second_at_most(fake: FakeGeocoder) -> None:
    fake.answer("pdok", b"down", 500)
    fake.answer("nominatim", [])
    finder = address_finder(fake.pdok_url, fake.nominatim_url)
    began = time.monotonic()
    for number in (1, 2):
        finder(Address(f"Kerkweg {number}", "2631AA", "Nootdorp"))
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(
    "name",
    [
        "nominatim-ambiguous-amsterdam.json",
        "nominatim-kerkstraat-den-haag.json",
        "nominatim-prinses-marijkestraat-amsterdam.json",
        "nominatim-polygon-buiten-wittevrouwen-utrecht.json",
    ],
)
def test_a_recorded_street_or_junction_of_nominatim_is_never_taken_for_an_address(
    fake: FakeGeocoder, shared_data: Path, name: str
) -> None:
    answer = (shared_data / "geocoding" / name).read_bytes()
    fake.answer("pdok", b"down", 503)
    fake.answer("nominatim", answer)
    found = find(fake, "Kerkstraat 1", "", "Den Haag")
    assert isinstance(found, NotFound)
    assert found.nearest == tuple(place["display_name"] for place in json.loads(answer))


def test_both_down_is_told_with_each_ones_reason(fake: FakeGeocoder) -> None:
    fake.answer("pdok", b"{}", 429)
    fake.answer("nominatim", b"<html>")
    with pytest.raises(ServiceUnavailableError) as caught:
        find(fake, "Kerkweg 3", "2631AA", "Nootdorp")
    assert str(caught.value) == (
        "Adressen opzoeken lukt nu niet: PDOK heeft het nu te druk "
        "en Nominatim geeft een onleesbaar antwoord."
    )


def test_nobody_listening_is_told(fake: FakeGeocoder) -> None:
    finder = address_finder("http://127.0.0.1:9/pdok", "http://127.0.0.1:9/nominatim", 2.0)
    with pytest.raises(ServiceUnavailableError, match="PDOK is niet bereikbaar en Nominatim is"):
        finder(Address("Kerkweg 3", "2631AA"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b'{"response": null}',
        b'{"response": {"docs": [{"weergavenaam": "x", "centroide_ll": "POINT(999 999)"}]}}',
        b'{"response": {"docs": [{"weergavenaam": "x", "centroide_ll": "POINT(nan nan)"}]}}',
        b'{"response": {"docs": [{"weergavenaam": "x"}]}}',
        b'{"response": {"docs": ["x"]}}',
    ],
)
def test_garbage_counts_as_down(fake: FakeGeocoder, body: bytes) -> None:
    fake.answer("pdok", body)
    with pytest.raises(ServiceUnavailableError, match="PDOK geeft een onleesbaar antwoord"):
        find(fake, "Kerkweg 3", "2631AA", "Nootdorp")


@pytest.mark.parametrize(
    "body", [b"", b'["x"]', b'[{"lat": "nan"}]', b'[{"lat":"52","lon":"4","address":"x"}]']
)
def test_garbage_of_nominatim_counts_as_down(fake: FakeGeocoder, body: bytes) -> None:
    fake.answer("nominatim", body)
    with pytest.raises(ServiceUnavailableError, match="Nominatim geeft een onleesbaar antwoord"):
        find(fake, "Kerkweg 3", "2631AA", "Nootdorp")


def test_redirects_are_not_followed(fake: FakeGeocoder) -> None:
    fake.answer("pdok", b"", 302, Location=f"{fake.url}/elsewhere")
    with pytest.raises(ServiceUnavailableError, match="PDOK geeft geen bruikbaar antwoord"):
        find(fake, "Kerkweg 3", "2631AA", "Nootdorp")
    assert not any(path.startswith("/elsewhere") for path, _, _ in fake.asked)


def test_a_huge_answer_is_cut_off(fake: FakeGeocoder) -> None:
    fake.answer("pdok", b" " * 50_000_000 + b"{}")
    with pytest.raises(ServiceUnavailableError, match="PDOK geeft geen bruikbaar antwoord"):
        find(fake, "Kerkweg 3", "2631AA", "Nootdorp")


def test_an_answer_that_drips_in_is_given_up_in_time(fake: FakeGeocoder) -> None:
    fake.answer("pdok", b" " * 200 + b"{}", drip=0.1)
    fake.answer("nominatim", b" " * 200 + b"[]", drip=0.1)
    began = time.monotonic()
    with pytest.raises(ServiceUnavailableError, match="PDOK antwoordt niet op tijd"):
        find(fake, "Kerkweg 3", "2631AA", "Nootdorp", timeout=0.4)
    assert time.monotonic() - began < 10


def test_the_geocoder_can_be_used_as_any_of_geopys(fake: FakeGeocoder) -> None:
    answer_pdok(fake, document("Kerkweg", "1", "2631AA", "Nootdorp", at=(52.043, 4.392)))
    place = PdokLocatieserver(fake.pdok_url).geocode("Kerkweg 1 Nootdorp")
    assert place is not None
    assert (place.latitude, place.longitude) == (52.043, 4.392)
    assert place.address == "Kerkweg 1, 2631AA Nootdorp"
    assert PdokLocatieserver(fake.pdok_url, user_agent="x/1").headers["User-Agent"] == "x/1"
