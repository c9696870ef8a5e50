"""Joining stretches changes no distance, for any tangle of streets."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wijksafari.streets.contract import Chains, contract

NODES = 7
Stretch = tuple[int, int, int]


@st.composite
def tangles(draw: st.DrawFn) -> list[Stretch]:
    """Distinct directed stretches (tail, head, ride), many of them in both directions."""
    pairs = st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(0, 1))
    streets = draw(st.lists(st.tuples(pairs, st.booleans()), min_size=1, max_size=14))
    found = {}
    for (tail, head, ride), both in streets:
        if tail != head:
            found[tail, head] = ride
            if both:
                found[head, tail] = ride
    return [(tail, head, ride) for (tail, head), ride in sorted(found.items())]


def contracted(stretches: list[Stretch]) -> tuple[np.ndarray, np.ndarray, np.ndarray, Chains]:
    tail, head, ride = (np.array([s[i] for s in stretches], dtype=np.int64) for i in range(3))
    return tail, head, ride, contract(tail, head, ride, NODES)


def chain_ends(stretches: list[Stretch]) -> list[tuple[int, int, int]]:
    """Tail, head and number of stretches of every chain."""
    tail, head, _, chains = contracted(stretches)
    return [
        (int(tail[chains.stretch[a]]), int(head[chains.stretch[b - 1]]), int(b - a))
        for a, b in zip(chains.start[:-1], chains.start[1:], strict=True)
    ]


@given(tangles().filter(bool))
def test_every_stretch_is_ridden_exactly_once(stretches: list[Stretch]) -> None:
    *_, chains = contracted(stretches)
    assert sorted(chains.stretch.tolist()) == list(range(len(stretches)))


@given(tangles().filter(bool))
def test_a_chain_is_one_ride_from_stretch_to_stretch(stretches: list[Stretch]) -> None:
    tail, head, ride, chains = contracted(stretches)
    for a, b in zip(chains.start[:-1], chains.start[1:], strict=True):
        chain = chains.stretch[a:b]
        assert np.array_equal(head[chain[:-1]], tail[chain[1:]])
        assert len(set(ride[chain].tolist())) == 1


@given(tangles().filter(bool))
def test_distances_between_the_junctions_that_stay_are_unchanged(stretches: list[Stretch]) -> None:
    before = nx.DiGraph((tail, head) for tail, head, _ in stretches)
    after = nx.DiGraph()
    after.add_weighted_edges_from(chain_ends(stretches))
    for node in after:
        for other, metres in nx.single_source_dijkstra_path_length(after, node).items():
            assert metres == nx.shortest_path_length(before, node, other)
        assert nx.descendants(after, node) == nx.descendants(before, node) & set(after)


@given(tangles().filter(bool))
def test_no_two_chains_share_their_ends_and_none_is_a_loop(stretches: list[Stretch]) -> None:
    ends = [(tail, head) for tail, head, _ in chain_ends(stretches)]
    assert len(set(ends)) == len(ends)
    assert all(tail != head for tail, head in ends)


def test_a_long_street_becomes_one_edge_in_each_direction() -> None:
    street = [(i, i + 1, 0) for i in range(6)] + [(i + 1, i, 0) for i in range(6)]
    assert sorted(chain_ends(sorted(street))) == [(0, 6, 6), (6, 0, 6)]


def test_a_street_is_not_joined_where_one_direction_ends() -> None:
    street = [(0, 1, 0), (1, 0, 0), (1, 2, 0)]
    assert sorted(chain_ends(street)) == [(0, 1, 1), (1, 0, 1), (1, 2, 1)]


def test_a_node_with_three_neighbours_stays_though_ways_in_and_out_pair_up() -> None:
    """In from 1 and 2, out to 0 and 1: joining 1-3-0 and 2-3-1 would lose 2-3-0."""
    street = [(1, 3, 0), (2, 3, 0), (3, 0, 0), (3, 1, 0)]
    assert sorted(chain_ends(street)) == [(1, 3, 1), (2, 3, 1), (3, 0, 1), (3, 1, 1)]
