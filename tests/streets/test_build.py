"""From an OSM file to the network that is stored and routed on."""

import bz2
import gzip
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import osmium
import pytest

from tests.streets.cases import OSM, SHARED_OSM, built, is_strongly_connected
from wijksafari.errors import InputError
from wijksafari.streets import osmfile
from wijksafari.streets.build import build_streets, network_from
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.osmfile import read_osm

EXTRACTS = ["utrecht", "amsterdam-west", "amsterdam-nieuwmarkt"]


@pytest.fixture(params=EXTRACTS, scope="module")
def real(request: pytest.FixtureRequest) -> StreetNetwork:
    path = SHARED_OSM / f"{request.param}.osm.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    return build_streets(path)


def named(network: StreetNetwork, name: str) -> np.ndarray:
    return np.flatnonzero(network.name == network.names.index(name))


def same(one: StreetNetwork, other: StreetNetwork, *, but: tuple[str, ...] = ()) -> bool:
    return all(
        np.array_equal(getattr(one, field), getattr(other, field))
        for field in StreetNetwork.__dataclass_fields__
        if field not in but
    )


def test_ways_are_joined_where_nothing_changes() -> None:
    forward, backward = named(built("merge"), "Lange Laan")
    network = built("merge")
    assert network.metres[forward] == network.metres[backward] == pytest.approx(137.3, abs=0.2)
    assert network.shape_start[forward + 1] - network.shape_start[forward] == 3


def test_a_junction_stays_where_the_name_changes() -> None:
    network = built("merge")
    assert network.metres[named(network, "Andere Laan")] == pytest.approx(68.6, abs=0.1)


def test_both_directions_have_the_same_shape_reversed() -> None:
    network = built("merge")
    forward, backward = (
        network.shape_lon[network.shape_start[e] : network.shape_start[e + 1]].tolist()
        for e in named(network, "Lange Laan")
    )
    assert forward == backward[::-1]


def test_a_loop_keeps_nodes_so_that_no_edge_ends_where_it_begins() -> None:
    network = built("merge")
    loop = named(network, "Lus")
    assert len(loop) == 6
    assert not np.any(network.tail == network.head)


def test_an_edge_can_be_found_by_its_ends() -> None:
    network = built("merge")
    assert len(set(zip(network.tail.tolist(), network.head.tolist(), strict=True))) == len(
        network.tail
    )


def test_of_two_ways_over_the_same_nodes_the_cycleway_stays() -> None:
    assert "Erbovenop" in built("merge").names


def test_what_cannot_be_reached_is_left_out() -> None:
    network = built("merge")
    assert "Eiland" not in network.names
    assert "Buiten beeld" not in network.names
    assert is_strongly_connected(network)


def test_real_streets_can_all_be_reached_from_each_other(real: StreetNetwork) -> None:
    assert is_strongly_connected(real)


def test_real_streets_have_no_twins_and_no_loops(real: StreetNetwork) -> None:
    ends = set(zip(real.tail.tolist(), real.head.tolist(), strict=True))
    assert len(ends) == len(real.tail)
    assert all(tail != head for tail, head in ends)


def test_real_streets_are_as_long_as_their_shapes(real: StreetNetwork) -> None:
    x = np.radians(real.shape_lon) * np.cos(np.radians(real.lat.mean())) * 6_371_009
    y = np.radians(real.shape_lat) * 6_371_009
    steps = np.hypot(np.diff(x), np.diff(y))
    steps[real.shape_start[1:-1] - 1] = 0
    drawn = np.add.reduceat(np.append(steps, 0), real.shape_start[:-1])
    assert real.metres == pytest.approx(drawn, rel=0.005, abs=0.05)


@pytest.mark.parametrize("extract", EXTRACTS)
def test_mandatory_sidepaths_tear_nothing_apart(extract: str) -> None:
    path = SHARED_OSM / f"{extract}.osm.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    tagged, date = read_osm(path, lambda _sentence: None)
    plain = [
        {key: "yes" if value == "use_sidepath" else value for key, value in tags.items()}
        for tags in tagged.tags
    ]
    with_sidepaths = network_from(tagged, source="", date=date)
    without = network_from(replace(tagged, tags=tuple(plain)), source="", date=date)
    assert with_sidepaths.discouraged.sum() > without.discouraged.sum()
    assert with_sidepaths.metres.sum() == pytest.approx(without.metres.sum())


def test_the_same_file_gives_the_same_network() -> None:
    assert same(built("merge"), built("merge"))


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    lines = (OSM / "merge.osm").read_text(encoding="utf-8").splitlines()
    nodes = [line for line in lines if line.startswith("  <node")]
    ways = [line for line in lines if line.startswith("  <way")]
    turned = tmp_path / "turned.osm"
    turned.write_text(
        "\n".join(['<osm version="0.6">', *nodes[::-1], *ways[::-1], "</osm>"]), encoding="utf-8"
    )
    assert same(build_streets(turned), built("merge"), but=("source", "fetched"))


@pytest.mark.parametrize("suffix", ["osm.gz", "osm.bz2", "osm.pbf"])
def test_a_packed_file_gives_the_same_network(tmp_path: Path, suffix: str) -> None:
    packed = tmp_path / f"merge.{suffix}"
    with osmium.SimpleWriter(str(packed)) as writer:
        for thing in osmium.FileProcessor(str(OSM / "merge.osm")):
            writer.add(thing)
    assert same(build_streets(packed), built("merge"), but=("source", "fetched"))


def test_the_date_the_file_states_is_kept(tmp_path: Path) -> None:
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2026-08-03T09:31:06Z")
    dated = tmp_path / "dated.osm.pbf"
    with osmium.SimpleWriter(str(dated), header=header) as writer:
        for thing in osmium.FileProcessor(str(OSM / "merge.osm")):
            writer.add(thing)
    assert build_streets(dated).fetched == datetime(2026, 8, 3, 9, 31, 6, tzinfo=UTC)


def test_a_file_without_a_date_has_that_of_the_file_itself(tmp_path: Path) -> None:
    undated = tmp_path / "undated.osm"
    undated.write_bytes((OSM / "merge.osm").read_bytes())
    os.utime(undated, (1_780_000_000, 1_780_000_000))
    assert build_streets(undated).fetched == datetime.fromtimestamp(1_780_000_000, UTC)


def test_what_is_done_is_told_in_sentences() -> None:
    told: list[str] = []
    build_streets(OSM / "merge.osm", told.append)
    assert told[0] == "merge.osm wordt gelezen …"
    assert told[-1].startswith("Klaar: ")


def test_names_are_one_line_of_printable_text(tmp_path: Path) -> None:
    odd = tmp_path / "odd.osm"
    text = (OSM / "merge.osm").read_text(encoding="utf-8")
    odd.write_text(text.replace("Andere Laan", "Andere&#10;\u202e  Laan" + "x" * 500), "utf-8")
    (name,) = [name for name in build_streets(odd).names if name.startswith("Andere")]
    assert name.startswith("Andere Laanxxx")
    assert len(name) == 120


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.osm", b"", "is leeg"),
        ("page.osm", b"<html><body>Not found</body></html>", "geen OpenStreetMap-bestand"),
        ("text.osm.gz", b"hello", "geen OpenStreetMap-bestand"),
        ("noise.osm.pbf", bytes(range(256)) * 20, "geen OpenStreetMap-bestand"),
        ("half.osm", b'<osm version="0.6"><node id="1" lat="52" lon="5"/>', "niet compleet"),
        (
            "half.osm.gz",
            gzip.compress((OSM / "merge.osm").read_bytes(), mtime=0)[:-60],
            "niet compleet",
        ),
        ("streets.csv", b"a,b", "Kies een bestand dat eindigt op"),
        ("sea.osm", b'<osm version="0.6"/>', "geen straten gevonden"),
        (
            "entities.osm",
            b'<!DOCTYPE osm [<!ENTITY a "aaa">]><osm version="0.6"><note>&a;</note></osm>',
            "geen OpenStreetMap-bestand",
        ),
        (
            "place.osm",
            b'<osm version="0.6"><node id="1" lat="north" lon="5"/></osm>',
            "geen OpenStreetMap-bestand",
        ),
    ],
)
def test_a_useless_file_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=words):
        build_streets(tmp_path / name)


def test_a_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        build_streets(tmp_path / "missing.osm")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.osm.pbf"
    with huge.open("wb") as file:
        file.truncate(61_000_000)
    with pytest.raises(InputError, match="te groot"):
        build_streets(huge)


@pytest.mark.parametrize("suffix", [".gz", ".bz2"])
def test_a_small_file_that_unpacks_into_a_huge_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(osmfile, "MAX_BYTES", 5_000_000)
    text = b'<?xml version="1.0"?><osm version="0.6">' + b" " * 6_000_000 + b"</osm>"
    bomb = tmp_path / f"bomb.osm{suffix}"
    bomb.write_bytes(gzip.compress(text) if suffix == ".gz" else bz2.compress(text))
    with pytest.raises(InputError, match="te groot"):
        build_streets(bomb)


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is een map"):
        build_streets(tmp_path)


@pytest.mark.parametrize("rule", ["always_closed", "closed_by_default"])
def test_an_area_without_a_street_to_ride_is_refused(tmp_path: Path, rule: str) -> None:
    text = (OSM / f"{rule}.osm").read_text(encoding="utf-8")
    closed = tmp_path / "closed.osm"
    closed.write_text(text.replace('v="residential"', 'v="steps"'), encoding="utf-8")
    with pytest.raises(InputError, match="geen straten gevonden"):
        build_streets(closed)
