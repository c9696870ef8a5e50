"""Small street networks from a few lines, on a map in metres around one corner of Utrecht."""

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from wijksafari.planning.route import Point
from wijksafari.streets.network import HIGHWAYS, LIT, PROVISIONS, SURFACES, StreetNetwork

CORNER = Point(52.09, 5.12)
RADIUS = 6_371_009.0
Place = tuple[float, float]


def at(east: float, north: float) -> Point:
    """The place so many metres east and north of the corner."""
    squeeze = math.cos(math.radians(CORNER.lat))
    return Point(
        CORNER.lat + math.degrees(north / RADIUS),
        CORNER.lon + math.degrees(east / RADIUS) / squeeze,
    )


@dataclass(frozen=True, kw_only=True)
class Way:
    """A street along the nodes in ``path`` ("a b c"); ``via`` bends a way of two nodes."""

    path: str
    name: str = ""
    highway: str = "residential"
    oneway: bool = False
    provision: str = "none"
    surface: str = "good"
    lit: str = "yes"
    maxspeed: int = 30
    roundabout: bool = False
    bridge: bool = False
    tunnel: bool = False
    discouraged: bool = False
    via: tuple[Place, ...] = ()

    def edges(self) -> Iterable[tuple[str, str, tuple[Place, ...]]]:
        """Every direction of travel: from, to, and the bends between."""
        stops = self.path.split()
        for tail, head in itertools.pairwise(stops):
            yield tail, head, self.via
            if not self.oneway:
                yield head, tail, self.via[::-1]


def street_network(nodes: Mapping[str, Place], *ways: Way) -> StreetNetwork:
    """The network of the ways; the caller sees to it that it is strongly connected."""
    rows = [(way, *edge) for way in ways for edge in way.edges()]
    index = {name: i for i, name in enumerate(nodes)}
    names = ["", *sorted({way.name for way in ways} - {""})]
    shapes = [[nodes[tail], *via, nodes[head]] for _, tail, head, via in rows]
    shape = [at(*place) for line in shapes for place in line]
    corners = [at(*place) for place in nodes.values()]
    lengths = [sum(math.dist(a, b) for a, b in itertools.pairwise(line)) for line in shapes]
    starts = np.cumsum([0, *map(len, shapes)])

    def codes(field: str, words: tuple[str, ...]) -> np.ndarray:
        return np.array([words.index(getattr(way, field)) for way, *_ in rows], dtype=np.uint8)

    def flags(field: str) -> np.ndarray:
        return np.array([getattr(way, field) for way, *_ in rows], dtype=np.bool_)

    return StreetNetwork(
        lat=np.array([point.lat for point in corners]),
        lon=np.array([point.lon for point in corners]),
        tail=np.array([index[tail] for _, tail, _, _ in rows], dtype=np.int32),
        head=np.array([index[head] for _, _, head, _ in rows], dtype=np.int32),
        metres=np.array(lengths, dtype=np.float32),
        name=np.array([names.index(way.name) for way, *_ in rows], dtype=np.int32),
        highway=codes("highway", HIGHWAYS),
        provision=codes("provision", PROVISIONS),
        surface=codes("surface", SURFACES),
        lit=codes("lit", LIT),
        maxspeed=np.array([way.maxspeed for way, *_ in rows], dtype=np.uint8),
        roundabout=flags("roundabout"),
        bridge=flags("bridge"),
        tunnel=flags("tunnel"),
        shape_start=starts.astype(np.int32),
        shape_lat=np.array([point.lat for point in shape]),
        shape_lon=np.array([point.lon for point in shape]),
        names=tuple(names),
        source="handgemaakt",
        fetched=datetime(2026, 6, 1, tzinfo=UTC),
        discouraged=flags("discouraged"),
    )


def grid(size: int = 4, block: float = 100.0) -> StreetNetwork:
    """``size`` × ``size`` corners n00, n01 … (column, row), two-way streets between them."""
    cells = range(size)
    nodes = {f"n{x}{y}": (x * block, y * block) for x in cells for y in cells}
    rows = [Way(path=" ".join(f"n{x}{y}" for x in cells), name=f"Rijstraat {y}") for y in cells]
    columns = [
        Way(path=" ".join(f"n{x}{y}" for y in cells), name=f"Kolomstraat {x}") for x in cells
    ]
    return street_network(nodes, *rows, *columns)
