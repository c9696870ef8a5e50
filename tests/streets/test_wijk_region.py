"""A wijk's boundary, as it is kept and as osmnx gets it."""

from hypothesis import given
from hypothesis import strategies as st
from shapely import Point as Spot
from shapely import box
from shapely.geometry import mapping, shape

from wijksafari.planning import boundary
from wijksafari.planning.boundary import WijkArea
from wijksafari.planning.route import Point
from wijksafari.streets.area import Region
from wijksafari.streets.wijk_region import geojson_of, region_of, with_surroundings

WIJK = box(4.87, 52.36, 4.90, 52.38).difference(box(4.88, 52.365, 4.89, 52.375))
RING = WIJK.union(box(4.92, 52.36, 4.93, 52.37))


@given(st.floats(4.86, 4.94), st.floats(52.355, 52.385))
def test_what_lies_in_a_wijk_is_what_lies_in_its_outline(lon: float, lat: float) -> None:
    kept = geojson_of(Region(RING, "Proefwijk"))
    spot = Spot(lon, lat)
    if RING.boundary.distance(spot) > 1e-6:
        assert boundary.contains(kept, Point(lat, lon)) == RING.contains(spot)


def test_the_box_around_a_wijk_holds_all_of_it() -> None:
    low, high = boundary.box(dict(mapping(RING)))
    assert (low.lon, low.lat, high.lon, high.lat) == RING.bounds


def test_a_boundary_comes_back_as_it_was_kept() -> None:
    kept = geojson_of(Region(RING, "Proefwijk"))
    assert geojson_of(region_of(WijkArea("Proefwijk", boundary=kept))) == kept


def test_streets_are_fetched_half_a_kilometre_around_the_wijk() -> None:
    wider = with_surroundings(Region(WIJK, "Proefwijk")).outline
    west, _, _, north = wider.bounds
    assert wider.contains(WIJK)
    # Half a kilometre is 0.0045 degrees to the north, and 0.0073 to the east.
    assert 0.0043 < north - 52.38 < 0.0047
    assert 0.0070 < 4.87 - west < 0.0077


def test_thousands_of_corners_in_a_line_are_kept_as_a_line() -> None:
    step = 0.03 / 4000
    along = [(4.87 + n * step, 52.36) for n in range(4000)]
    drawn = {"type": "Polygon", "coordinates": [[*along, (4.90, 52.38), along[0]]]}
    kept = geojson_of(Region(shape(drawn), "Proefwijk"))
    assert len(kept["coordinates"][0]) == 4
