import pytest

from tests.streets.networks import CORNER, Way, at, grid, street_network
from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.route import Point
from wijksafari.streets.geometry import streets_of
from wijksafari.streets.snap import snap

GRID = streets_of(grid())


def test_a_place_snaps_perpendicularly_onto_the_nearest_street() -> None:
    (spot,) = snap(GRID, [at(40, 20)])
    assert spot.offset == pytest.approx(20, abs=0.1)
    assert spot.point.lat == pytest.approx(at(40, 0).lat, abs=1e-6)
    assert spot.point.lon == pytest.approx(at(40, 0).lon, abs=1e-6)
    assert spot.node is None


def test_a_place_at_a_corner_snaps_to_the_junction_itself() -> None:
    (spot,) = snap(GRID, [at(100.5, 99.6)])
    assert spot.node is not None
    assert spot.point.lat == pytest.approx(at(100, 100).lat, abs=1e-9)


def test_a_bend_is_followed_when_measuring_along_the_street() -> None:
    bent = street_network({"a": (0, 0), "b": (100, 0)}, Way(path="a b", via=((0, 100), (100, 100))))
    (spot,) = snap(streets_of(bent), [at(50, 110)])
    assert spot.fraction == pytest.approx(0.5, abs=0.001)


def test_both_directions_of_a_street_know_each_other() -> None:
    reverse = GRID.reverse
    assert (reverse >= 0).all()
    assert (reverse[reverse] == range(len(reverse))).all()


def test_a_one_way_street_and_two_streets_between_the_same_corners_are_kept_apart() -> None:
    network = street_network(
        {"a": (0, 0), "b": (100, 0)},
        Way(path="a b", oneway=True),
        Way(path="a b", via=((50, 30),)),
    )
    assert streets_of(network).reverse.tolist() == [-1, 2, 1]


def test_all_places_too_far_away_are_named_at_once_with_their_distance() -> None:
    points = [at(50, 0), at(0, -1240), at(3_000, 0)]
    with pytest.raises(PlaceNotReachableError) as caught:
        snap(GRID, points, ["De Linde", "Het Baken", "De Plataan"])
    first, second = caught.value.problems
    assert first.startswith("Het Baken (52.0788, 5.12) ligt 1.240 m van de dichtstbijzijnde straat")
    assert second.startswith("De Plataan")
    assert "2.700 m" in second


def test_a_quarter_of_a_kilometre_is_just_near_enough() -> None:
    snap(GRID, [at(50, -249)])
    with pytest.raises(PlaceNotReachableError, match=r"De plek .* ligt 251 m"):
        snap(GRID, [at(50, -251)])


def test_swapped_coordinates_are_recognised() -> None:
    with pytest.raises(PlaceNotReachableError, match="lijken verwisseld"):
        snap(GRID, [Point(CORNER.lon, CORNER.lat)], ["Het Baken"])


@pytest.mark.parametrize(
    "point", [Point(float("nan"), 5.1), Point(52.0, float("inf")), Point(152.0, 5.1)]
)
def test_coordinates_that_do_not_exist_are_refused(point) -> None:
    with pytest.raises(PlaceNotReachableError, match="coördinaten die niet bestaan"):
        snap(GRID, [point])
