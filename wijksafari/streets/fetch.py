"""Fetch the streets of an area from OpenStreetMap, with osmnx."""

import time
from collections.abc import Callable
from datetime import UTC

import networkx as nx
import osmnx

from wijksafari import clock
from wijksafari.errors import InputError
from wijksafari.streets.area import Area, Region
from wijksafari.streets.asking import Patience, host_of
from wijksafari.streets.bicycle import ALWAYS_CLOSED, closes_passage
from wijksafari.streets.build import network_from
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.osmnx_session import AnswerGuard, OverpassSettings, osmnx_session
from wijksafari.streets.outlines import outline_of
from wijksafari.streets.tagged import TaggedStreets, tagged_streets

WAYS = f'["highway"]["area"!="yes"]["highway"!~"^({"|".join(sorted(ALWAYS_CLOSED))})$"]'
OSMNX_REVERSES = frozenset(("-1", "reverse", "T"))
OSMNX_OWN = frozenset(("osmid", "reversed", "length"))


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
    patience = Patience(settings, guard.deadline, progress, sleep)
    with osmnx_session(settings, guard):
        found = outline_of(area, patience)
        host = host_of(settings.overpass_url)
        progress(f"Straten ophalen bij {host}: {found.name} …")
        graph = patience.ask(host, lambda: _graph(found))
    return network_from(
        _tagged(graph),
        source=f"OpenStreetMap, {found.name}",
        date=(guard.data_date or clock.now()).astimezone(UTC),
        progress=progress,
    )


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
