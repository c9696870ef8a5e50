"""Between a wijk's boundary as it is kept and the outline that osmnx works with."""

from typing import Any

from shapely import Polygon, transform
from shapely.geometry import mapping, shape

from wijksafari.errors import InputError
from wijksafari.planning.boundary import SURROUNDINGS_METRES, GeoJson, WijkArea
from wijksafari.streets.area import Area, Region, place, region
from wijksafari.streets.plane import Plane

# About a metre: what a hand-drawn or municipal boundary means, without thousands of corners.
_SIMPLER_DEGREES = 0.00001
_DECIMALS = 6


def asked(area: WijkArea) -> Area:
    """What to ask servers for. Raises InputError where neither boundary nor place is known."""
    return place(area.place) if area.boundary is None and area.place else region_of(area)


def region_of(area: WijkArea) -> Region:
    """The wijk's outline. Raises InputError where it has no boundary."""
    if area.boundary is None:
        raise InputError(f"Van {area.name} is nog geen grens bekend. Geef eerst de grens op.")
    return region(shape(area.boundary), area.name)


def with_surroundings(area: Region) -> Region:
    """``area`` and half a kilometre around it: a short way may lead outside the wijk."""
    _, south, _, north = area.outline.bounds
    plane = Plane((south + north) / 2)
    east_west, north_south = plane.metres_per_lon, plane.metres_per_lat
    flat = transform(area.outline, lambda xy: xy * (east_west, north_south))
    # Few corners: each one is in the question that Overpass gets.
    wider = flat.buffer(SURROUNDINGS_METRES, quad_segs=2).simplify(SURROUNDINGS_METRES / 10)
    outline = transform(wider, lambda xy: xy / (east_west, north_south))
    # What little lies in a hole by now is quicker fetched than told of.
    whole = Polygon(outline.exterior) if isinstance(outline, Polygon) else outline
    return region(whole, area.name)


def geojson_of(area: Region) -> GeoJson:
    """The outline as it is kept: rounded to decimetres, without corners that say nothing."""
    simpler = area.outline.simplify(_SIMPLER_DEGREES)
    drawn = mapping(simpler if simpler.is_valid and not simpler.is_empty else area.outline)
    return {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, _DECIMALS)
    return [_rounded(each) for each in coordinates]
