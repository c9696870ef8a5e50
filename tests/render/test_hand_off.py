"""Legs and numbers as the phone's own programs open them."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from wijksafari.planning.route import Leg, Point
from wijksafari.render.hand_off import (
    MOST_WAYPOINTS,
    apple_maps,
    apple_maps_to,
    geo,
    google_maps,
    google_maps_to,
    telephone,
    waypoints,
)

HOME = Point(52.09, 5.12)


def at(east: float, north: float) -> Point:
    """A point so many metres from HOME."""
    return Point(HOME.lat + north / 111_320, HOME.lon + east / 68_400)


def leg(*line: Point, metres: float = 1000.0) -> Leg:
    return Leg(line[0], line[-1], metres, 300.0, line, ())


STRAIGHT = leg(at(0, 0), at(200, 5), at(500, 0))
CORNER = leg(at(0, 0), at(0, 300), at(10, 600), at(500, 600))
ZIGZAG = leg(*(at(150 * n, 200 * (n % 2)) for n in range(9)))


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_google_maps_rides_from_place_to_place_by_bicycle() -> None:
    address = google_maps(STRAIGHT)
    assert address.startswith("https://www.google.com/maps/dir/?api=1&")
    assert asked(address) == {
        "api": ["1"],
        "origin": ["52.090000,5.120000"],
        "destination": [f"52.090000,{STRAIGHT.destination.lon:.6f}"],
        "travelmode": ["bicycling"],
    }


def test_a_detour_of_ours_is_kept_by_a_waypoint_at_its_corner() -> None:
    assert waypoints(CORNER) == (at(10, 600),)
    corner = at(10, 600)
    assert asked(google_maps(CORNER))["waypoints"] == [f"{corner.lat:.6f},{corner.lon:.6f}"]


def test_there_are_never_more_waypoints_than_phones_take_and_they_are_in_order() -> None:
    via = waypoints(ZIGZAG)
    assert len(via) == MOST_WAYPOINTS == 3
    places = [ZIGZAG.coordinates.index(each) for each in via]
    assert places == sorted(set(places))
    assert 0 not in places
    assert asked(google_maps(ZIGZAG))["waypoints"][0].count("|") == 2


@pytest.mark.parametrize(
    "short",
    [leg(HOME, HOME, metres=0.0), leg(HOME), leg(at(0, 0), at(3, 40), at(5, 0), metres=5.0)],
)
def test_where_the_bicycles_stay_there_are_no_waypoints(short: Leg) -> None:
    assert waypoints(short) == ()


def test_a_round_trip_has_waypoints_too() -> None:
    round_trip = leg(at(0, 0), at(0, 300), at(300, 300), at(300, 0), at(0, 0))
    assert len(waypoints(round_trip)) == 3


def test_apple_maps_rides_by_bicycle() -> None:
    assert asked(apple_maps(STRAIGHT))["dirflg"] == ["c"]
    assert asked(apple_maps(STRAIGHT))["saddr"] == ["52.090000,5.120000"]
    assert apple_maps(STRAIGHT).startswith("https://maps.apple.com/?saddr=")


def test_the_way_to_the_meeting_point_starts_wherever_one_is() -> None:
    assert "origin" not in asked(google_maps_to(HOME))
    assert asked(google_maps_to(HOME))["destination"] == ["52.090000,5.120000"]
    assert asked(apple_maps_to(HOME)) == {"daddr": ["52.090000,5.120000"], "dirflg": ["c"]}


def test_a_place_has_its_name_as_label_whatever_is_in_it() -> None:
    address = geo(HOME, "De Linde (achterom) & <b>ü</b>\n?#")
    assert address.startswith("geo:52.090000,5.120000?q=52.090000,5.120000(")
    assert unquote(address).endswith("(De Linde [achterom] & <b>ü</b> ?#)")
    assert not set(' <>&"\n#') & set(address)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("06-1234 5678", "tel:0612345678"),
        ("06 12 34 56 78", "tel:0612345678"),
        ("(030) 123.45.67", "tel:0301234567"),
        ("+31 6 12345678", "tel:+31612345678"),
        ("+31 (0)6 12345678", "tel:+31612345678"),
        ("030/1234567", "tel:0301234567"),
        ("06\u201112345678", "tel:0612345678"),
        ("112", "tel:112"),
        ("", ""),
        ("-", ""),
        ("06 12345678 (na 18 uur)", ""),
        ("bel de balie", ""),
        ("06-12345678 of 030-1234567", ""),
        ("06٣٤٥٦٧٨٩", ""),
        ("++31612345678", ""),
        ("12345678901234567", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_number_is_dialled_only_where_it_is_one(typed: str, link: str) -> None:
    assert telephone(typed) == link
