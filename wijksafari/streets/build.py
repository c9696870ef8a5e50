"""From streets as OpenStreetMap has them to the network a bicycle rides."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wijksafari.errors import InputError
from wijksafari.streets.bicycle import Access, bicycle_access
from wijksafari.streets.contract import Chains, contract
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.osmfile import read_osm
from wijksafari.streets.tagged import TaggedStreets
from wijksafari.streets.waytags import Ride, ride

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def build_streets(
    path: Path, progress: Callable[[str], None] = lambda _sentence: None
) -> StreetNetwork:
    """The bicycle network in an OSM file (.osm, .osm.gz, .osm.bz2 or .osm.pbf).

    ``progress`` is told in Dutch sentences how far it is. Raises InputError for
    what is not OSM, too large, or has no street to ride.
    """
    tagged, date = read_osm(path, progress)
    return network_from(tagged, source=f"OpenStreetMap, {path.name}", date=date, progress=progress)


def network_from(
    tagged: TaggedStreets,
    *,
    source: str,
    date: datetime,
    progress: Callable[[str], None] = lambda _sentence: None,
) -> StreetNetwork:
    """The bicycle network of tagged streets. Raises InputError when nothing is rideable."""
    stretches = _connected(_distinct(_apart_at_barriers(_rideable(tagged), tagged.closed)))
    if not stretches.tail.size:
        raise InputError(
            f"Er zijn geen straten gevonden waar een fiets heen en terug kan ({source})."
        )
    chains = contract(stretches.tail, stretches.head, stretches.ride, len(stretches.node))
    network = _network(tagged, stretches, chains, source, date)
    progress(f"Klaar: {len(network.lat)} kruispunten, {len(network.tail)} straatstukken.")
    return network


@dataclass(frozen=True, eq=False)
class _Stretches:
    """Directed stretches; ``tail`` and ``head`` index ``node``, which indexes the tagged nodes."""

    tail: Ints
    head: Ints
    ride: Ints
    node: Ints
    rides: tuple[Ride, ...]

    def only(self, chosen: NDArray[np.bool_] | Ints) -> "_Stretches":
        """The chosen stretches, in their own order."""
        return replace(
            self,
            tail=self.tail[chosen],
            head=self.head[chosen],
            ride=self.ride[chosen],
        )


def _rideable(tagged: TaggedStreets) -> _Stretches:
    """Every stretch in every direction a bicycle may ride it."""
    numbers: dict[Ride, int] = {}
    allowed = [bicycle_access(tags) for tags in tagged.tags]
    columns = []
    for side, (tail, head) in enumerate(((tagged.first, tagged.last), (tagged.last, tagged.first))):
        rides = [
            ride(tags, forward=side == 0, discouraged=access[side] == Access.DISCOURAGED)
            for tags, access in zip(tagged.tags, allowed, strict=True)
        ]
        number = np.array([numbers.setdefault(r, len(numbers)) for r in rides], dtype=np.int64)
        is_open = np.array([access[side] != Access.CLOSED for access in allowed], dtype=bool)
        may = is_open[tagged.way]
        columns.append((tail[may], head[may], number[tagged.way[may]]))
    tail, head, number = (np.concatenate(column) for column in zip(*columns, strict=True))
    return _Stretches(tail, head, number, np.arange(len(tagged.lat)), tuple(numbers))


def _apart_at_barriers(stretches: _Stretches, closed: NDArray[np.bool_]) -> _Stretches:
    """Give both sides of a barrier nobody passes an end of their own.

    Each neighbour of the barrier gets its own copy of the barrier's node, so the
    way stays rideable up to the barrier.
    """
    if not closed.any():
        return stretches
    count = len(closed)
    tail, head = stretches.tail.copy(), stretches.head.copy()
    copies: dict[tuple[int, int], int] = {}
    for ends, others in ((tail, stretches.head), (head, stretches.tail)):
        for at in np.flatnonzero(closed[ends]).tolist():
            key = (int(ends[at]), int(others[at]))
            ends[at] = copies.setdefault(key, count + len(copies))
    added = np.array([barrier for barrier, _ in copies], dtype=np.int64)
    return replace(stretches, tail=tail, head=head, node=np.concatenate((stretches.node, added)))


def _distinct(stretches: _Stretches) -> _Stretches:
    """Of ways drawn over the same two nodes the best for a bicycle; none from a node to itself."""
    better = sorted(
        range(len(stretches.rides)),
        key=lambda i: (stretches.rides[i].discouraged, -stretches.rides[i].provision, i),
    )
    rank = np.argsort(better)
    order = np.lexsort((rank[stretches.ride], stretches.head, stretches.tail))
    tail, head = stretches.tail[order], stretches.head[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(tail) != 0) | (np.diff(head) != 0)
    return stretches.only(order[first & (tail != head)])


def _connected(stretches: _Stretches) -> _Stretches:
    """The largest part in which every place can be reached from every other."""
    count = len(stretches.node)
    if not stretches.tail.size:
        return stretches
    links = coo_array(
        (np.ones(len(stretches.tail)), (stretches.tail, stretches.head)), shape=(count, count)
    )
    _, part = connected_components(links, directed=True, connection="strong")
    inside = part[stretches.tail] == part[stretches.head]
    sizes = np.bincount(part[stretches.tail[inside]], minlength=1)
    inside &= part[stretches.tail] == np.argmax(sizes)
    return _renumbered(stretches.only(inside))


def _renumbered(stretches: _Stretches) -> _Stretches:
    """Drop the nodes that no stretch touches."""
    used, ends = np.unique(np.concatenate((stretches.tail, stretches.head)), return_inverse=True)
    tail, head = np.split(ends, 2)
    return replace(stretches, tail=tail, head=head, node=stretches.node[used])


def _network(
    tagged: TaggedStreets, stretches: _Stretches, chains: Chains, source: str, date: datetime
) -> StreetNetwork:
    """Lay chains and shapes out as arrays, edges in the order of their ends."""
    lat, lon = tagged.lat[stretches.node], tagged.lon[stretches.node]
    begins = stretches.tail[chains.stretch[chains.start[:-1]]]
    ends = stretches.head[chains.stretch[chains.start[1:] - 1]]
    order = np.lexsort((ends, begins))
    junctions, numbered = np.unique(np.concatenate((begins, ends)), return_inverse=True)
    tail, head = (half[order].astype(np.int32) for half in np.split(numbered, 2))
    metres = np.add.reduceat(_metres(lat, lon, stretches)[chains.stretch], chains.start[:-1])
    nodes = [
        np.concatenate(
            (begins[c : c + 1], stretches.head[chains.stretch[slice(*chains.start[c : c + 2])]])
        )
        for c in order.tolist()
    ]
    shape = np.concatenate(nodes)
    rides = [stretches.rides[r] for r in stretches.ride[chains.stretch[chains.start[:-1]]][order]]
    names = ("", *sorted({r.name for r in rides} - {""}))
    number = {name: i for i, name in enumerate(names)}

    def codes(field: str) -> NDArray[np.uint8]:
        return np.array([getattr(r, field) for r in rides], dtype=np.uint8)

    return StreetNetwork(
        lat=lat[junctions],
        lon=lon[junctions],
        tail=tail,
        head=head,
        metres=metres[order].astype(np.float32),
        name=np.array([number[r.name] for r in rides], dtype=np.int32),
        highway=codes("highway"),
        provision=codes("provision"),
        surface=codes("surface"),
        lit=codes("lit"),
        maxspeed=codes("maxspeed"),
        roundabout=codes("roundabout").astype(bool),
        bridge=codes("bridge").astype(bool),
        tunnel=codes("tunnel").astype(bool),
        discouraged=codes("discouraged").astype(bool),
        shape_start=np.cumsum([0, *map(len, nodes)]).astype(np.int32),
        shape_lat=lat[shape],
        shape_lon=lon[shape],
        names=names,
        source=source,
        fetched=date,
    )


def _metres(lat: Floats, lon: Floats, stretches: _Stretches) -> Floats:
    """The length of every stretch along the ellipsoid."""
    tail, head = stretches.tail, stretches.head
    _, _, metres = Geod(ellps="WGS84").inv(lon[tail], lat[tail], lon[head], lat[head])
    return np.asarray(metres, dtype=np.float64)
