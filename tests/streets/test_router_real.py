"""Rides on real streets, beside a yardstick; skipped where the shared data is absent."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.route import Leg, Point
from wijksafari.streets.build import build_streets
from wijksafari.streets.geometry import streets_of
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.router import StreetRouter

OSM = Path(__file__).parents[2].parent / "shared" / "data" / "osm"

pytestmark = pytest.mark.skipif(
    not (OSM / "utrecht-valhalla.json").exists(),
    reason="the shared OpenStreetMap extracts are not beside the project",
)


@cache
def streets(name: str) -> StreetNetwork:
    return build_streets(OSM / f"{name}.osm.gz")


@cache
def yardstick() -> tuple[tuple[Point, ...], np.ndarray]:
    """The points, and Valhalla's bicycle metres between them; 0 where it gave none."""
    found = json.loads((OSM / "utrecht-valhalla.json").read_text("utf-8"))
    metres = np.array(found["metres"], dtype=np.float64)
    return tuple(Point(*place) for place in found["points"]), np.nan_to_num(metres)


@cache
def ratios(profile: str) -> np.ndarray:
    """Our metres ÷ Valhalla's, for all rides over 500 m."""
    points, theirs = yardstick()
    ours = np.array(StreetRouter(streets("utrecht"), profile).matrix(points).metres)
    return ours[theirs > 500] / theirs[theirs > 500]


@cache
def rides(profile: str) -> tuple[Leg, ...]:
    """A hundred rides across Utrecht."""
    points, _ = yardstick()
    router = StreetRouter(streets("utrecht"), profile)
    pairs = [(i, (7 * i + j) % 60) for i in range(50) for j in (1, 30)]
    return tuple(router.leg(points[i], points[j]) for i, j in pairs)


def test_shortest_rides_are_hardly_ever_longer_than_an_established_engines() -> None:
    assert np.quantile(ratios("shortest"), 0.99) <= 1.10


def test_shortcuts_the_established_engine_does_not_take_are_rare() -> None:
    """It rides around gates, rising bollards and access=destination; we may pass by bicycle."""
    assert (ratios("shortest") < 0.6).mean() < 0.005
    assert ratios("shortest").min() > 0.4


def test_the_group_rides_hardly_further_than_the_established_engine() -> None:
    assert np.median(ratios("group")) <= 1.10


def test_the_group_spends_fewer_metres_on_busy_roads_than_the_shortest_ride() -> None:
    group, shortest = (sum(leg.busy_metres for leg in rides(p)) for p in ("group", "shortest"))
    assert group < shortest


@pytest.mark.parametrize("profile", ["shortest", "group"])
def test_no_ride_goes_against_a_one_way_street(profile: str) -> None:
    """Between every two vertices of a ride there is an edge in that direction."""
    network = streets("utrecht")
    place = list(zip(network.shape_lat.tolist(), network.shape_lon.tolist(), strict=True))
    ends = set((network.shape_start[1:] - 1).tolist())
    allowed = {(place[i], place[i + 1]) for i in range(len(place) - 1) if i not in ends}
    for leg in rides(profile):
        inner = [(point.lat, point.lon) for point in leg.coordinates[1:-1]]
        assert all(pair in allowed for pair in pairwise(inner))


@pytest.mark.parametrize("profile", ["shortest", "group"])
def test_legs_agree_with_the_matrix_on_real_streets(profile: str) -> None:
    points, _ = yardstick()
    router = StreetRouter(streets("utrecht"), profile)
    table = router.matrix(points[:12])
    for i, j in ((i, j) for i in range(12) for j in range(12)):
        leg = router.leg(points[i], points[j])
        assert leg.metres == pytest.approx(table.metres[i][j], abs=1e-6)
        assert leg.seconds == pytest.approx(table.seconds[i][j], abs=1e-6)
        assert sum(step.metres for step in leg.steps) == pytest.approx(leg.metres, abs=1e-6)


def test_a_rides_line_is_as_long_as_its_metres() -> None:
    plane = streets_of(streets("utrecht")).plane
    for leg in rides("group"):
        lat, lon = np.array([(p.lat, p.lon) for p in leg.coordinates]).T
        drawn = np.hypot(*np.diff(plane.xy(lat, lon), axis=0).T).sum()
        assert leg.metres == pytest.approx(drawn, rel=0.002, abs=2)


def test_a_cue_sheet_across_town_stays_readable() -> None:
    metres = sum(leg.metres for leg in rides("group"))
    steps = sum(len(leg.steps) - 1 for leg in rides("group"))
    assert 120 <= metres / steps <= 400


def test_a_place_in_amsterdam_is_not_found_in_utrecht() -> None:
    with pytest.raises(PlaceNotReachableError, match=r"De plek \(52.375, 4.883\) ligt 3. km"):
        StreetRouter(streets("utrecht")).leg(yardstick()[0][0], Point(52.375, 4.883))
