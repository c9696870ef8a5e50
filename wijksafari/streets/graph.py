"""A weighed street network as a graph, and how spots inside streets hang in it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy.sparse import csr_array

from wijksafari.streets.comfort import Profile, Weights, weights
from wijksafari.streets.geometry import Ints, streets_of
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.snap import Spot


@dataclass(frozen=True, slots=True)
class Stretch:
    """A ride along ``edge`` from one fraction of its length to a later one."""

    edge: int
    begin: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class Access:
    """A way between a spot and a junction; without a stretch the spot is the junction."""

    node: int
    stretch: Stretch | None = None


@dataclass(frozen=True, eq=False)
class Graph:
    """A network, its weights, and of every edge the one that runs the other way (or -1)."""

    network: StreetNetwork
    weights: Weights
    reverse: Ints

    @property
    def nodes(self) -> int:
        """How many junctions there are."""
        return len(self.network.lat)

    @cached_property
    def best(self) -> Ints:
        """The cheapest edge between every two adjacent junctions, sorted by (tail, head)."""
        network = self.network
        order = np.lexsort((self.weights.cost, network.head, network.tail))
        tail, head = network.tail[order], network.head[order]
        first = np.ones(len(order), dtype=np.bool_)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        best: Ints = order[first & (tail != head)]
        return best

    @cached_property
    def costs(self) -> csr_array[np.float64, tuple[int, int]]:
        """The cost of the best edges, as a sparse matrix."""
        tail = self.network.tail[self.best]
        start = np.searchsorted(tail, np.arange(self.nodes + 1))
        ride = self.weights.cost[self.best]
        head = self.network.head[self.best]
        return csr_array((ride, head, start), shape=(self.nodes, self.nodes))

    def edge(self, tail: int, head: int) -> int:
        """The best edge from ``tail`` to ``head``, which must be adjacent."""
        begin, end = self.costs.indptr[tail : tail + 2]
        heads = self.costs.indices[begin:end]
        return int(self.best[begin + np.searchsorted(heads, head)])

    def leaving(self, spot: Spot) -> list[Access]:
        """The one or two ways from a spot to a junction."""
        if spot.node is not None:
            return [Access(spot.node)]
        head, tail = self.network.head, self.network.tail
        ways = [Access(int(head[spot.edge]), Stretch(spot.edge, spot.fraction, 1.0))]
        back = int(self.reverse[spot.edge])
        if back >= 0:
            ways.append(Access(int(tail[spot.edge]), Stretch(back, 1.0 - spot.fraction, 1.0)))
        return ways

    def reaching(self, spot: Spot) -> list[Access]:
        """The one or two ways from a junction to a spot."""
        if spot.node is not None:
            return [Access(spot.node)]
        head, tail = self.network.head, self.network.tail
        ways = [Access(int(tail[spot.edge]), Stretch(spot.edge, 0.0, spot.fraction))]
        back = int(self.reverse[spot.edge])
        if back >= 0:
            ways.append(Access(int(head[spot.edge]), Stretch(back, 0.0, 1.0 - spot.fraction)))
        return ways

    def along(self, origin: Spot, destination: Spot) -> tuple[Stretch, ...] | None:
        """The ride between spots inside one edge (snapping names a two-way street by one
        edge), None where they are not, or it would be against traffic.
        """
        inside = origin.node is None and destination.node is None
        if not inside or origin.edge != destination.edge:
            return None
        begin, end = origin.fraction, destination.fraction
        if begin == end:
            return ()
        if begin < end:
            return (Stretch(origin.edge, begin, end),)
        back = int(self.reverse[origin.edge])
        return (Stretch(back, 1.0 - begin, 1.0 - end),) if back >= 0 else None

    def ride(self, stretch: Stretch | None) -> tuple[float, float, float]:
        """Cost, metres and smooth metres of a stretch."""
        if stretch is None:
            return 0.0, 0.0, 0.0
        part, weights = stretch.end - stretch.begin, self.weights
        return (
            float(weights.cost[stretch.edge]) * part,
            float(weights.metres[stretch.edge]) * part,
            float(weights.smooth_metres[stretch.edge]) * part,
        )


@lru_cache(maxsize=16)
def graph_of(network: StreetNetwork, profile: Profile, dark: bool) -> Graph:
    """What there is to search in, worked out once."""
    return Graph(network, weights(network, profile, dark), streets_of(network).reverse)
