"""The area to fetch streets for: a place name, a bounding box or a polygon.

Coordinates are WGS 84 degrees; boxes and polygons have longitude first, as
GeoJSON and OpenStreetMap do.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from shapely import MultiPolygon, Polygon, box, force_2d, transform
from shapely.errors import ShapelyError
from shapely.geometry import shape

from wijksafari.errors import InputError
from wijksafari.planning.netherlands import in_netherlands
from wijksafari.planning.words import grouped

MAX_KM2 = 150.0
MAX_FILE_BYTES = 5_000_000
MAX_NAME_LENGTH = 200
# Metres east and north in Rijksdriehoek (EPSG:28992), in which municipalities keep their maps.
RD_EAST = (0, 290_000)
RD_NORTH = (290_000, 640_000)
Outline = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Place:
    """An area by its name, such as "Ondiep, Utrecht"."""

    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """An area by its outline; ``name`` says in words which."""

    outline: Outline
    name: str


Area = Place | Region


def place(name: str) -> Place:
    """An area by its name. Raises InputError for an empty or endless one."""
    name = " ".join(name.split())
    if not 0 < len(name) <= MAX_NAME_LENGTH:
        raise InputError("Geef de naam van een wijk en een plaats, zoals “Ondiep, Utrecht”.")
    return Place(name)


def bounding_box(text: str) -> Region:
    """The box "W,S,E,N" (degrees). Raises InputError for anything else."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError(
            f"“{text[:80]}” is geen gebied. Geef vier getallen met komma’s ertussen: "
            "west,zuid,oost,noord, zoals 4.87,52.36,4.91,52.39."
        ) from error
    if not all(map(math.isfinite, (west, south, east, north))):
        raise InputError(f"{text[:80]}: de coördinaten zijn geen getallen.")
    if west >= east or south >= north:
        raise InputError("Het gebied is leeg: west moet kleiner zijn dan oost, en zuid dan noord.")
    return region(box(west, south, east, north), name=f"{west},{south},{east},{north}")


def read_polygon(path: Path) -> Region:
    """The one polygon in a GeoJSON file: a geometry, a feature or a collection of one feature.

    Raises InputError for a missing file, another format or a useless polygon.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise InputError(f"Het bestand {path} kan niet worden gelezen.") from error
    return polygon_in(content, path.name, name=path.stem)


def polygon_in(content: bytes, called: str, *, name: str = "") -> Region:
    """The one polygon in GeoJSON; problems speak of the file as ``called``. Raises InputError.

    Besides degrees it may be in metres of Rijksdriehoek, as municipalities export it.
    """
    document = _read_json(content, called)
    try:
        outline = force_2d(shape(_geometry(document)))
    except (ShapelyError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{called} bevat geen bruikbare polygoon. Nodig is GeoJSON met één Polygon "
            "of MultiPolygon."
        ) from error
    return region(_in_degrees(outline), name=name or called)


def _in_degrees(outline: Any) -> Any:
    """An outline in metres of Rijksdriehoek, which no degrees can be, in degrees."""
    if outline.is_empty:
        return outline
    west, south, east, north = outline.bounds
    if not (RD_EAST[0] <= west <= east <= RD_EAST[1]):
        return outline
    if not (RD_NORTH[0] <= south <= north <= RD_NORTH[1]):
        return outline
    to_degrees = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)

    def degrees(corners: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_degrees.transform(corners[:, 0], corners[:, 1]))

    return transform(outline, degrees)


def _read_json(content: bytes, called: str) -> Any:
    if len(content) > MAX_FILE_BYTES:
        raise InputError(f"{called} is te groot: bewaar alleen de grens van de wijk erin.")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{called} is geen GeoJSON.") from error


def _geometry(document: Any) -> Any:
    """The only geometry in a GeoJSON document."""
    if document["type"] == "FeatureCollection":
        (document,) = document["features"]
    return document["geometry"] if document["type"] == "Feature" else document


def region(outline: Any, name: str) -> Region:
    """An area by its outline. Raises InputError for one that cannot be fetched."""
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty:
        raise InputError(f"{name}: het gebied is geen polygoon.")
    if not all(map(math.isfinite, outline.bounds)):
        raise InputError(f"{name}: de coördinaten zijn geen getallen.")
    if _swapped(outline):
        raise InputError(
            f"{name}: lengte- en breedtegraad lijken verwisseld. Geef eerst de lengtegraad "
            "(in Nederland 3 tot 7) en dan de breedtegraad (51 tot 54)."
        )
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise InputError(f"{name}: de coördinaten zijn geen graden.")
    if not outline.is_valid:
        raise InputError(f"{name}: de polygoon snijdt zichzelf. Teken de grens opnieuw.")
    _check_size(outline, name)
    return Region(outline, name)


def _swapped(outline: Outline) -> bool:
    """Whether the outline lies in the Netherlands once latitude and longitude change places."""
    west, south, east, north = outline.bounds
    return in_netherlands(west, south) and in_netherlands(east, north)


def _check_size(outline: Outline, name: str) -> None:
    square_metres, _ = Geod(ellps="WGS84").geometry_area_perimeter(outline)
    km2 = abs(square_metres) / 1e6
    if km2 > MAX_KM2:
        raise InputError(
            f"Het gebied is te groot: {grouped(km2)} km², hooguit {MAX_KM2:.0f} km² kan."
            " Kies een wijk."
        )
    if km2 < 0.001:
        raise InputError(f"{name} is te klein: er ligt geen straat in.")
