"""Streets as OpenStreetMap has them: what fetching and reading a file both give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijksafari.streets.bicycle import Tags


@dataclass(frozen=True, eq=False)
class TaggedStreets:
    """Stretches of way between two neighbouring OSM nodes, drawn from ``first`` to ``last``.

    ``lat`` and ``lon`` (degrees) hold a node each, in the order of the nodes' OSM
    ids; ``first`` and ``last`` index them, ``way`` indexes ``tags``. Stretches
    are in the order of way, first and last, whatever order they came in, so
    that the same streets always give the same network. ``closed`` marks nodes no
    bicycle gets past.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    closed: NDArray[np.bool_]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    way: NDArray[np.int64]
    tags: tuple[Tags, ...]


def tagged_streets(
    places: Mapping[int, tuple[float, float]],
    ways: Mapping[int, Tags],
    stretches: Iterable[tuple[int, int, int]],
    closed: Iterable[int] = (),
) -> TaggedStreets:
    """Number and sort what was read.

    ``places`` gives (lat, lon) by node id, ``ways`` tags by way id, ``stretches``
    are (way id, first node id, last node id) and ``closed`` node ids.
    """
    node_ids = np.array(sorted(places), dtype=np.int64)
    way_ids = np.array(sorted(ways), dtype=np.int64)
    ids = np.array(sorted(set(stretches)), dtype=np.int64).reshape(-1, 3)
    return TaggedStreets(
        lat=np.array([places[i][0] for i in node_ids.tolist()], dtype=np.float64),
        lon=np.array([places[i][1] for i in node_ids.tolist()], dtype=np.float64),
        closed=np.isin(node_ids, np.fromiter(closed, dtype=np.int64)),
        first=np.searchsorted(node_ids, ids[:, 1]),
        last=np.searchsorted(node_ids, ids[:, 2]),
        way=np.searchsorted(way_ids, ids[:, 0]),
        tags=tuple(ways[i] for i in way_ids.tolist()),
    )
