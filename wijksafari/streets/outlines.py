"""The outline of a named place, from Nominatim, with osmnx."""

import time
from collections.abc import Callable

import osmnx

from wijksafari.errors import InputError
from wijksafari.streets.area import Area, Place, Region, region
from wijksafari.streets.asking import Patience, host_of
from wijksafari.streets.osmnx_session import AnswerGuard, OverpassSettings, osmnx_session
from wijksafari.streets.waytags import clean_name


def look_up(
    place: Place,
    settings: OverpassSettings,
    progress: Callable[[str], None],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Region:
    """The outline of ``place``. Raises InputError where there is none, ServiceUnavailableError."""
    guard = AnswerGuard(settings, progress)
    with osmnx_session(settings, guard):
        return outline_of(place, Patience(settings, guard.deadline, progress, sleep))


def outline_of(area: Area, patience: Patience) -> Region:
    """The outline of ``area``, within an osmnx session; looked up where only its name is known."""
    if isinstance(area, Region):
        return area
    host = host_of(patience.settings.nominatim_url)
    patience.progress(f"{area.name} opzoeken bij {host} …")
    found: Region = patience.ask(host, lambda: _geocode(area))
    patience.progress(f"Gevonden: {found.name}.")
    return found


def _geocode(place: Place) -> Region:
    try:
        row = osmnx.geocoder.geocode_to_gdf(place.name).iloc[0]
    except (TypeError, ValueError) as error:
        # osmnx raises these when nothing is found, or nothing with an outline.
        raise InputError(
            f"Er is geen wijk met een grens gevonden voor “{place.name}”. Geef ook de plaats, "
            "zoals “Ondiep, Utrecht”, of geef de grens als GeoJSON-bestand."
        ) from error
    return region(row.geometry, name=clean_name(str(row.display_name)))
