"""Places in OpenStreetMap where help may be found, through osmnx: from a file, or from Overpass."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import osmnx
from osmnx._errors import InsufficientResponseError
from shapely.errors import ShapelyError

from wijksafari.errors import InputError
from wijksafari.planning.found import Found
from wijksafari.streets.answers import is_feature_data
from wijksafari.streets.area import Area, Region
from wijksafari.streets.asking import Patience, host_of
from wijksafari.streets.feature_file import NOT_OSM, keep_places
from wijksafari.streets.feature_tags import KEYS, WANTED
from wijksafari.streets.feature_words import found_places
from wijksafari.streets.osmnx_session import AnswerGuard, OverpassSettings, osmnx_session
from wijksafari.streets.outlines import outline_of

UNREADABLE = (ValueError, LookupError, TypeError, ShapelyError)
Rows = list[dict[str, Any]]


def read_places(content: bytes, area: Region | None = None) -> Found:
    """The places in an OSM file (.osm, .osm.gz, .osm.bz2, .osm.pbf), in ``area`` if there is one.

    Raises InputError for what is too large or not OSM.
    """
    with TemporaryDirectory(prefix="wijksafari-") as folder:
        small = Path(folder) / "places.osm"
        keep_places(content, small)
        outline = area.outline if area else None
        try:
            rows = _rows(
                lambda: osmnx.features.features_from_xml(small, polygon=outline, tags=WANTED)
            )
        except UNREADABLE as error:
            raise InputError(NOT_OSM) from error
    return found_places(rows, area.name if area else "dit bestand")


def fetch_places(
    area: Area,
    settings: OverpassSettings,
    progress: Callable[[str], None] = lambda _sentence: None,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Found:
    """The places in ``area``, from Overpass.

    ``progress`` is told in Dutch sentences how far it is. Overpass is a shared
    public service: never call this while somebody waits for a web page. Raises
    InputError for a place nobody knows, ServiceUnavailableError when a service is
    down, too busy, or answers what cannot be used.
    """
    guard = AnswerGuard(settings, progress, is_feature_data, KEYS)
    patience = Patience(settings, guard.deadline, progress, sleep)
    with osmnx_session(settings, guard):
        found = outline_of(area, patience)
        host = host_of(settings.overpass_url)
        progress(f"Locaties zoeken bij {host}: {found.name} …")
        rows = patience.ask(host, lambda: _rows(lambda: _features(found)))
    return found_places(rows, found.name)


def _features(area: Region) -> Any:
    return osmnx.features.features_from_polygon(area.outline, WANTED)


def _rows(features: Callable[[], Any]) -> Rows:
    """Each place with its tags, its ``element`` and ``id`` in OSM, and its geometry."""
    try:
        table = features()
    except InsufficientResponseError:
        return []
    rows: Rows = table.reset_index().to_dict("records")
    return rows
