"""What a stretch of street costs a riding group, and what it is like.

A route is chosen by cost; both profiles keep off discouraged ways. Its riding
time follows from its length, the pace and the surface: comfort changes the
choice, never the clock.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wijksafari.planning.route import WayKind
from wijksafari.streets.network import (
    DISCOURAGED_FACTOR,
    HIGHWAYS,
    LIT,
    PROVISIONS,
    SURFACES,
    StreetNetwork,
)

Profile = Literal["shortest", "group"]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

# How many metres of quiet street a group would rather ride than one metre of this.
BUSY_FACTORS = {"primary": 2.2, "secondary": 2.0, "tertiary": 1.6}
OTHER_BUSY_FACTOR = 1.5
FAST_FACTOR = 1.3
LANE_FACTORS = {"primary": 1.25, "secondary": 1.2, "tertiary": 1.1}
SURFACE_FACTORS = {"rough": 1.15, "bad": 1.5}
SHARED_WITH_WALKERS = 1.15
UNLIT_FACTOR = 1.6
PERHAPS_UNLIT_FACTOR = 1.2

SURFACE_SPEEDS = {"rough": 0.9, "bad": 0.75}

WAY_KINDS: dict[str, WayKind] = {
    "primary": "main road",
    "secondary": "main road",
    "tertiary": "street",
    "cycleway": "cycleway",
    "path": "path",
    "footway": "footway",
    "pedestrian": "pedestrian",
    "service": "service",
    "track": "track",
    "bridleway": "path",
}


@dataclass(frozen=True, eq=False)
class Weights:
    """Per directed edge: ``cost`` decides the route, ``metres`` is its length, and
    ``smooth_metres`` the length of good street that takes as long to ride.
    """

    cost: Floats
    metres: Floats
    smooth_metres: Floats


def weights(network: StreetNetwork, profile: Profile, dark: bool) -> Weights:
    """The weights of every edge; only the group profile looks at comfort and light."""
    metres = np.maximum(network.metres.astype(np.float64), 0.01)
    duty = np.where(network.discouraged, DISCOURAGED_FACTOR, 1.0)
    if profile == "shortest":
        return Weights(cost=metres * duty, metres=metres, smooth_metres=metres)
    speed = _per_code(SURFACE_SPEEDS, SURFACES)[network.surface]
    smooth = metres / speed
    factor = _traffic(network) * _per_code(SURFACE_FACTORS, SURFACES)[network.surface]
    factor[_is(network.highway, HIGHWAYS, "footway", "pedestrian")] *= SHARED_WITH_WALKERS
    if dark:
        factor *= _darkness(network)
    return Weights(cost=smooth * factor * duty, metres=metres, smooth_metres=smooth)


@lru_cache(maxsize=8)
def busy(network: StreetNetwork) -> Bools:
    """Edges with fast or heavy traffic and nothing for cyclists.

    Main roads, and streets where 50 km/h or more is allowed; a tertiary road
    whose speed is unknown counts, one with 30 km/h does not.
    """
    main = _is(network.highway, HIGHWAYS, "primary", "secondary")
    slow_tertiary = (network.maxspeed > 0) & (network.maxspeed <= 30)
    tertiary = _is(network.highway, HIGHWAYS, "tertiary") & ~slow_tertiary
    street = _is(network.highway, HIGHWAYS, "unclassified", "residential", "other")
    fast = street & (network.maxspeed >= 50)
    return (main | tertiary | fast) & _is(network.provision, PROVISIONS, "none")


@lru_cache(maxsize=8)
def on_cycleway(network: StreetNetwork) -> Bools:
    """Edges on cycle infrastructure: an own way, a track beside the street or a lane."""
    return ~_is(network.provision, PROVISIONS, "none") | _is(network.highway, HIGHWAYS, "cycleway")


@lru_cache(maxsize=8)
def lit(network: StreetNetwork) -> Bools:
    """Edges that are tagged as lit."""
    return _is(network.lit, LIT, "yes")


def way_kind(highway: int) -> WayKind:
    """What a rider would call a way with this code in HIGHWAYS."""
    return WAY_KINDS.get(HIGHWAYS[highway], "street")


def _traffic(network: StreetNetwork) -> Floats:
    factor = np.ones(len(network.tail))
    in_traffic = busy(network)
    factor[in_traffic] = _per_code(BUSY_FACTORS, HIGHWAYS, OTHER_BUSY_FACTOR)[
        network.highway[in_traffic]
    ]
    factor[in_traffic & (network.maxspeed > 50)] *= FAST_FACTOR
    lane = _is(network.provision, PROVISIONS, "lane")
    factor[lane] = _per_code(LANE_FACTORS, HIGHWAYS)[network.highway[lane]]
    return factor


def _darkness(network: StreetNetwork) -> Floats:
    """Streets without a tag are taken to be lit, paths are not."""
    factor = np.ones(len(network.tail))
    off_street = _is(network.highway, HIGHWAYS, "path", "footway", "track", "bridleway")
    factor[off_street & _is(network.lit, LIT, "unknown")] = PERHAPS_UNLIT_FACTOR
    factor[_is(network.lit, LIT, "no")] = UNLIT_FACTOR
    return factor


def _per_code(factors: dict[str, float], codes: tuple[str, ...], otherwise: float = 1.0) -> Floats:
    return np.array([factors.get(code, otherwise) for code in codes])


def _is(values: NDArray[np.uint8], codes: tuple[str, ...], *wanted: str) -> Bools:
    return np.isin(values, [codes.index(code) for code in wanted])
