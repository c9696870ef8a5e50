"""OpenStreetMap, as the site asks for it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wijksafari.planning.boundary import GeoJson, NamedBoundary, WijkArea
from wijksafari.planning.found import Found

if TYPE_CHECKING:
    from wijksafari.streets.osmnx_session import OverpassSettings

Progress = Callable[[str], None]


class OpenStreetMap:
    """The answer to services/wijken/open_map.py: osmnx on the configured servers, and OSM files.

    The libraries that read maps are large: they are imported once they are needed.
    """

    def __init__(self, overpass_url: str, nominatim_url: str) -> None:
        self._overpass_url = overpass_url
        self._nominatim_url = nominatim_url

    def read_boundary(self, content: bytes) -> GeoJson:
        """The one Polygon or MultiPolygon in a GeoJSON file. Raises InputError."""
        from wijksafari.streets.area import polygon_in
        from wijksafari.streets.wijk_region import geojson_of

        return geojson_of(polygon_in(content, "Het bestand"))

    def read_places(self, content: bytes, area: WijkArea | None = None) -> Found:
        """The places in an OSM file, within the boundary of ``area`` if it has one."""
        from wijksafari.streets.features import read_places
        from wijksafari.streets.wijk_region import region_of

        bounded = area is not None and area.boundary is not None
        return read_places(content, region_of(area) if bounded and area else None)

    def look_up(self, place: str, progress: Progress) -> NamedBoundary:
        """The boundary of the wijk called ``place``. Raises InputError where there is none."""
        from wijksafari.streets import area
        from wijksafari.streets.outlines import look_up
        from wijksafari.streets.wijk_region import geojson_of

        found = look_up(area.place(place), self._settings(), progress)
        return NamedBoundary(found.name, geojson_of(found))

    def fetch_places(self, area: WijkArea, progress: Progress) -> Found:
        """The places in ``area``. Raises InputError where it cannot be fetched."""
        from wijksafari.streets.features import fetch_places
        from wijksafari.streets.wijk_region import asked

        return fetch_places(asked(area), self._settings(), progress)

    def fetch_streets(self, area: WijkArea, target: Path, progress: Progress) -> datetime:
        """Put the streets in and around ``area`` in the file ``target``; the date of the data."""
        from wijksafari.streets.fetch import fetch_streets
        from wijksafari.streets.store import save
        from wijksafari.streets.wijk_region import region_of, with_surroundings

        wider = with_surroundings(region_of(area))
        network = fetch_streets(wider, self._settings(), progress)
        target.parent.mkdir(parents=True, exist_ok=True)
        save(network, target)
        return network.fetched

    def _settings(self) -> "OverpassSettings":
        from wijksafari.streets.osmnx_session import OverpassSettings

        return OverpassSettings(overpass_url=self._overpass_url, nominatim_url=self._nominatim_url)
