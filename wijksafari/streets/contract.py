"""Leave only junctions: join stretches wherever nothing changes along the way."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Chains:
    """Directed edges between the nodes that stay.

    Chain c rides the stretches ``stretch[start[c]:start[c + 1]]``, in that order.
    """

    start: Ints
    stretch: Ints


def contract(tail: Ints, head: Ints, ride: Ints, nodes: int) -> Chains:
    """Join directed stretches (tail -> head) at nodes that only pass traffic on.

    A node is passed where it has two neighbours, each stretch in continues as one
    stretch out to the other neighbour, and both have the same ``ride``. No two
    chains have the same ends and none ends where it begins: a node halfway such a
    chain stays, so that an edge can be found by its ends.
    """
    onward = _onward(tail, head, ride, nodes)
    while True:
        chains = _follow(onward)
        kept = _halfway_twins(chains, tail, head)
        if not kept.size:
            return chains
        onward[np.isin(head, kept)] = -1


def _onward(tail: Ints, head: Ints, ride: Ints, nodes: int) -> Ints:
    """The one stretch each stretch continues as, -1 where a node must stay."""
    out_degree = np.bincount(tail, minlength=nodes)
    in_degree = np.bincount(head, minlength=nodes)
    order = np.argsort(tail, kind="stable")
    first_out = np.searchsorted(tail[order], np.arange(nodes))
    onward = np.full(len(tail), -1, dtype=np.int64)
    passable = (out_degree == in_degree) & (out_degree >= 1) & (out_degree <= 2)
    for rank in (0, 1):
        candidate = order[np.minimum(first_out[head] + rank, len(order) - 1)]
        usable = passable[head] & (rank < out_degree[head]) & (head[candidate] != tail)
        onward[usable] = candidate[usable]
    # The node stays unless every stretch out of it continues one from its other neighbour.
    continues = (onward >= 0) & (ride[onward] == ride)
    reached = np.bincount(tail[np.unique(onward[continues])], minlength=nodes)
    passed = passable & (reached == out_degree) & (_neighbours(tail, head, nodes) == 2)
    onward[~passed[head]] = -1
    return onward


def _neighbours(tail: Ints, head: Ints, nodes: int) -> Ints:
    """How many different nodes each node has a stretch to or from."""
    pairs = np.concatenate((tail * nodes + head, head * nodes + tail))
    return np.bincount(np.unique(pairs) // nodes, minlength=nodes)


def _follow(onward: Ints) -> Chains:
    """Ride every chain from its beginning; a ring without junctions from its first stretch."""
    count = len(onward)
    followed = np.zeros(count, dtype=bool)
    followed[onward[onward >= 0]] = True
    links = onward.tolist()
    done = [False] * count
    stretches: list[int] = []
    starts = [0]
    for begin in (*np.flatnonzero(~followed).tolist(), *range(count)):
        if done[begin]:
            continue
        at = begin
        while at >= 0 and not done[at]:
            done[at] = True
            stretches.append(at)
            at = links[at]
        starts.append(len(stretches))
    return Chains(np.array(starts, dtype=np.int64), np.array(stretches, dtype=np.int64))


def _halfway_twins(chains: Chains, tail: Ints, head: Ints) -> Ints:
    """A node halfway every chain that shares both ends with a shorter one, or is a loop.

    Both directions of a street choose the same node: the lowest one near the middle.
    """
    begins, ends = chains.start[:-1], chains.start[1:] - 1
    a, b = tail[chains.stretch[begins]], head[chains.stretch[ends]]
    lengths = ends - begins + 1
    order = np.lexsort((lengths, b, a))
    same = (np.diff(a[order]) == 0) & (np.diff(b[order]) == 0)
    twins = np.zeros(len(a), dtype=bool)
    twins[order[1:][same]] = True
    twins |= a == b
    nodes = []
    for chain in np.flatnonzero(twins & (lengths > 1)).tolist():
        inner = head[chains.stretch[begins[chain] : ends[chain]]]
        nodes.append(min(inner[(len(inner) - 1) // 2], inner[len(inner) // 2]))
    return np.unique(np.array(nodes, dtype=np.int64))
