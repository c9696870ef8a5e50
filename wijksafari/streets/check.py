"""Whether a street network holds together, so that nothing in a file can upset a router."""

import numpy as np

from wijksafari.streets.network import HIGHWAYS, LIT, PROVISIONS, SURFACES, StreetNetwork

CODES = {"highway": HIGHWAYS, "provision": PROVISIONS, "surface": SURFACES, "lit": LIT}
PER_EDGE = [
    "head",
    "metres",
    "name",
    "highway",
    "provision",
    "surface",
    "lit",
    "maxspeed",
    "roundabout",
    "bridge",
    "tunnel",
    "discouraged",
]


class ShapeError(ValueError):
    """The arrays of a network do not fit together."""


def check_network(network: StreetNetwork) -> None:
    """Raise ShapeError where lengths, ranges or shapes do not fit together."""
    edges, points = len(network.tail), len(network.shape_lat)
    _must(edges > 0 and len(network.lat) == len(network.lon) > 0, "empty")
    _must(all(len(getattr(network, name)) == edges for name in PER_EDGE), "edges")
    _must(len(network.shape_start) == edges + 1 and len(network.shape_lon) == points, "shapes")
    for name, codes in CODES.items():
        _must(int(getattr(network, name).max()) < len(codes), name)
    for ends in (network.tail, network.head):
        _must(ends.min() >= 0 and ends.max() < len(network.lat), "ends")
    _must(network.name.min() >= 0 and network.name.max() < len(network.names), "names")
    _must(network.names[0] == "", "names")
    _must(bool(np.all(np.isfinite(network.metres)) and network.metres.min() >= 0), "metres")
    for latitudes, longitudes in (
        (network.lat, network.lon),
        (network.shape_lat, network.shape_lon),
    ):
        _must(np.abs(latitudes).max() <= 90 and np.abs(longitudes).max() <= 180, "coordinates")
    _check_shapes(network)


def _check_shapes(network: StreetNetwork) -> None:
    """Every shape has two points or more and runs from its edge's tail to its head."""
    start = network.shape_start
    _must(start[0] == 0 and start[-1] == len(network.shape_lat), "shapes")
    _must(bool(np.all(np.diff(start.astype(np.int64)) >= 2)), "shapes")
    for node, point in ((network.tail, start[:-1]), (network.head, start[1:] - 1)):
        _must(np.array_equal(network.lat[node], network.shape_lat[point]), "shapes")
        _must(np.array_equal(network.lon[node], network.shape_lon[point]), "shapes")


def _must(holds: bool | np.bool_, what: str) -> None:
    if not holds:
        raise ShapeError(what)
