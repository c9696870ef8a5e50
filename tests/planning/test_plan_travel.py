"""What a plan asks of the router, and how it rounds the answers."""

from collections.abc import Sequence

import pytest

from tests.planning.worlds import (
    CENTRE,
    StraightRoads,
    at,
    create_evening,
    create_location,
    create_request,
    create_wijk,
)
from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.plan import plan_safari
from wijksafari.planning.request import pose
from wijksafari.planning.route import Leg, Point, TravelMatrix
from wijksafari.planning.travel import Rides


class Counted(StraightRoads):
    """Straight roads that remember what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Point, ...]] = []
        self.legs: list[tuple[Point, Point]] = []

    def matrix(self, points: Sequence[Point], names: Sequence[str] = ()) -> TravelMatrix:
        self.asked.append(tuple(points))
        return super().matrix(points, names)

    def leg(self, origin: Point, destination: Point) -> Leg:
        self.legs.append((origin, destination))
        return super().leg(origin, destination)


class WithWater(StraightRoads):
    """Straight roads, but none to places north of 52.05 degrees."""

    def matrix(self, points: Sequence[Point], names: Sequence[str] = ()) -> TravelMatrix:
        wet = [name for point, name in zip(points, names, strict=True) if point.lat > 52.05]
        if wet:
            raise PlaceNotReachableError([f"{name} ligt in het water." for name in wet])
        return super().matrix(points, names)


def test_one_matrix_call_serves_all_distinct_places_and_each_leg_is_asked_once():
    roads = Counted()
    twin = create_location("De Tweeling", at(5))
    plan_safari(create_request(*create_wijk().values(), twin), roads)
    (points,) = roads.asked
    assert len(points) == len(set(points)) == 7
    assert len(roads.legs) == len(set(roads.legs))


def test_rides_are_rounded_up_and_carry_parking_towards_stops_only():
    evening = create_evening(finish=at(1))
    odd = create_location("De Linde", at(3.001))
    request = create_request(odd, evening=evening)
    table = pose(request, Rides(StraightRoads(), evening, [odd])).travel_time
    assert table[0][1] == 181 + 120
    assert table[1][2] == 121


def test_a_whole_number_of_seconds_is_not_rounded_up_by_a_hair():
    evening = create_evening()
    exact = create_location("De Linde", at(3))
    assert Rides(StraightRoads(), evening, [exact]).seconds(CENTRE, exact.point) == 180


def test_an_unreachable_open_location_is_an_error_that_names_it():
    wet = create_location("Het Eiland", Point(52.1, 5.0))
    with pytest.raises(PlaceNotReachableError) as refusal:
        plan_safari(create_request(*create_wijk().values(), wet), WithWater())
    assert refusal.value.problems == ("Het Eiland ligt in het water.",)


def test_an_unreachable_location_can_be_set_aside_by_forbidding_it():
    wet = create_location("Het Eiland", Point(52.1, 5.0))
    request = create_request(*create_wijk().values(), wet, forbidden=frozenset({"het-eiland"}))
    assert plan_safari(request, WithWater()).tours


def test_an_unreachable_location_that_is_closed_does_not_matter():
    wet = (create_location("Het Eiland", Point(52.1, 5.0)), "09.00", "12.00")
    assert plan_safari(create_request(*create_wijk().values(), wet), WithWater()).tours
