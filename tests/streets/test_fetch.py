"""Fetching streets, against a server on loopback that stands in for Overpass and Nominatim."""

import gzip
import json
import socket
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import osmnx
import pytest
from shapely import box
from shapely.geometry import mapping

from tests.streets.cases import SHARED_OSM
from tests.streets.map_server import Answer, map_server
from wijksafari.errors import InputError, ServiceUnavailableError
from wijksafari.streets.area import Area, bounding_box, place
from wijksafari.streets.build import build_streets
from wijksafari.streets.fetch import fetch_streets
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.osmnx_session import OverpassSettings

RECORDED = SHARED_OSM.parent / "overpass" / "amsterdam-west.json.gz"
WEST = bounding_box("4.86,52.36,4.91,52.395")
BUSY = Answer(429, b"rate_limited")
OVERLOADED = Answer(504, b"<html>too busy</html>")


@pytest.fixture
def amsterdam_west() -> Answer:
    if not RECORDED.exists():
        pytest.skip(f"{RECORDED.name} is not beside this checkout")
    return Answer(body=RECORDED.read_bytes(), headers={"Content-Encoding": "gzip"})


def square(**extra: object) -> Answer:
    """The smallest answer Overpass could give: a block of streets."""
    corners = [(52.37, 4.88), (52.37, 4.881), (52.371, 4.881), (52.371, 4.88)]
    nodes = [
        {"type": "node", "id": i, "lat": lat, "lon": lon}
        for i, (lat, lon) in enumerate(corners, start=1)
    ]
    way = {"type": "way", "id": 9, "nodes": [1, 2, 3, 4, 1], "tags": {"highway": "residential"}}
    return Answer(body=json.dumps({"elements": [*nodes, way], **extra}).encode())


class Told(list[str]):
    """Collects the sentences; and the pauses, instead of sleeping them."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def fetch(self, url: str, area: Area = WEST, **settings: float) -> StreetNetwork:
        urls = {"overpass_url": f"{url}/api", "nominatim_url": f"{url}/nominatim"}
        return fetch_streets(
            area, OverpassSettings(**urls, **settings), self.append, sleep=self.pauses.append
        )


def test_a_fetched_network_is_the_one_built_from_a_file(amsterdam_west: Answer) -> None:
    with map_server(amsterdam_west) as server:
        fetched = Told().fetch(server.url)
    built = build_streets(SHARED_OSM / "amsterdam-west.osm.gz")
    for field in set(StreetNetwork.__dataclass_fields__) - {"source", "fetched"}:
        assert np.array_equal(getattr(fetched, field), getattr(built, field)), field


def test_the_network_tells_the_area_and_the_date_of_the_data(amsterdam_west: Answer) -> None:
    with map_server(amsterdam_west) as server:
        fetched = Told().fetch(server.url)
    assert fetched.source == "OpenStreetMap, 4.86,52.36,4.91,52.395"
    assert fetched.fetched.isoformat() == "2026-08-03T09:31:06+00:00"


def test_one_request_says_who_asks_and_leaves_out_what_no_bicycle_rides() -> None:
    with map_server(square()) as server:
        Told().fetch(server.url)
    assert server.paths == ["/api/interpreter"]
    assert server.agents[0].startswith("wijksafari/")
    assert "motorway|" in server.queries[0]


def test_streets_outside_the_area_are_left_out(amsterdam_west: Answer) -> None:
    with map_server(amsterdam_west) as server:
        small = Told().fetch(server.url, bounding_box("4.88,52.37,4.89,52.38"))
    assert small.lon.min() > 4.875
    assert small.lat.max() < 52.385
    assert len(small.lat) > 100


def test_ways_one_way_against_their_own_direction_are_ridden_that_way() -> None:
    answer = json.loads(square().body)
    answer["elements"][-1]["tags"]["oneway"] = "-1"
    with map_server(Answer(body=json.dumps(answer).encode())) as server:
        network = Told().fetch(server.url)
    corners = [(52.37, 4.88), (52.371, 4.88), (52.371, 4.881), (52.37, 4.881)]
    shape = list(zip(network.shape_lat.tolist(), network.shape_lon.tolist(), strict=True))
    ridden = {(a, b) for a, b in pairwise(shape) if a != b}
    assert all((a, b) in ridden for a, b in pairwise(corners))


def test_a_barrier_no_bicycle_passes_closes_a_fetched_way_too() -> None:
    answer = json.loads(square().body)
    answer["elements"][1]["tags"] = {"barrier": "gate", "bicycle": "no"}
    with map_server(Answer(body=json.dumps(answer).encode())) as server:
        network = Told().fetch(server.url)
    at_the_barrier = (network.lat == 52.37) & (network.lon == 4.881)
    assert at_the_barrier.sum() == 2


def test_a_busy_server_is_asked_again_later() -> None:
    told = Told()
    with map_server(BUSY, OVERLOADED, square()) as server:
        told.fetch(server.url, pause_seconds=3)
    assert told.pauses == [3, 6]
    assert any("heeft het druk; over 3 seconden poging 2 van 4" in line for line in told)


def test_a_server_that_says_when_to_come_back_is_believed() -> None:
    told = Told()
    with map_server(Answer(429, b"", {"Retry-After": "20"}), square()) as server:
        told.fetch(server.url, pause_seconds=3)
    assert told.pauses == [20]


def test_a_server_that_stays_busy_is_left_alone_after_four_attempts() -> None:
    told = Told()
    with map_server(OVERLOADED) as server:
        with pytest.raises(ServiceUnavailableError, match="heeft het te druk"):
            told.fetch(server.url, pause_seconds=1)
        assert len(server.paths) == 4
    assert told.pauses == [1, 2, 4]


def test_no_pause_is_begun_that_would_outlast_the_total_time() -> None:
    told = Told()
    with (
        map_server(Answer(429, b"", {"Retry-After": "9000"})) as server,
        pytest.raises(ServiceUnavailableError, match="heeft het te druk"),
    ):
        told.fetch(server.url, total_seconds=10)
    assert told.pauses == []


def test_a_time_out_on_the_server_counts_as_busy() -> None:
    told = Told()
    with map_server(square(remark="runtime error: Query timed out"), square()) as server:
        told.fetch(server.url)
    assert len(told.pauses) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<html>welcome to the hotel wifi</html>",
        b"",
        b"[1, 2]",
        b'{"elements": 5}',
        b'{"elements": [5]}',
        b'{"elements": [{"type": "way", "id": "x"}]}',
        b'{"elements": [{"type": "node", "id": 1, "lat": "a", "lon": []}]}',
        b'{"elements": [{"type": "node", "id": 1, "lat": 52, "lon": 5, "tags": {"a": 1}}]}',
        b'{"elements": [{"type": "way", "id": 1, "nodes": [2, 3]}]}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_nonsense_is_refused_in_words(body: bytes) -> None:
    with (
        map_server(Answer(body=body)) as server,
        pytest.raises(ServiceUnavailableError, match="onbruikbaar antwoord"),
    ):
        Told().fetch(server.url)


def test_broken_compression_is_refused_in_words() -> None:
    broken = Answer(body=gzip.compress(square().body)[:40], headers={"Content-Encoding": "gzip"})
    noise = Answer(body=b"not gzip", headers={"Content-Encoding": "gzip"})
    for answer in (broken, noise):
        with (
            map_server(answer) as server,
            pytest.raises(ServiceUnavailableError, match="onbruikbaar antwoord"),
        ):
            Told().fetch(server.url)


@pytest.mark.parametrize("status", [302, 400, 403, 500, 503])
def test_any_other_answer_is_refused_and_no_redirect_followed(status: int) -> None:
    with map_server(square()) as elsewhere:
        moved = Answer(status, b"", {"Location": f"{elsewhere.url}/api/interpreter"})
        with (
            map_server(moved) as server,
            pytest.raises(ServiceUnavailableError, match=f"melding {status}"),
        ):
            Told().fetch(server.url)
        assert elsewhere.paths == []


def test_an_endless_answer_is_cut_off() -> None:
    bomb = Answer(body=gzip.compress(b" " * 3_000_000), headers={"Content-Encoding": "gzip"})
    with (
        map_server(bomb) as server,
        pytest.raises(ServiceUnavailableError, match="te groot"),
    ):
        Told().fetch(server.url, max_answer_bytes=1_000_000)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ServiceUnavailableError, match="antwoordt niet op tijd"):
            Told().fetch(url, silence_seconds=0.5)


def test_a_server_that_is_down_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}"
    with pytest.raises(ServiceUnavailableError, match="niet bereikbaar"):
        Told().fetch(url)


def test_an_area_without_streets_is_told() -> None:
    with map_server(square()) as server, pytest.raises(InputError, match="geen straten gevonden"):
        Told().fetch(server.url, bounding_box("4.0,52.0,4.01,52.01"))
    with (
        map_server(Answer(body=b'{"elements": []}')) as server,
        pytest.raises(InputError, match="geen straten gevonden"),
    ):
        Told().fetch(server.url)


def test_osmnx_and_the_network_are_left_as_they_were() -> None:
    before = vars(osmnx.settings).copy()
    resolve = socket.getaddrinfo
    with map_server(square()) as server:
        Told().fetch(server.url)
    with pytest.raises(ServiceUnavailableError):
        Told().fetch(server.url)
    assert vars(osmnx.settings) == before
    assert socket.getaddrinfo is resolve


@pytest.fixture
def without_courtesy_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """osmnx waits a second before it asks any Nominatim; the one on loopback does not mind."""
    monkeypatch.setattr(osmnx._nominatim, "time", SimpleNamespace(sleep=lambda _seconds: None))


def nominatim(*found: dict[str, object]) -> Answer:
    return Answer(body=json.dumps(found).encode())


def found_area(**changes: object) -> dict[str, object]:
    return {
        "lat": "52.37",
        "lon": "4.88",
        "importance": 0.4,
        "display_name": "Jordaan, Centrum, Amsterdam",
        "boundingbox": ["52.36", "52.38", "4.87", "4.89"],
        "geojson": mapping(box(4.87, 52.36, 4.89, 52.38)),
        **changes,
    }


@pytest.mark.usefixtures("without_courtesy_pause")
def test_a_place_is_looked_up_first_and_named_in_the_result() -> None:
    told = Told()
    with map_server(nominatim(found_area()), square()) as server:
        network = told.fetch(server.url, place("Jordaan, Amsterdam"))
        assert server.paths == ["/nominatim/search", "/api/interpreter"]
        assert server.queries[0] == "Jordaan, Amsterdam"
    assert network.source == "OpenStreetMap, Jordaan, Centrum, Amsterdam"
    assert "Gevonden: Jordaan, Centrum, Amsterdam." in told


@pytest.mark.usefixtures("without_courtesy_pause")
def test_a_recorded_place_has_the_outline_of_the_wijk() -> None:
    recorded = (
        SHARED_OSM.parent / "geocoding" / "nominatim-polygon-buiten-wittevrouwen-utrecht.json"
    )
    if not recorded.exists():
        pytest.skip(f"{recorded.name} is not beside this checkout")
    told = Told()
    with map_server(Answer(body=recorded.read_bytes()), Answer(body=b'{"elements": []}')) as server:
        with pytest.raises(InputError, match="Buiten Wittevrouwen"):
            told.fetch(server.url, place("Buiten Wittevrouwen, Utrecht"))
        assert "52.09" in server.queries[1]
        assert "5.13" in server.queries[1]


@pytest.mark.usefixtures("without_courtesy_pause")
@pytest.mark.parametrize(
    "found",
    [
        (),
        (found_area(geojson={"type": "Point", "coordinates": [4.88, 52.37]}),),
    ],
)
def test_a_place_without_an_outline_is_told(found: tuple[dict[str, object], ...]) -> None:
    with (
        map_server(nominatim(*found)) as server,
        pytest.raises(InputError, match="geen wijk met een grens gevonden voor “Nergens”"),
    ):
        Told().fetch(server.url, place("Nergens"))


@pytest.mark.usefixtures("without_courtesy_pause")
def test_a_place_that_is_a_whole_province_is_refused_before_overpass_is_asked() -> None:
    province = found_area(geojson=mapping(box(4.5, 52.0, 5.5, 52.5)))
    with map_server(nominatim(province)) as server:
        with pytest.raises(InputError, match="te groot"):
            Told().fetch(server.url, place("Utrecht"))
        assert len(server.paths) == 1


@pytest.mark.usefixtures("without_courtesy_pause")
@pytest.mark.parametrize("body", [b"{}", b"[5]"])
def test_nonsense_about_a_place_is_refused(body: bytes) -> None:
    with (
        map_server(Answer(body=body)) as server,
        pytest.raises(ServiceUnavailableError, match="onbruikbaar antwoord"),
    ):
        Told().fetch(server.url, place("Jordaan"))


def test_an_address_with_a_trailing_slash_is_understood() -> None:
    with map_server(square()) as server:
        settings = OverpassSettings(overpass_url=f"{server.url}/api/")
        fetch_streets(WEST, settings)
        assert server.paths == ["/api/interpreter"]
