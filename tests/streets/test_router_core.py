"""The contracted core answers as a plain search over every junction does."""

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.streets.networks import Way, at, street_network
from wijksafari.planning.route import Point
from wijksafari.streets.core import core_of
from wijksafari.streets.matrix import ride_table
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.router import StreetRouter
from wijksafari.streets.snap import Spot

SIZE = 5


@st.composite
def towns(draw: st.DrawFn) -> StreetNetwork:
    """Corners on a crooked grid, a one-way ring road along all, and other streets at random."""
    shift = st.integers(-30, 30)
    nodes = {
        f"n{x}{y}": (x * 100 + draw(shift), y * 100 + draw(shift))
        for x in range(SIZE)
        for y in range(SIZE)
    }
    names = list(nodes)
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda p: p[0] != p[1])
    chords = draw(st.lists(pairs, max_size=40))
    ways = [Way(path=" ".join([*names, names[0]]), oneway=True, name="Ring")]
    for tail, head in chords:
        bend = (nodes[tail][0] + draw(shift), nodes[head][1] + draw(shift))
        surface = draw(st.sampled_from(["good", "rough", "bad"]))
        oneway = draw(st.booleans())
        ways.append(Way(path=f"{tail} {head}", oneway=oneway, surface=surface, via=(bend,)))
    return street_network(nodes, *ways)


PLACES = st.tuples(st.floats(-20, 420), st.floats(-20, 420)).map(lambda place: at(*place))


@settings(max_examples=60, deadline=None)
@given(towns())
def test_between_junctions_the_matrix_gives_networkx_distances(town: StreetNetwork) -> None:
    graph = networkx.DiGraph()
    for tail, head, metres in zip(
        town.tail.tolist(), town.head.tolist(), town.metres.tolist(), strict=True
    ):
        known = graph.get_edge_data(tail, head, {"weight": float("inf")})["weight"]
        graph.add_edge(tail, head, weight=min(known, metres))
    corners = range(0, SIZE * SIZE, 3)
    spots = [Spot(0, 0.0, node, Point(0, 0), 0.0) for node in corners]
    ours = ride_table(core_of(town, "shortest", False), spots)[:, :, 1]
    for i, tail in enumerate(corners):
        theirs = networkx.single_source_dijkstra_path_length(graph, tail)
        assert ours[i] == pytest.approx([theirs[head] for head in corners], abs=0.01)


@settings(max_examples=40, deadline=None)
@given(towns(), st.lists(PLACES, min_size=2, max_size=6))
def test_anywhere_the_matrix_agrees_with_the_legs(town: StreetNetwork, points) -> None:
    router = StreetRouter(town, "group")
    table = router.matrix(points)
    for i, origin in enumerate(points):
        legs = [router.leg(origin, destination) for destination in points]
        assert [leg.metres for leg in legs] == pytest.approx(table.metres[i], abs=1e-6)
        assert [leg.seconds for leg in legs] == pytest.approx(table.seconds[i], abs=1e-6)
