"""Street files: the same bytes for the same streets, and no file that upsets a reader."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from tests.streets.cases import built
from wijksafari.errors import InputError, StreetFileError
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.store import load, save

DEMO = Path(__file__).parents[2] / "data" / "nootdorp-streets.npz"
AGAIN = "python -m wijksafari streets build --osm"


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "streets.npz"
    save(built("merge"), path)
    return path


def rewritten(
    path: Path,
    change: Callable[[dict[str, bytes]], None],
    packing: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """The file with its members changed by somebody who knows the format."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


def header(members: dict[str, bytes], **changes: object) -> None:
    """Change what the header says."""
    old = json.loads(np.load(io.BytesIO(members["header.npy"])).tobytes())
    text = json.dumps({**old, **changes}).encode()
    members["header.npy"] = npy(np.frombuffer(text, dtype=np.uint8))


def test_what_is_loaded_is_what_was_saved(stored: Path) -> None:
    loaded, network = load(stored), built("merge")
    for field in StreetNetwork.__dataclass_fields__:
        one, other = getattr(loaded, field), getattr(network, field)
        assert np.array_equal(one, other), field
        assert getattr(one, "dtype", None) == getattr(other, "dtype", None), field


def test_the_same_streets_give_the_same_bytes(stored: Path, tmp_path: Path) -> None:
    save(load(stored), tmp_path / "again.npz")
    assert stored.read_bytes() == (tmp_path / "again.npz").read_bytes()


def test_a_date_in_another_zone_is_stored_in_utc(tmp_path: Path) -> None:
    local = datetime(2026, 6, 4, 19, 30, tzinfo=timezone(timedelta(hours=2)))
    save(replace(built("merge"), fetched=local), tmp_path / "a.npz")
    assert load(tmp_path / "a.npz").fetched == datetime(2026, 6, 4, 17, 30, tzinfo=UTC)


def test_numpy_reads_every_member_without_pickles(stored: Path) -> None:
    with np.load(stored, allow_pickle=False) as archive:
        assert {archive[name].dtype.hasobject for name in archive.files} == {False}


def test_saving_leaves_nothing_else_behind(stored: Path) -> None:
    assert [path.name for path in stored.parent.iterdir()] == [stored.name]


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_kept(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kan niet worden geschreven"):
        save(built("merge"), tmp_path / "no such folder" / "streets.npz")


def test_the_demo_wijk_is_a_valid_street_file() -> None:
    demo = load(DEMO)
    assert "Nootdorp" in demo.source
    assert 500 < len(demo.lat) < 600


def test_a_reader_needs_numpy_alone() -> None:
    code = (
        "import sys; from wijksafari.streets.store import load; "
        "print([m for m in ('osmnx', 'geopandas', 'pandas', 'shapely', 'osmium', 'scipy') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def refused(path: Path) -> str:
    with pytest.raises(StreetFileError) as caught:
        load(path)
    sentence = str(caught.value)
    assert AGAIN in sentence
    assert str(path) in sentence
    return sentence


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    assert "bestaat niet" in refused(tmp_path / "missing.npz")


@pytest.mark.parametrize("part", [0, 0.3, 0.9, 0.999])
def test_a_truncated_file_says_how_to_make_it_again(stored: Path, part: float) -> None:
    data = stored.read_bytes()
    stored.write_bytes(data[: int(len(data) * part)])
    assert "niet compleet" in refused(stored)


@pytest.mark.parametrize("content", [b"PK", b"hello", b"\x93NUMPY\x01\x00v\x00{'descr'"])
def test_a_foreign_file_says_how_to_make_it_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "foreign.npz").write_bytes(content)
    assert "is geen stratenbestand" in refused(tmp_path / "foreign.npz")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    refused(tmp_path)


def test_another_archive_of_arrays_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", lat=np.zeros(3))
    assert "is geen stratenbestand" in refused(tmp_path / "other.npz")


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_an_older_or_newer_format_says_how_to_make_it_again(stored: Path, version: object) -> None:
    rewritten(stored, lambda members: header(members, version=version))
    assert "andere versie" in refused(stored)


def test_a_changed_byte_is_found_by_the_checksum(stored: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["lit.npy"] = members["lit.npy"][:-1] + b"\x01"

    assert "controlesom" in refused(rewritten(stored, change))


def test_damage_anywhere_is_found(stored: Path) -> None:
    data = stored.read_bytes()
    for at in range(0, len(data), 97):
        stored.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            network = load(stored)
        except StreetFileError:
            continue
        assert np.array_equal(network.metres, built("merge").metres)


def test_a_bomb_is_refused_before_it_is_unpacked(stored: Path) -> None:
    bomb = bytes(401_000_000)
    assert "te groot" in refused(rewritten(stored, lambda members: members.update(x=bomb)))


def test_the_length_a_header_claims_is_not_believed(stored: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        claimed = b"'shape': (7000000000000,), }"
        honest = b"'shape': (7,), }            "
        assert honest in members["lat.npy"]
        members["lat.npy"] = members["lat.npy"].replace(honest, claimed)

    assert len(load(rewritten(stored, change)).lat) == 7


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_packed_in_another_way_are_refused(stored: Path, packing: int) -> None:
    assert "is geen stratenbestand" in refused(rewritten(stored, lambda _: None, packing))


def test_pickled_members_are_not_read(stored: Path) -> None:
    objects = np.array([{"a": 1}], dtype=object)
    refused(rewritten(stored, lambda members: members.update({"lat.npy": npy(objects)})))


@pytest.mark.parametrize(
    "broken",
    [
        {"tail": "high"},
        {"head": "negative"},
        {"name": "high"},
        {"surface": "high"},
        {"metres": "nan"},
        {"shape_start": "falling"},
        {"lit": "short"},
        {"lat": "moved"},
    ],
)
def test_streets_that_do_not_fit_together_are_refused(
    tmp_path: Path, broken: dict[str, str]
) -> None:
    """The checksum is right, so only the check of the streets themselves stands guard."""
    network = built("merge")
    (field, how), *_ = broken.items()
    values = getattr(network, field).copy()
    if how == "high":
        values[0] = 200
    elif how == "negative":
        values[0] = -1
    elif how == "nan":
        values[0] = np.nan
    elif how == "falling":
        values[1:3] = values[[2, 1]]
    elif how == "short":
        values = values[:-1]
    else:
        values[0] += 0.001
    save(replace(network, **{field: values}), tmp_path / "broken.npz")
    assert "de straten kloppen niet" in refused(tmp_path / "broken.npz")
