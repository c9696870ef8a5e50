import pytest

from tests.streets.networks import Way, at, street_network
from wijksafari.planning.route import Leg
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.router import StreetRouter

DETOUR = ((0.0, 60.0), (200.0, 60.0))


def choice(direct: Way, detour: Way | None = None) -> StreetNetwork:
    """200 m along ``direct``, or 320 m around it."""
    around = detour or Way(path="a b", name="Rustig", via=DETOUR)
    return street_network({"a": (0, 0), "b": (200, 0)}, direct, around)


def ridden(network: StreetNetwork, **wishes) -> Leg:
    return StreetRouter(network, **wishes).leg(at(0, 0), at(200, 0))


def test_the_group_rides_around_a_busy_road_and_the_shortest_ride_does_not() -> None:
    network = choice(Way(path="a b", highway="secondary", maxspeed=50))
    assert ridden(network).steps[0].name == "Rustig"
    shortest = ridden(network, profile="shortest")
    assert (round(shortest.metres), round(shortest.busy_metres)) == (200, 200)


@pytest.mark.parametrize("provision", ["lane", "track"])
def test_a_busy_road_with_room_for_cyclists_is_ridden_and_counts_as_cycleway(provision) -> None:
    leg = ridden(choice(Way(path="a b", highway="secondary", maxspeed=50, provision=provision)))
    assert (round(leg.cycleway_metres), leg.busy_metres) == (200, 0)


@pytest.mark.parametrize(
    ("highway", "maxspeed", "busy"),
    [
        ("tertiary", 0, 200),
        ("tertiary", 50, 200),
        ("tertiary", 30, 0),
        ("residential", 50, 200),
        ("residential", 0, 0),
        ("cycleway", 0, 0),
    ],
)
def test_what_counts_as_busy(highway: str, maxspeed: int, busy: int) -> None:
    network = choice(Way(path="a b", highway=highway, maxspeed=maxspeed))
    assert round(ridden(network, profile="shortest").busy_metres) == busy


def test_bad_surface_takes_longer_and_is_avoided() -> None:
    bumpy = choice(Way(path="a b", surface="bad"))
    assert ridden(bumpy).steps[0].name == "Rustig"
    only = street_network({"a": (0, 0), "b": (200, 0)}, Way(path="a b", surface="bad"))
    assert ridden(only).seconds == pytest.approx(60 / 0.75, abs=0.5)
    assert ridden(only, profile="shortest").seconds == pytest.approx(60, abs=0.5)


def test_a_busy_road_is_no_slower_than_a_quiet_one() -> None:
    only = street_network({"a": (0, 0), "b": (200, 0)}, Way(path="a b", highway="primary"))
    assert ridden(only).seconds == pytest.approx(60, abs=0.5)


def test_only_after_dark_the_group_rides_around_unlit_ways() -> None:
    near = Way(path="a b", name="Verlicht", via=((0.0, 40.0), (200.0, 40.0)))
    network = choice(Way(path="a b", name="Donker", lit="no"), near)
    assert ridden(network).steps[0].name == "Donker"
    after_dark = ridden(network, dark=True)
    assert after_dark.steps[0].name == "Verlicht"
    assert after_dark.lit_metres == pytest.approx(after_dark.metres)
    assert ridden(network, profile="shortest", dark=True).steps[0].name == "Donker"


def test_metres_without_a_tag_about_light_do_not_count_as_lit() -> None:
    assert ridden(choice(Way(path="a b", lit="unknown"))).lit_metres == 0


@pytest.mark.parametrize("profile", ["shortest", "group"])
def test_a_road_with_a_mandatory_cycleway_beside_it_is_left_for_that_cycleway(profile) -> None:
    network = choice(Way(path="a b", name="Rijbaan", discouraged=True))
    leg = ridden(network, profile=profile)
    assert (leg.steps[0].name, round(leg.metres)) == ("Rustig", 320)


@pytest.mark.parametrize("profile", ["shortest", "group"])
def test_a_discouraged_road_is_ridden_where_there_is_no_other_and_counts_as_it_is(profile) -> None:
    only = street_network({"a": (0, 0), "b": (200, 0)}, Way(path="a b", discouraged=True))
    leg = ridden(only, profile=profile)
    assert (round(leg.metres), round(leg.seconds)) == (200, 60)
