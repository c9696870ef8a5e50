"""Fetch the streets of an area from OpenStreetMap, with osmnx."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from urllib.parse import urlsplit

import networkx as nx
import osmnx
import requests
import urllib3

from wijksafari import clock
from wijksafari.errors import InputError, ServiceUnavailableError
from wijksafari.streets.area import Area, Place, Region, region
from wijksafari.streets.bicycle import ALWAYS_CLOSED, closes_passage
from wijksafari.streets.build import network_from
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.osmnx_session import (
    AnswerGuard,
    BusyError,
    OverpassSettings,
    nonsense,
    osmnx_session,
    too_slow,
)
from wijksafari.streets.tagged import TaggedStreets, tagged_streets
from wijksafari.streets.waytags import clean_name

WAYS = f'["highway"]["area"!="yes"]["highway"!~"^({"|".join(sorted(ALWAYS_CLOSED))})$"]'
OSMNX_REVERSES = frozenset(("-1", "reverse", "T"))
OSMNX_OWN = frozenset(("osmid", "reversed", "length"))
MALFORMED = (LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def fetch_streets(
    area: Area,
    settings: OverpassSettings,
    progress: Callable[[str], None] = lambda _sentence: None,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> StreetNetwork:
    """The bicycle network of an area, downloaded in one request.

    ``progress`` is told in Dutch sentences how far it is. Overpass is a shared
    public service: never call this while somebody waits for a web page. Raises
    InputError for an area without rideable streets, ServiceUnavailableError when
    a service is down, too busy, or answers what cannot be used.
    """
    guard = AnswerGuard(settings, progress)
    patience = _Patience(settings, guard.deadline, progress, sleep)
    with osmnx_session(settings, guard):
        found = _look_up(area, settings, patience) if isinstance(area, Place) else area
        host = _host(settings.overpass_url)
        progress(f"Straten ophalen bij {host}: {found.name} …")
        graph = patience.ask(host, lambda: _graph(found))
    return network_from(
        _tagged(graph),
        source=f"OpenStreetMap, {found.name}",
        date=(guard.data_date or clock.now()).astimezone(UTC),
        progress=progress,
    )


@dataclass(frozen=True)
class _Patience:
    """Asks again while a server is busy, ever later, until the time is up."""

    settings: OverpassSettings
    deadline: float
    progress: Callable[[str], None]
    sleep: Callable[[float], None]

    def ask(self, host: str, question: Callable[[], Any]) -> Any:
        """The answer. Raises ServiceUnavailableError when there is none to be had."""
        attempts = self.settings.attempts
        for attempt in range(1, attempts + 1):
            try:
                return _answer(host, question)
            except BusyError as busy:
                pause = max(self.settings.pause_seconds * 2 ** (attempt - 1), busy.seconds)
                if attempt == attempts or time.monotonic() + pause > self.deadline:
                    break
            self.progress(
                f"{host} heeft het druk; over {pause:.0f} seconden poging "
                f"{attempt + 1} van {attempts} …"
            )
            self.sleep(pause)
        raise ServiceUnavailableError(
            f"{host} heeft het te druk. Probeer het over een uur opnieuw, "
            "of gebruik een OSM-bestand."
        )


def _answer(host: str, question: Callable[[], Any]) -> Any:
    """What osmnx makes of the answer, or what went wrong in our own words."""
    try:
        return question()
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise ServiceUnavailableError(too_slow(host)) from error
    except requests.RequestException as error:
        raise ServiceUnavailableError(
            f"{host} is niet bereikbaar. Controleer de internetverbinding, "
            "of gebruik een OSM-bestand."
        ) from error
    except (urllib3.exceptions.HTTPError, *MALFORMED) as error:
        raise ServiceUnavailableError(nonsense(host)) from error


def _look_up(place: Place, settings: OverpassSettings, patience: _Patience) -> Region:
    """The outline of a named place, from Nominatim."""
    host = _host(settings.nominatim_url)
    patience.progress(f"{place.name} opzoeken bij {host} …")
    found: Region = patience.ask(host, lambda: _geocode(place))
    patience.progress(f"Gevonden: {found.name}.")
    return found


def _geocode(place: Place) -> Region:
    try:
        row = osmnx.geocoder.geocode_to_gdf(place.name).iloc[0]
    except (TypeError, ValueError) as error:
        # osmnx raises these when nothing is found, or nothing with an outline.
        raise InputError(
            f"Er is geen wijk met een grens gevonden voor “{place.name}”. Geef ook de plaats, "
            "of geef een bounding box of een GeoJSON-bestand."
        ) from error
    return region(row.geometry, name=clean_name(str(row.display_name)))


def _graph(area: Region) -> nx.MultiDiGraph:
    try:
        return osmnx.graph.graph_from_polygon(
            area.outline,
            simplify=False,
            retain_all=True,
            truncate_by_edge=True,
            custom_filter=WAYS,
        )
    except ValueError as error:
        raise InputError(
            f"Er zijn geen straten gevonden in {area.name}. Kies een ander gebied."
        ) from error


def _tagged(graph: nx.MultiDiGraph) -> TaggedStreets:
    """The stretches of an osmnx graph that was not simplified."""
    ways: dict[int, dict[str, str]] = {}
    stretches = []
    for tail, head, data in graph.edges(data=True):
        tags = {key: value for key, value in data.items() if key not in OSMNX_OWN}
        ways[data["osmid"]] = tags
        # osmnx turns ways round that are one-way against their own direction.
        turned = tags.get("oneway") in OSMNX_REVERSES
        stretches.append((data["osmid"], *((head, tail) if turned else (tail, head))))
    nodes = graph.nodes(data=True)
    return tagged_streets(
        {node: (data["y"], data["x"]) for node, data in nodes},
        ways,
        stretches,
        closed=[node for node, data in nodes if closes_passage(data)],
    )


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
