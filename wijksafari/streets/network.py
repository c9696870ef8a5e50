"""A street network as arrays: what is stored, loaded and routed on."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

HIGHWAYS = (
    "other",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "cycleway",
    "path",
    "footway",
    "pedestrian",
    "track",
    "bridleway",
)
PROVISIONS = ("none", "lane", "track", "own way")
SURFACES = ("unknown", "good", "rough", "bad")
LIT = ("unknown", "yes", "no")
DISCOURAGED_FACTOR = 5.0


@dataclass(frozen=True, eq=False)
class StreetNetwork:
    """The ways a bicycle may ride, one entry per direction of travel.

    Only the largest strongly connected part is kept. With n nodes and m
    directed edges: ``lat`` and ``lon`` are float64 (n); ``tail``, ``head``
    int32 (m), an edge's first and last node; ``metres`` float32 (m); ``name``
    int32 (m) into ``names``, 0 is "" (no name); ``highway``, ``provision``,
    ``surface`` and ``lit`` uint8 (m) into HIGHWAYS, PROVISIONS, SURFACES and
    LIT; ``maxspeed`` uint8 (m) in km/h, 0 unknown; ``roundabout``, ``bridge``
    and ``tunnel`` bool (m). An edge's shape, both end nodes included, is
    ``shape_lat`` and ``shape_lon`` (float64) from ``shape_start[e]`` up to
    ``shape_start[e + 1]``, in the direction of travel (int32, m + 1).

    ``discouraged`` bool (m): to be ridden only to get somewhere along the edge,
    or where no other way is near. There a cycleway beside the road is mandatory
    (bicycle=use_sidepath) or the way is for its destinations only. A router that
    weighs these metres DISCOURAGED_FACTOR times keeps off them wherever it can;
    leaving them out would tear the network apart.

    ``source`` says in words where the data comes from, ``fetched`` when
    (aware, UTC).
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    metres: NDArray[np.float32]
    name: NDArray[np.int32]
    highway: NDArray[np.uint8]
    provision: NDArray[np.uint8]
    surface: NDArray[np.uint8]
    lit: NDArray[np.uint8]
    maxspeed: NDArray[np.uint8]
    roundabout: NDArray[np.bool_]
    bridge: NDArray[np.bool_]
    tunnel: NDArray[np.bool_]
    shape_start: NDArray[np.int32]
    shape_lat: NDArray[np.float64]
    shape_lon: NDArray[np.float64]
    names: tuple[str, ...]
    source: str
    fetched: datetime
    discouraged: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def __post_init__(self) -> None:
        """Without ``discouraged`` no edge is."""
        if not len(self.discouraged):
            object.__setattr__(self, "discouraged", np.zeros(len(self.tail), dtype=bool))
