"""Small OSM files, one a rule: a ring of streets with one way across for every case."""

from pathlib import Path

import numpy as np

from wijksafari.streets.build import build_streets
from wijksafari.streets.network import StreetNetwork

OSM = Path(__file__).parent / "osm"
SHARED_OSM = Path(__file__).parents[3] / "shared" / "data" / "osm"
A, C = (52.0, 5.0), (52.002, 5.004)
BOTH, FORWARD, BACKWARD = "both ways", "forward", "backward"


def built(rule: str) -> StreetNetwork:
    return build_streets(OSM / f"{rule}.osm")


def edge_from(network: StreetNetwork, case: str, start: tuple[float, float] = A) -> int | None:
    """The edge of a case that leaves this corner of the ring."""
    lat, lon = network.shape_lat, network.shape_lon
    for edge in np.flatnonzero(network.name == network.names.index(case)).tolist():
        first = network.shape_start[edge]
        if (lat[first], lon[first]) == start:
            return edge
    return None


def ridden(rule: str) -> dict[str, str]:
    """Which cases may be ridden from A (forward) and from C (backward)."""
    network = built(rule)
    found = {}
    for case in set(network.names) - {"", "Ring"}:
        ways = [edge_from(network, case, corner) is not None for corner in (A, C)]
        found[case] = {(True, True): BOTH, (True, False): FORWARD, (False, True): BACKWARD}[
            ways[0], ways[1]
        ]
    return found


def codes(rule: str, field: str, start: tuple[float, float] = A) -> dict[str, int]:
    """What an array of the network says of every case, riding away from ``start``."""
    network = built(rule)
    values = getattr(network, field)
    edges = {case: edge_from(network, case, start) for case in set(network.names) - {"", "Ring"}}
    return {case: int(values[edge]) for case, edge in edges.items() if edge is not None}


def is_strongly_connected(network: StreetNetwork) -> bool:
    """Plain search from the first node, along the edges and against them."""
    for tails, heads in ((network.tail, network.head), (network.head, network.tail)):
        reached = np.zeros(len(network.lat), dtype=bool)
        reached[0] = True
        while True:
            grown = reached.copy()
            grown[heads[reached[tails]]] = True
            if np.array_equal(grown, reached):
                break
            reached = grown
        if not reached.all():
            return False
    return True
