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
from wijksafari.planning.plan import plan_order, plan_safari
from wijksafari.planning.problem import Location
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
    """Straight roads, but none to places north of 52.05 degrees: those lie ``metres`` off."""

    def __init__(self, metres: float = 400) -> None:
        self.metres = metres

    def matrix(self, points: Sequence[Point], names: Sequence[str] = ()) -> TravelMatrix:
        wet = [n for n, point in enumerate(points) if point.lat > 52.05]
        if wet:
            raise PlaceNotReachableError(
                [f"{names[n]} ligt in het water." for n in wet],
                metres=dict.fromkeys(wet, self.metres),
            )
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


def _island() -> Location:
    return create_location("Het Eiland", Point(52.1, 5.0))


def test_a_location_just_beside_the_streets_is_set_aside_with_its_reason():
    plan = plan_safari(create_request(*create_wijk().values(), _island()), WithWater())
    assert len(plan.tours) == 3
    for tour in plan.tours:
        last = tour.rejected[-1]
        assert (last.location_id, last.code) == ("het-eiland", "off_streets")
        assert last.sentence == "Het Eiland ligt in het water."


def test_two_locations_at_one_place_beside_the_streets_are_both_named():
    neighbour = create_location("De Steiger", _island().point)
    plan = plan_safari(create_request(*create_wijk().values(), _island(), neighbour), WithWater())
    assert [each.sentence for each in plan.set_aside] == [
        "Het Eiland ligt in het water.",
        "De Steiger ligt in het water.",
    ]


def test_a_location_far_from_the_streets_is_an_error_that_names_it():
    with pytest.raises(PlaceNotReachableError) as refusal:
        plan_safari(create_request(*create_wijk().values(), _island()), WithWater(1001))
    assert refusal.value.problems == ("Het Eiland ligt in het water.",)
    assert refusal.value.optional == ("het-eiland",)


def test_streets_that_do_not_hang_together_are_an_error_and_no_locations_fault():
    class TornApart(StraightRoads):
        def matrix(self, *_: object) -> TravelMatrix:
            raise PlaceNotReachableError("Maak het stratenbestand opnieuw.")

    with pytest.raises(PlaceNotReachableError, match="stratenbestand") as refusal:
        plan_safari(create_request(*create_wijk().values()), TornApart())
    assert refusal.value.optional == ()


def test_a_required_location_beside_the_streets_is_an_error():
    request = create_request(*create_wijk().values(), _island(), required=frozenset({"het-eiland"}))
    with pytest.raises(PlaceNotReachableError, match="Het Eiland"):
        plan_safari(request, WithWater())


def test_a_meeting_point_beside_the_streets_is_an_error():
    evening = create_evening(meeting_point=Point(52.1, 5.0))
    request = create_request(*create_wijk().values(), _island(), evening=evening)
    with pytest.raises(PlaceNotReachableError, match="verzamelpunt"):
        plan_safari(request, WithWater())


def test_a_chosen_stop_beside_the_streets_is_an_error_and_others_are_set_aside():
    request = create_request(*create_wijk().values(), _island())
    with pytest.raises(PlaceNotReachableError, match="Het Eiland"):
        plan_order(request, ["de-linde", "het-eiland"], WithWater())
    tour = plan_order(request, ["de-linde", "de-brug"], WithWater())
    assert "off_streets" in {each.code for each in tour.rejected}


def test_a_location_closed_this_evening_may_lie_anywhere_when_other_evenings_are_tried():
    wijk = [(location, "17.00", "21.00") for location in create_wijk().values()]
    island = (_island(), "08.00", "16.00")
    plan = plan_safari(create_request(*wijk[:2], island), WithWater(5000))
    assert plan.change is not None
    assert plan.change.evening.min_stops == 2


def test_wishes_about_a_location_set_aside_do_no_harm():
    request = create_request(
        *create_wijk().values(),
        _island(),
        mutually_exclusive=(("het-eiland", "de-linde"),),
    )
    assert plan_safari(request, WithWater()).tours


def test_an_unreachable_location_can_be_set_aside_by_forbidding_it():
    request = create_request(
        *create_wijk().values(), _island(), forbidden=frozenset({"het-eiland"})
    )
    assert plan_safari(request, WithWater(5000)).tours


def test_an_unreachable_location_that_is_closed_does_not_matter():
    wet = (_island(), "09.00", "12.00")
    assert plan_safari(create_request(*create_wijk().values(), wet), WithWater(5000)).tours
