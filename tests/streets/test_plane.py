import numpy as np
import pytest
from pyproj import Geod

from wijksafari.streets.plane import Plane, great_circle

PLACES = [(52.09, 5.12, 52.10, 5.14), (52.13, 5.10, 52.134, 5.04), (52.05, 5.0, 52.09, 5.0)]


@pytest.mark.parametrize("place", PLACES)
def test_distances_within_a_neighbourhood_are_right_within_a_thousandth(place) -> None:
    lat, lon, other_lat, other_lon = place
    _, _, geodesic = Geod(ellps="WGS84").inv(lon, lat, other_lon, other_lat)
    here, there = Plane(52.09).xy(np.array([lat, other_lat]), np.array([lon, other_lon]))
    assert np.hypot(*(there - here)) == pytest.approx(geodesic, rel=0.001)


def test_the_way_back_to_degrees_is_exact() -> None:
    plane = Plane(52.09)
    lat, lon = plane.degrees(plane.xy(np.array([52.1]), np.array([5.2])))
    assert (lat[0], lon[0]) == pytest.approx((52.1, 5.2), abs=1e-12)


def test_distances_across_the_world_are_those_on_the_sphere() -> None:
    _, _, geodesic = Geod(ellps="WGS84").inv(5.12, 52.09, -74.0, 40.7)
    assert great_circle(52.09, 5.12, 40.7, -74.0) == pytest.approx(geodesic, rel=0.005)
