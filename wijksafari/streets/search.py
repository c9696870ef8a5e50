"""The cheapest ride between two spots (Dijkstra 1959)."""

import numpy as np
from scipy.sparse.csgraph import dijkstra

from wijksafari.errors import PlaceNotReachableError
from wijksafari.streets.graph import Graph, Stretch
from wijksafari.streets.snap import Spot

TORN_APART = "Niet elke plek is vanaf elke andere te bereiken; maak het stratenbestand opnieuw."


def cheapest_ride(graph: Graph, origin: Spot, destination: Spot) -> tuple[Stretch, ...]:
    """What is ridden, in order; nothing where both are the same spot.

    Raises PlaceNotReachableError where the network does not connect them.
    """
    direct = graph.along(origin, destination)
    if direct == ():
        return direct
    leaving, reaching = graph.leaving(origin), graph.reaching(destination)
    starts = np.array([access.node for access in leaving])
    cost, before = dijkstra(graph.costs, indices=starts, return_predecessors=True)
    first = np.array([graph.ride(access.stretch)[0] for access in leaving])
    last = np.array([graph.ride(access.stretch)[0] for access in reaching])
    total = first[:, None] + cost[:, [access.node for access in reaching]] + last[None, :]
    if direct and graph.ride(direct[0])[0] <= total.min():
        return direct
    if not np.isfinite(total.min()):
        raise PlaceNotReachableError(TORN_APART)
    i, j = divmod(int(total.argmin()), len(reaching))
    junctions = [reaching[j].node]
    while junctions[-1] != leaving[i].node:
        junctions.append(int(before[i, junctions[-1]]))
    junctions.reverse()
    edges = map(graph.edge, junctions, junctions[1:])
    ride = [leaving[i].stretch, *map(Stretch, edges), reaching[j].stretch]
    return tuple(stretch for stretch in ride if stretch is not None)
