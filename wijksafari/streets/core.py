"""A smaller network with the same distances.

Junctions with few neighbours are taken out one by one, those with the fewest
first, and shortcuts past them put in where they were on the way (node
contraction; Geisberger et al. 2008, without witness searches). What is left,
the core, has about a fifth of the junctions. A ride goes up from its origin
to the core, through it, and down to its destination, or turns around before.
"""

from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from wijksafari.streets.comfort import Profile
from wijksafari.streets.geometry import Ints
from wijksafari.streets.graph import Access, Graph, graph_of
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.plane import Floats

MOST_NEIGHBOURS = 4


class Ride(NamedTuple):
    """The weights of a ride; the cheapest comes first when sorted."""

    cost: float
    metres: float
    smooth_metres: float

    def then(self, other: "Ride") -> "Ride":
        """Both rides after each other."""
        return Ride(
            self.cost + other.cost,
            self.metres + other.metres,
            self.smooth_metres + other.smooth_metres,
        )


Rides = dict[int, Ride]


@dataclass(frozen=True, eq=False)
class Core:
    """``rank`` tells when a junction was taken out, -1 for those in the core.

    ``ahead`` and ``behind`` hold the rides from and to junctions that stayed
    longer. Rides inside the core are rows sorted by (tail, head), with
    junctions numbered by ``index``.
    """

    graph: Graph
    rank: list[int]
    ahead: list[Rides]
    behind: list[Rides]
    index: Ints
    tail: Ints
    head: Ints
    weights: Floats

    def upwards(self, ways: list[Access], leaving: bool) -> Rides:
        """The rides from a spot (or to it) to every junction on the way up to the core."""
        links = self.ahead if leaving else self.behind
        found: Rides = {}
        queue: list[tuple[int, int]] = []

        def reach(node: int, ride: Ride) -> None:
            known = found.get(node)
            if known is None and self.rank[node] >= 0:
                heappush(queue, (self.rank[node], node))
            if known is None or ride < known:
                found[node] = ride

        for access in ways:
            reach(access.node, Ride(*self.graph.ride(access.stretch)))
        while queue:
            node = heappop(queue)[1]
            here = found[node]
            for further, ride in links[node].items():
                reach(further, here.then(ride))
        return found


@lru_cache(maxsize=16)
def core_of(network: StreetNetwork, profile: Profile, dark: bool) -> Core:
    """The core of a weighed network, worked out once."""
    graph = graph_of(network, profile, dark)
    ahead, behind = _links(graph)
    rank = _contract(ahead, behind)
    kept = [node for node, taken in enumerate(rank) if taken < 0]
    index = np.full(graph.nodes, -1, dtype=np.int64)
    index[kept] = np.arange(len(kept))
    rows = [
        (index[tail], index[head], ride)
        for tail in kept
        for head, ride in sorted(ahead[tail].items())
    ]
    return Core(
        graph,
        rank,
        ahead,
        behind,
        index,
        np.array([tail for tail, _, _ in rows], dtype=np.int64),
        np.array([head for _, head, _ in rows], dtype=np.int64),
        np.array([ride for _, _, ride in rows], dtype=np.float64).reshape(-1, 3),
    )


def _links(graph: Graph) -> tuple[list[Rides], list[Rides]]:
    """Per junction the rides to its neighbours, and from them."""
    ahead: list[Rides] = [{} for _ in range(graph.nodes)]
    behind: list[Rides] = [{} for _ in range(graph.nodes)]
    network, weights, best = graph.network, graph.weights, graph.best
    for tail, head, *ride in zip(
        network.tail[best].tolist(),
        network.head[best].tolist(),
        weights.cost[best].tolist(),
        weights.metres[best].tolist(),
        weights.smooth_metres[best].tolist(),
        strict=True,
    ):
        ahead[tail][head] = behind[head][tail] = Ride(*ride)
    return ahead, behind


def _contract(ahead: list[Rides], behind: list[Rides]) -> list[int]:
    """Take junctions out until those left have many neighbours; returns their ranks.

    A junction taken out keeps its own links, but its neighbours forget it.
    """
    rank = [-1] * len(ahead)
    queue = [(len(ahead[node].keys() | behind[node]), node) for node in range(len(ahead))]
    heapify(queue)
    taken = 0
    while queue and queue[0][0] <= MOST_NEIGHBOURS:
        expected, node = heappop(queue)
        neighbours = ahead[node].keys() | behind[node]
        if rank[node] >= 0 or len(neighbours) != expected:
            continue
        rank[node] = taken
        taken += 1
        _bridge(node, ahead, behind)
        for neighbour in sorted(neighbours):
            ahead[neighbour].pop(node, None)
            behind[neighbour].pop(node, None)
            heappush(queue, (len(ahead[neighbour].keys() | behind[neighbour]), neighbour))
    return rank


def _bridge(node: int, ahead: list[Rides], behind: list[Rides]) -> None:
    """Put in the shortcuts that rides past ``node`` need."""
    for tail, first in behind[node].items():
        links = ahead[tail]
        for head, second in ahead[node].items():
            if tail == head:
                continue
            ride, known = first.then(second), links.get(head)
            if known is None or ride < known:
                links[head] = behind[head][tail] = ride
