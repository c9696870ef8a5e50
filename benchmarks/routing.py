"""Routing on a stored street network against networkx on osmnx's graph of the same extract.

Theirs is osmnx's simplified graph without the ways its bicycle filter leaves
out, with the places already found in it; ours includes finding the places.
Theirs gives metres only; ours metres and seconds, and for a route the line
and the maneuvers too. Building and loading are left out. Both alternate, in
one process. Below that, the quality beside Valhalla's bicycle distances.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import networkx
import numpy as np
import osmnx

from wijksafari.planning.route import Point
from wijksafari.streets.build import build_streets
from wijksafari.streets.comfort import Profile
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.router import StreetRouter

ROOT = Path(__file__).parents[1]
OSM = ROOT.parent / "shared" / "data" / "osm"
REPEATS = 5
NO_BICYCLE = {
    *("abandoned", "bus_guideway", "construction", "corridor", "elevator", "escalator"),
    *("footway", "motor", "no", "planned", "platform", "proposed", "raceway", "razed"),
    *("rest_area", "services", "steps"),
}
Nodes = Sequence[int]


def main() -> None:
    """Print the tables; without the extract, say so."""
    if not (OSM / "utrecht-valhalla.json").exists():
        print("Routing: the Utrecht extract is not beside this checkout, skipped.")
        return
    yardstick = json.loads((OSM / "utrecht-valhalla.json").read_text("utf-8"))
    points = [Point(*place) for place in yardstick["points"]]
    network = build_streets(OSM / "utrecht.osm.gz")
    graph = osmnx_graph(OSM / "utrecht.osm.gz")
    nodes = nearest(graph, points)
    print(f"Routing, Utrecht: {len(network.lat):,} junctions stored, {len(graph):,} in osmnx\n")
    compare_speed(network, points, graph, nodes)
    metres = np.nan_to_num(np.array(yardstick["metres"], dtype=np.float64))
    compare_quality(network, points, metres)


def osmnx_graph(path: Path) -> Any:
    """What osmnx makes of the extract for bicycles, largest strong component."""
    graph = osmnx.graph.graph_from_xml(path, simplify=False, retain_all=True)
    closed = [
        (tail, head, key)
        for tail, head, key, way in graph.edges(keys=True, data=True)
        if way.get("highway") in NO_BICYCLE or way.get("bicycle") == "no"
    ]
    graph.remove_edges_from(closed)
    graph = osmnx.truncate.largest_component(graph, strongly=True)
    return osmnx.simplification.simplify_graph(graph)


def nearest(graph: Any, points: Sequence[Point]) -> Nodes:
    """The node of osmnx's graph nearest to each point."""
    nodes = list(graph)
    squeeze = np.cos(np.radians(points[0].lat))
    x = np.array([graph.nodes[node]["x"] for node in nodes]) * squeeze
    y = np.array([graph.nodes[node]["y"] for node in nodes])
    return [
        nodes[int(np.hypot(x - point.lon * squeeze, y - point.lat).argmin())] for point in points
    ]


def compare_speed(
    network: StreetNetwork, points: Sequence[Point], graph: Any, nodes: Nodes
) -> None:
    """Medians of alternating runs, and how many times faster ours is."""
    begin = perf_counter()
    router = StreetRouter(network, "group")
    router.matrix(points[:2])
    first = perf_counter() - begin
    pairs = [(k, (k + 23) % len(points)) for k in range(20)]
    matrix = alternate(partial(router.matrix, points), partial(networkx_matrix, graph, nodes))
    route = alternate(
        lambda: [router.leg(points[i], points[j]) for i, j in pairs],
        lambda: [
            osmnx.routing.shortest_path(graph, nodes[i], nodes[j], weight="length")
            for i, j in pairs
        ],
    )
    print(f"{'':24}{'ours':>12}{'networkx':>12}{'times faster':>14}")
    print_row(f"matrix {len(points)}×{len(points)}", *matrix)
    print_row("one route", *(seconds / len(pairs) for seconds in route))
    print(f"(working out a network's geometry and core, once: {1000 * first:.0f} ms)\n")


def networkx_matrix(graph: Any, nodes: Nodes) -> list[list[float]]:
    table = []
    for node in nodes:
        metres = networkx.single_source_dijkstra_path_length(graph, node, weight="length")
        table.append([metres[other] for other in nodes])
    return table


def alternate(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of each."""
    ours()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for times, run in zip(taken, (ours, theirs), strict=True):
            begin = perf_counter()
            run()
            times.append(perf_counter() - begin)
    return median(taken[0]), median(taken[1])


def print_row(name: str, ours: float, theirs: float) -> None:
    print(f"{name:24}{1000 * ours:9.1f} ms{1000 * theirs:9.1f} ms{theirs / ours:13.0f}×")


def compare_quality(network: StreetNetwork, points: Sequence[Point], valhalla: np.ndarray) -> None:
    """Metres ÷ Valhalla's over pairs more than 500 m apart, and shares of a sample of rides."""
    far = valhalla > 500
    pairs = [(i, j) for i in range(0, len(points), 2) for j in range(1, len(points), 6)]
    print(f"Beside Valhalla's bicycle metres ({far.sum():,} pairs over 500 m); shares of metres on")
    print(f"busy roads and cycle infrastructure over {len(pairs)} rides")
    print(f"{'':10}{'p50':>7}{'p99':>7}{'min':>7}{'< 0.6':>7}{'km':>8}{'busy km':>9}{'cycle':>7}")
    profiles: tuple[Profile, ...] = ("shortest", "group")
    for profile in profiles:
        router = StreetRouter(network, profile)
        ratio = np.array(router.matrix(points).metres)[far] / valhalla[far]
        legs = [router.leg(points[i], points[j]) for i, j in pairs]
        total, busy, cycle = (
            sum(getattr(leg, field) for leg in legs) / 1000
            for field in ("metres", "busy_metres", "cycleway_metres")
        )
        print(
            f"{profile:10}{np.median(ratio):7.3f}{np.quantile(ratio, 0.99):7.3f}"
            f"{ratio.min():7.3f}{(ratio < 0.6).sum():7d}{total:8.1f}{busy:9.1f}{cycle / total:7.0%}"
        )


if __name__ == "__main__":
    main()
