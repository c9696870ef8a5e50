"""Places where help is, from OSM files and from a server that stands in for Overpass."""

import gzip
from collections import Counter
from pathlib import Path

import osmium
import pytest

from tests.streets.cases import SHARED_OSM
from tests.streets.feature_answers import building, node, overpass
from tests.streets.map_server import Answer, map_server
from wijksafari.errors import InputError, ServiceUnavailableError
from wijksafari.planning.boundary import contains
from wijksafari.planning.found import Found, FoundLocation
from wijksafari.streets.area import bounding_box
from wijksafari.streets.features import fetch_places, read_places
from wijksafari.streets.osmnx_session import OverpassSettings

WEST = bounding_box("4.86,52.36,4.91,52.395")
HOUSE = [(52.37, 4.88), (52.37, 4.881), (52.371, 4.881), (52.371, 4.88)]
SMALL = """<osm version="0.6">
 <node id="1" lat="52.37" lon="4.88"><tag k="amenity" v="library"/><tag k="name" v="Boekenplein"/></node>
 <node id="2" lat="52.47" lon="4.98"><tag k="amenity" v="library"/><tag k="name" v="Ver weg"/></node>
 <node id="3" lat="52.37" lon="4.88"><tag k="amenity" v="cafe"/><tag k="name" v="Café"/></node>
</osm>"""  # noqa: E501


def fetched(*answers: Answer, **settings: float) -> tuple[Found, list[str]]:
    told: list[str] = []
    with map_server(*answers) as server:
        urls = {"overpass_url": f"{server.url}/api", "nominatim_url": f"{server.url}/nominatim"}
        known = OverpassSettings(**urls, **settings)
        return fetch_places(WEST, known, told.append, sleep=lambda _seconds: None), told


def only(found: Found) -> FoundLocation:
    (location,) = found.locations
    return location


@pytest.fixture(scope="module")
def nieuwmarkt() -> Found:
    path = SHARED_OSM / "amsterdam-nieuwmarkt.osm.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    return read_places(path.read_bytes())


def test_a_real_extract_gives_its_community_centres_facilities_and_library(
    nieuwmarkt: Found,
) -> None:
    kinds = Counter(each.type for each in nieuwmarkt.locations)
    assert kinds["Buurthuis"] + kinds["Ontmoetingsplek voor lhbtiq+"] == 3
    assert kinds["Sociale voorziening"] + kinds["Dagopvang voor dak- en thuislozen"] == 4
    assert kinds["Bibliotheek"] == 1
    assert not nieuwmarkt.problems


def test_a_place_has_the_key_spot_address_and_telephone_that_the_map_gives(
    nieuwmarkt: Found,
) -> None:
    (found,) = (each for each in nieuwmarkt.locations if each.name == "De Boomspijker")
    assert found.key == "node/2725753311"
    assert str(found.address) == "Recht Boomssloot 52, 1011 EC Amsterdam"
    assert found.contact_phone == "+31 20 626 4002"
    assert found.point is not None
    assert (round(found.point.lat, 4), round(found.point.lon, 4)) == (52.3720, 4.9035)


def test_opening_hours_are_not_taken_for_activities(nieuwmarkt: Found) -> None:
    assert not nieuwmarkt.activities
    assert "Openingstijden zijn niet overgenomen." in nieuwmarkt.notices[0]


@pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["osm", "gz"])
def test_a_file_is_recognised_by_what_is_in_it(packed: type[bytes]) -> None:
    assert [each.name for each in read_places(packed(SMALL.encode())).locations] == [
        "Boekenplein",
        "Ver weg",
    ]


def test_a_pbf_file_gives_the_same_as_the_text(tmp_path: Path) -> None:
    text, binary = tmp_path / "small.osm", tmp_path / "small.osm.pbf"
    text.write_text(SMALL)
    with osmium.SimpleWriter(str(binary)) as writer:
        for each in osmium.FileProcessor(str(text)):
            writer.add(each)
    assert read_places(binary.read_bytes()) == read_places(SMALL.encode())


def test_places_outside_the_wijk_are_left_out() -> None:
    assert only(read_places(SMALL.encode(), WEST)).name == "Boekenplein"


def test_a_file_without_places_says_so() -> None:
    found = read_places(b"<osm version='0.6'></osm>")
    assert not found.locations
    assert "geen buurthuizen" in found.notices[0]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"name,lat\nx,1", b"<html></html>", b"\x1f\x8bnonsense", b"BZhnonsense"),
        *(b"\x00\x00\x00\x0d\x0a\x09OSMHeaderrubbish", SMALL.encode()[:200]),
        b'<!DOCTYPE x [<!ENTITY a "b">]><osm version="0.6"><node id="1" lat="&a;" lon="1"/></osm>',
    ],
)
def test_what_is_no_osm_file_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(InputError, match="OpenStreetMap-bestand"):
        read_places(content)


def test_a_file_that_unpacks_into_a_huge_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijksafari.streets.feature_file.MAX_BYTES", 1000)
    with pytest.raises(InputError, match="te groot"):
        read_places(gzip.compress(SMALL.encode() + b" " * 1000))


def test_so_is_a_packed_one_of_blocks_and_what_only_seems_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.osm.pbf"
    with osmium.SimpleWriter(path) as writer:
        for n in range(1, 31):
            tags = {"name": f"{n}{'x' * 200}"}
            writer.add_node(osmium.osm.mutable.Node(id=n, location=(5, 52), tags=tags))
    content = path.read_bytes()
    monkeypatch.setattr("wijksafari.streets.feature_file.MAX_BYTES", 5000)
    with pytest.raises(InputError, match="te groot"):
        read_places(content)
    with pytest.raises(InputError, match="niet compleet"):
        read_places(content[:-1])


def test_a_building_is_found_at_a_spot_inside_it() -> None:
    house = building(
        10, HOUSE, amenity="community_centre", name="Huis van de wijk", wheelchair="yes"
    )
    found = only(fetched(overpass(*house))[0])
    assert found.key == "way/10"
    assert found.accessibility == "Toegankelijk met een rolstoel."
    around = {"type": "Polygon", "coordinates": [[(lon, lat) for lat, lon in [*HOUSE, HOUSE[0]]]]}
    assert found.point is not None
    assert contains(around, found.point)


def test_a_place_of_several_buildings_is_found_once() -> None:
    (*corners, way) = building(10, HOUSE, amenity="theatre")
    relation = {
        "type": "relation",
        "id": 77,
        "members": [{"type": "way", "ref": 10, "role": "outer"}],
        "tags": {"type": "multipolygon", "amenity": "social_facility", "name": "Hof"},
    }
    assert only(fetched(overpass(*corners, way, relation))[0]).key == "relation/77"


def test_a_place_without_a_name_is_told_of_and_left_out() -> None:
    found, _ = fetched(overpass(node(5, 52.37, 4.88, social_facility="food_bank")))
    assert not found.locations
    assert (
        "Voedselbank (openstreetmap.org/node/5) heeft in OpenStreetMap geen naam"
        in (found.problems[0])
    )


def test_hostile_tags_do_not_stand_for_what_the_map_itself_says() -> None:
    hostile = {"id": "6", "element": "way", "geometry": "x", "lat": "1", "nodes": "2"}
    words = {"name": "De\nLinde\u202e  <b>", "phone": "bel maar", "email": "a@b@c"}
    found = only(fetched(overpass(node(5, 52.37, 4.88, amenity="library", **hostile, **words)))[0])
    assert (found.key, found.name) == ("node/5", "De Linde <b>")
    assert (found.contact_phone, found.contact_email) == ("", "")


@pytest.mark.parametrize(
    ("written", "email"), [("Info@Linde.NL", "Info@linde.nl"), ("a(b)@c.nl", ""), ("a@b..nl", "")]
)
def test_only_a_mail_address_that_mail_can_go_to_is_taken_over(written: str, email: str) -> None:
    place = node(5, 52.37, 4.88, amenity="library", name="Boekenplein", email=written)
    assert only(fetched(overpass(place))[0]).contact_email == email


def test_an_area_without_places_is_no_failure() -> None:
    found, _ = fetched(overpass())
    assert not found.locations
    assert "geen buurthuizen" in found.notices[0]


def test_a_busy_server_is_asked_again_and_progress_is_told() -> None:
    library = overpass(node(5, 52.37, 4.88, amenity="library", name="Boekenplein"))
    found, told = fetched(Answer(429), library)
    assert only(found).name == "Boekenplein"
    assert "poging 2 van 4" in " ".join(told)


@pytest.mark.parametrize(
    "answer",
    [
        *(Answer(500), Answer(302), Answer(body=b"<html>"), Answer(body=b'{"elements": 3}')),
        overpass({"type": "way", "id": 1, "nodes": [5], "tags": {"amenity": "library"}}),
        overpass({"type": "relation", "id": 1, "members": [{"ref": "x"}], "tags": {}}),
        overpass({"type": "node", "id": 1, "lat": "x", "lon": 4, "tags": {}}),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_outage(answer: Answer) -> None:
    with pytest.raises(ServiceUnavailableError, match="Probeer het over een uur opnieuw"):
        fetched(answer)
