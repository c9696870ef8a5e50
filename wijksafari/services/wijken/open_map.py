"""What the site asks of OpenStreetMap; create_app() and the command line hand in who answers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from wijksafari.planning.boundary import GeoJson, NamedBoundary, WijkArea
from wijksafari.planning.found import Found

Progress = Callable[[str], None]


class OpenMap(Protocol):
    """The open map, in files and on its servers.

    What starts with ``read`` works on what somebody uploaded, within a request.
    The rest asks shared public servers and may take minutes: only in the
    background. It tells ``progress`` how far it is, in Dutch sentences, and
    raises ServiceUnavailableError where a server is down, busy or talks nonsense.
    """

    def read_boundary(self, content: bytes) -> GeoJson:
        """The one Polygon or MultiPolygon in a GeoJSON file. Raises InputError."""

    def read_places(self, content: bytes, area: WijkArea | None = None) -> Found:
        """The places in an OSM file, within the boundary of ``area`` if it has one.

        Raises InputError for what is too large or not OSM.
        """

    def look_up(self, place: str, progress: Progress) -> NamedBoundary:
        """The boundary of the wijk called ``place``. Raises InputError where there is none."""

    def fetch_places(self, area: WijkArea, progress: Progress) -> Found:
        """The places in ``area``. Raises InputError where it cannot be fetched."""

    def fetch_streets(self, area: WijkArea, target: Path, progress: Progress) -> datetime:
        """Put the streets in and around ``area`` in the file ``target``; the date of the data.

        What ``target`` was stays until the new file is whole. Raises InputError
        where ``area`` cannot be fetched or the file cannot be written.
        """
