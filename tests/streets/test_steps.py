import pytest

from tests.streets.networks import Way, at, grid, street_network
from wijksafari.planning.route import Leg, Step
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.router import StreetRouter


def ride(network: StreetNetwork, origin, destination) -> Leg:
    return StreetRouter(network, "shortest").leg(at(*origin), at(*destination))


def told(leg: Leg) -> list[tuple]:
    return [(s.maneuver.type, s.maneuver.modifier, s.name, round(s.metres)) for s in leg.steps]


def test_a_turn_onto_another_street_is_told_with_its_side() -> None:
    leg = ride(grid(), (20, 0), (100, 280))
    assert told(leg) == [
        ("depart", None, "Rijstraat 0", 80),
        ("turn", "left", "Kolomstraat 1", 280),
        ("arrive", None, "Kolomstraat 1", 0),
    ]
    assert [step.maneuver.bearing for step in leg.steps] == [90, 0, 0]


def test_straight_on_along_one_street_asks_for_nothing_at_its_junctions() -> None:
    assert [t[0] for t in told(ride(grid(), (20, 0), (280, 0)))] == ["depart", "arrive"]


def test_a_street_that_bends_without_a_choice_is_one_step() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (200, 200)}, Way(path="a b c", name="Kromme Nieuwegracht")
    )
    leg = ride(network, (0, 0), (200, 200))
    assert told(leg)[0] == ("depart", None, "Kromme Nieuwegracht", 400)
    assert len(leg.steps) == 2


def test_a_street_that_turns_off_at_a_junction_is_continued() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (200, 200), "d": (400, 0)},
        Way(path="a b c", name="Hoefstraat"),
        Way(path="b d", name="Dwarsstraat"),
    )
    assert told(ride(network, (0, 0), (200, 200)))[1] == ("continue", "left", "Hoefstraat", 200)


def test_straight_on_into_another_name_is_a_new_name() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (400, 0), "d": (200, 200)},
        Way(path="a b", name="Voorstraat"),
        Way(path="b c", name="Wittevrouwenstraat"),
        Way(path="b d", name="Zijstraat"),
    )
    step = told(ride(network, (0, 0), (400, 0)))[1]
    assert step == ("new name", "straight", "Wittevrouwenstraat", 200)


@pytest.mark.parametrize(("north", "side"), [(50, "slight left"), (-50, "slight right")])
def test_a_fork_is_told_as_a_slight_turn(north: float, side: str) -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (400, 50), "d": (400, -50)},
        Way(path="a b", name="Stamweg"),
        Way(path="b c", name="Noordtak"),
        Way(path="b d", name="Zuidtak"),
    )
    assert told(ride(network, (0, 0), (400, north)))[1][:2] == ("turn", side)


def test_a_dead_straight_driveway_does_not_make_a_bend_a_choice() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (200, 200), "d": (230, 0)},
        Way(path="a b c", name="Hoefstraat"),
        Way(path="b d", highway="service"),
    )
    assert len(ride(network, (0, 0), (200, 200)).steps) == 2


def test_two_corners_a_few_metres_apart_are_one_decision() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (200, 8), "d": (0, 8), "e": (400, 0), "f": (200, 100)},
        Way(path="a b e", name="Weg oostwaarts"),
        Way(path="b c"),
        Way(path="c d", name="Weg westwaarts"),
        Way(path="c f", name="Kruisweg"),
    )
    around = ride(network, (100, 0), (100, 8))
    assert told(around)[1] == ("turn", "uturn", "Weg westwaarts", 108)
    across = ride(network, (100, 0), (200, 100))
    assert told(across)[1] == ("turn", "left", "Kruisweg", 100)


def test_a_short_bridge_without_a_name_is_described_not_skipped() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (200, 30), "d": (400, 30), "e": (400, 0), "f": (0, 30)},
        Way(path="a b e", name="Zuidkade"),
        Way(path="b c", highway="cycleway", bridge=True),
        Way(path="f c d", name="Noordkade"),
    )
    bridge = ride(network, (100, 0), (300, 30)).steps[1]
    assert (bridge.name, bridge.way, bridge.bridge) == (None, "cycleway", True)
    assert bridge.metres == pytest.approx(30, abs=0.1)


def test_a_street_that_is_nameless_for_a_moment_stays_one_street() -> None:
    network = street_network(
        {"a": (0, 0), "b": (200, 0), "c": (230, 0), "d": (400, 0), "e": (215, 90)},
        Way(path="a b", name="Lange Viestraat"),
        Way(path="b c"),
        Way(path="c d", name="Lange Viestraat"),
        Way(path="b e c", name="Omweg"),
    )
    assert told(ride(network, (0, 0), (400, 0)))[0] == ("depart", None, "Lange Viestraat", 400)


def roundabout() -> StreetNetwork:
    return street_network(
        {
            **{"s": (0, -20), "e": (20, 0), "n": (0, 20), "w": (-20, 0)},
            **{"S": (0, -200), "E": (200, 0), "N": (0, 200), "W": (-200, 0)},
        },
        Way(path="s e n w s", name="Ledig Erf", oneway=True, roundabout=True),
        Way(path="S s", name="Zuidweg"),
        Way(path="E e", name="Oostweg"),
        Way(path="N n", name="Noordweg"),
        Way(path="W w", name="Westweg"),
    )


@pytest.mark.parametrize(
    ("place", "exit_number", "modifier", "name"),
    [
        ((200, 0), 1, "right", "Oostweg"),
        ((0, 200), 2, "straight", "Noordweg"),
        ((-200, 0), 3, "left", "Westweg"),
    ],
)
def test_a_roundabout_is_one_step_with_the_number_of_the_exit(
    place, exit_number, modifier, name
) -> None:
    leg = ride(roundabout(), (0, -200), place)
    step: Step = leg.steps[1]
    assert len(leg.steps) == 3
    assert (step.maneuver.type, step.maneuver.exit, step.name) == ("roundabout", exit_number, name)
    assert step.maneuver.modifier == modifier


def test_a_ride_that_ends_on_a_roundabout_names_no_exit() -> None:
    step = ride(roundabout(), (0, -200), (12, 12)).steps[1]
    assert (step.maneuver.type, step.maneuver.exit, step.name) == ("roundabout", None, "Ledig Erf")


def test_a_ride_may_start_on_a_roundabout() -> None:
    steps = ride(roundabout(), (12, -12), (0, 200)).steps
    assert steps[0].name == "Ledig Erf"
    assert steps[1].name == "Noordweg"


@pytest.mark.parametrize(
    ("place", "side"), [((150, 20), "left"), ((150, -20), "right"), ((150, 2), None)]
)
def test_the_side_of_the_destination_is_told_where_it_lies_beside_the_street(place, side) -> None:
    assert ride(grid(), (20, 0), place).steps[-1].maneuver.modifier == side


def test_a_place_just_around_the_corner_departs_onto_the_street_that_counts() -> None:
    leg = ride(grid(), (94, 0), (100, 280))
    assert told(leg)[0] == ("depart", None, "Kolomstraat 1", 286)
    assert leg.steps[0].maneuver.bearing == 0
