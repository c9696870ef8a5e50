"""Make nootdorp-streets.npz from the GraphML that MaaSSim 0.9.5 carries.

    pip download --no-binary :all: --no-deps MaaSSim==0.9.5 && tar xf MaaSSim-0.9.5.tar.gz
    python data/make_nootdorp.py MaaSSim-0.9.5/MaaSSim/data/Nootdorp.graphml

PROVENANCE.md tells what the file is. Run once; the result is kept beside this script.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import networkx as nx
from shapely import wkt

from wijksafari.streets.build import network_from
from wijksafari.streets.store import save
from wijksafari.streets.tagged import TaggedStreets, tagged_streets

SOURCE = "OpenStreetMap, autowegen van Nootdorp (uit MaaSSim 0.9.5)"
# The date of the file in the archive; when its author downloaded the data is not told.
DATE = datetime(2020, 7, 6, tzinfo=UTC)
TAGS = ("highway", "name", "maxspeed", "junction", "bridge", "tunnel", "access")
Place = tuple[float, float]


def main(graphml: Path) -> None:
    """Convert the graph and store it beside this script."""
    graph = nx.read_graphml(graphml)
    network = network_from(read(graph), source=SOURCE, date=DATE, progress=print)
    save(network, Path(__file__).with_name("nootdorp-streets.npz"))


def read(graph: nx.MultiDiGraph) -> TaggedStreets:
    """The graph's edges as tagged stretches; points along an edge become nodes."""
    drawn = [(edge_tags(data), *line(graph, u, v, data)) for u, v, data in graph.edges(data=True)]
    number = {
        place: i for i, place in enumerate(sorted({p for _, *points in drawn for p in points}))
    }
    ways = {tags: i for i, tags in enumerate(sorted({tags for tags, *_ in drawn}))}
    stretches = (
        (ways[tags], number[first], number[last])
        for tags, *points in drawn
        for first, last in pairwise(points)
    )
    return tagged_streets(
        {i: place for place, i in number.items()},
        {i: dict(tags) for tags, i in ways.items()},
        stretches,
    )


def edge_tags(data: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The tags of the first of the ways osmnx merged into this edge.

    An edge goes one way only; a street for both directions is there twice, so
    that calling every edge one-way loses nothing.
    """
    tags = {key: first_of(data[key]) for key in TAGS if key in data}
    return (*sorted(tags.items()), ("oneway", "yes"))


def first_of(value: str) -> str:
    """osmnx wrote merged values as a Python list."""
    return str(ast.literal_eval(value)[0]) if value.startswith("[") else value


def line(graph: nx.MultiDiGraph, u: str, v: str, data: dict[str, str]) -> Iterator[Place]:
    """The (lat, lon) points of an edge, in its direction."""
    if "geometry" in data:
        yield from ((lat, lon) for lon, lat in wkt.loads(data["geometry"]).coords)
    else:
        yield from ((float(graph.nodes[n]["y"]), float(graph.nodes[n]["x"])) for n in (u, v))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
