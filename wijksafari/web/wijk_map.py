"""A map of a wijk that our own script draws: where its parts come from, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from wijksafari.models import Neighbourhood
from wijksafari.render.map_folium import CREDITS, TILES
from wijksafari.web.leaflet import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class WijkMap:
    """For templates/web/_wijk_map.html. ``boundary`` is GeoJSON; the map opens at ``middle``."""

    script: str
    style: str
    tiles: str
    credits: str
    middle: tuple[float, float]
    boundary: dict[str, Any] | None


def wijk_map(neighbourhood: Neighbourhood) -> WijkMap:
    """A map of ``neighbourhood`` with nothing on it yet but its boundary."""
    return WijkMap(
        script=url_for("leaflet.file", version=VERSION, name="leaflet.js"),
        style=url_for("leaflet.file", version=VERSION, name="leaflet.css"),
        tiles=TILES,
        credits=CREDITS,
        middle=(neighbourhood.meeting_lat, neighbourhood.meeting_lon),
        boundary=neighbourhood.boundary,
    )
