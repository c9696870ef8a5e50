import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.streets.networks import Way, at, grid, street_network
from wijksafari.errors import InputError, PlaceNotReachableError
from wijksafari.planning.route import Router
from wijksafari.streets.router import StreetRouter

GRID = grid()
ONE_WAY_LOOP = street_network(
    {"a": (0, 0), "b": (300, 0), "c": (300, 300), "d": (0, 300)},
    Way(path="a b c d a", name="Rondweg", oneway=True),
)


def test_the_shortest_ride_along_a_grid_is_the_manhattan_distance() -> None:
    router: Router = StreetRouter(GRID, "shortest")
    table = router.matrix([at(0, 0), at(300, 200), at(150, 100)])
    assert table.metres[0] == pytest.approx((0, 500, 250), abs=0.5)


def test_riding_time_is_distance_at_the_groups_pace() -> None:
    slow = StreetRouter(GRID, pace_kmh=6).matrix([at(0, 0), at(300, 0)])
    fast = StreetRouter(GRID, pace_kmh=18).matrix([at(0, 0), at(300, 0)])
    assert slow.seconds[0][1] == pytest.approx(180, abs=0.5)
    assert fast.seconds[0][1] == pytest.approx(60, abs=0.5)


def test_a_place_beside_the_middle_of_a_street_is_reached_along_part_of_it() -> None:
    leg = StreetRouter(GRID).leg(at(30, 12), at(70, -12))
    assert leg.metres == pytest.approx(40, abs=0.5)
    assert [step.maneuver.type for step in leg.steps] == ["depart", "arrive"]


def test_two_places_on_one_street_are_reached_in_either_order() -> None:
    table = StreetRouter(GRID).matrix([at(30, 0), at(70, 0)])
    assert table.metres[0][1] == pytest.approx(40, abs=0.1)
    assert table.metres[1][0] == pytest.approx(40, abs=0.1)


def test_against_a_one_way_street_the_group_rides_around() -> None:
    router = StreetRouter(ONE_WAY_LOOP, "shortest")
    table = router.matrix([at(100, 0), at(200, 0)])
    assert table.metres[0][1] == pytest.approx(100, abs=0.5)
    assert table.metres[1][0] == pytest.approx(1100, abs=0.5)
    assert router.leg(at(200, 0), at(100, 0)).metres == pytest.approx(1100, abs=0.5)


def test_the_same_place_twice_is_no_ride() -> None:
    router = StreetRouter(ONE_WAY_LOOP)
    assert router.matrix([at(100, 0), at(100, 0)]).metres == ((0, 0), (0, 0))
    leg = router.leg(at(100, 0), at(100, 0))
    assert leg.metres == leg.seconds == 0
    assert [step.maneuver.type for step in leg.steps] == ["depart", "arrive"]
    assert len(leg.coordinates) == 1


def test_of_two_parallel_streets_the_shorter_is_ridden() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0)},
        Way(path="a b", name="Omweg", via=((100, 150),)),
        Way(path="a b", name="Kort"),
    )
    leg = StreetRouter(network, "shortest").leg(at(-5, 0), at(205, 0))
    assert (leg.steps[0].name, round(leg.metres)) == ("Kort", 200)


def test_a_short_stretch_of_a_long_detour_is_left_by_the_quicker_end() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0)},
        Way(path="a b", name="Omweg", via=((0, 500), (200, 500))),
        Way(path="a b", name="Kort"),
    )
    leg = StreetRouter(network, "shortest").leg(at(0, 100), at(200, 100))
    assert leg.metres == pytest.approx(400, abs=1)
    assert [step.name for step in leg.steps] == ["Omweg", "Kort", "Omweg", "Omweg"]


def test_the_line_runs_from_spot_to_spot_without_repeats() -> None:
    leg = StreetRouter(GRID).leg(at(50, 20), at(250, 180))
    assert leg.coordinates[0].lon == pytest.approx(at(50, 0).lon, abs=1e-6)
    assert leg.coordinates[-1].lat == pytest.approx(at(0, 200).lat, abs=1e-6)
    assert all(a != b for a, b in pairwise(leg.coordinates))


def test_a_pace_no_group_rides_is_refused() -> None:
    for pace in (0.0, -3.0, 90.0, math.nan):
        with pytest.raises(InputError, match="fietstempo"):
            StreetRouter(GRID, pace_kmh=pace)


def test_no_places_give_an_empty_matrix() -> None:
    assert StreetRouter(GRID).matrix([]).metres == ()


def test_places_that_cannot_reach_each_other_are_refused_in_words() -> None:
    torn = street_network(
        {"a": (0, 0), "b": (100, 0), "c": (0, 500), "d": (100, 500)},
        Way(path="a b"),
        Way(path="c d"),
    )
    with pytest.raises(PlaceNotReachableError, match="maak het stratenbestand opnieuw"):
        StreetRouter(torn).matrix([at(50, 0), at(50, 500)])


def test_streets_near_draws_each_two_way_street_once() -> None:
    near = StreetRouter(GRID).streets_near([at(20, 0), at(80, 0)], 15)
    assert [street.name for street in near] == ["Rijstraat 0"]
    assert len(StreetRouter(GRID).streets_near([at(0, 0), at(300, 300)], 1000)) == 24


def test_streets_near_gives_rounded_coordinates_for_one_place_too() -> None:
    (street,) = StreetRouter(GRID).streets_near([at(50, 3)], 5)
    assert all(round(p.lat, 6) == p.lat and round(p.lon, 6) == p.lon for p in street.coordinates)
    assert StreetRouter(GRID).streets_near([], 5) == ()


SPOTS = st.tuples(st.floats(-40, 340), st.floats(-40, 340)).map(lambda place: at(*place))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOTS, min_size=2, max_size=5), st.sampled_from([GRID, ONE_WAY_LOOP]))
def test_every_leg_agrees_with_the_matrix(points, network) -> None:
    router = StreetRouter(network, "group", dark=True)
    table = router.matrix(points)
    for i, origin in enumerate(points):
        for j, destination in enumerate(points):
            leg = router.leg(origin, destination)
            assert leg.metres == pytest.approx(table.metres[i][j], abs=1e-6)
            assert leg.seconds == pytest.approx(table.seconds[i][j], abs=1e-6)
            assert sum(step.metres for step in leg.steps) == pytest.approx(leg.metres, abs=1e-6)
            assert sum(step.seconds for step in leg.steps) == pytest.approx(leg.seconds, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOTS, min_size=3, max_size=3), st.sampled_from([GRID, ONE_WAY_LOOP]))
def test_no_shortest_ride_is_longer_than_one_by_way_of_a_third_place(points, network) -> None:
    metres = StreetRouter(network, "shortest").matrix(points).metres
    assert metres[0][2] <= metres[0][1] + metres[1][2] + 1e-6
