from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from tests.render.worlds import hostile, itinerary
from wijksafari.planning.plan import PlannedTour
from wijksafari.render.gpx import route_gpx
from wijksafari.render.programme import Names

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "gpx-1.1.xsd")
GPX = "{http://www.topografix.com/GPX/1/1}"


def read(told: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(told)  # noqa: S314 - our own file


@pytest.mark.parametrize("tour", [PlannedTour(itinerary()), hostile()], ids=["plain", "hostile"])
def test_the_file_is_valid_gpx(tour: PlannedTour) -> None:
    SCHEMA.validate(route_gpx(tour.itinerary).decode())


def test_the_schema_refuses_what_is_no_gpx() -> None:
    broken = route_gpx(itinerary()).decode().replace('lat="52.38"', 'lat="152.38"')

    assert not SCHEMA.is_valid(broken)


def test_the_whole_ride_is_one_track_of_one_segment() -> None:
    root = read(route_gpx(itinerary()))

    assert len(root.findall(f"{GPX}trk")) == 1
    assert len(root.findall(f"{GPX}trk/{GPX}trkseg")) == 1
    points = root.findall(f".//{GPX}trkpt")
    assert points[0].attrib == {"lat": "52.38", "lon": "4.885"}
    assert points[-1].attrib == {"lat": "52.38", "lon": "4.885"}
    assert all(a.attrib != b.attrib for a, b in pairwise(points))


def test_waypoints_are_the_start_every_stop_in_order_and_the_finish() -> None:
    root = read(route_gpx(itinerary(), Names(meeting_point="De praktijk")))

    assert [name.text for name in root.findall(f"{GPX}wpt/{GPX}name")] == [
        "Start: De praktijk",
        "1. Buurtkamer De Linde",
        "2. Het Baken",
        "3. Huis van de Wijk Westerpark",
        "4. Jongerencentrum De Brug",
        "Finish: De praktijk",
    ]


def test_a_stop_has_its_arrival_in_utc_and_its_address() -> None:
    stop = read(route_gpx(itinerary())).findall(f"{GPX}wpt")[1]

    assert stop.findtext(f"{GPX}time") == "2026-06-04T15:45:00Z"
    assert stop.findtext(f"{GPX}cmt") == "Lindengracht 10, 1015 KB Amsterdam"
    assert "17.45 tot 18.12 uur" in (stop.findtext(f"{GPX}desc") or "")


def test_the_streets_are_credited() -> None:
    assert b"OpenStreetMap-bijdragers (ODbL)" in route_gpx(itinerary())
