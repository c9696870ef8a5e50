import gzip
import json
from pathlib import Path

import pytest

from tests.cli_runs import STREETS, CommandLine
from tests.streets.map_server import Answer, map_server

A, B = [52.0444, 4.3954], [52.0457, 4.3910]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


def points_file(folder: Path, content: object) -> Path:
    path = folder / "points.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.mark.parametrize("profile", ["shortest", "group"])
def test_a_matrix_is_printed_as_json(run: CommandLine, tmp_path: Path, profile: str) -> None:
    points = points_file(tmp_path, {"points": [A, B]})
    result = run("streets", "matrix", STREETS, "--points", points, "--profile", profile)
    assert (result.code, result.err) == (0, "")
    table = json.loads(result.out)
    assert set(table) == {"metres", "seconds"}
    assert [table["metres"][n][n] for n in range(2)] == [0.0, 0.0]
    assert 300 < table["metres"][0][1] < 1200
    # 12 km/h, at most.
    assert table["seconds"][0][1] >= table["metres"][0][1] / (12 / 3.6) - 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "niet te lezen"),
        ("[" * 100_000, "niet te lezen"),
        ("[1, 2]", "niet te lezen"),
        ({"points": []}, "1 tot 500 plaatsen"),
        ({"points": [A] * 501}, "1 tot 500 plaatsen"),
        ({"points": [A, [1], ["x", 2], [True, False], [10**400, 1]]}, "Plaats 2: verwacht twee"),
        ('{"points": [[NaN, 4.4]]}', "geen plaats op aarde"),
        ({"points": [A, [4.39, 52.04]]}, "Plaats 2: breedte- en lengtegraad zijn verwisseld"),
        ({"points": [A, [52.2, 4.9]]}, "Plaats 2"),
    ],
)
def test_useless_points_are_refused(
    run: CommandLine, tmp_path: Path, content: object, says: str
) -> None:
    points = points_file(tmp_path, content)
    result = run("streets", "matrix", STREETS, "--points", points)
    assert result.code == 2
    assert says in result.err


def test_an_unknown_profile_names_the_option(run: CommandLine, tmp_path: Path) -> None:
    points = points_file(tmp_path, {"points": [A]})
    result = run("streets", "matrix", STREETS, "--points", points, "--profile", "auto")
    assert (result.code, result.err) == (2, "--profile: verwacht group of shortest.\n")


def test_all_useless_points_are_told_at_once(run: CommandLine, tmp_path: Path) -> None:
    points = points_file(tmp_path, {"points": [[1], [2], [4.39, 52.04]]})
    assert len(run("streets", "matrix", STREETS, "--points", points).problems) == 3


def test_streets_are_built_from_an_extract(
    run: CommandLine, tmp_path: Path, shared_data: Path
) -> None:
    out = tmp_path / "west.npz"
    result = run(
        "streets", "build", "--osm", shared_data / "osm/amsterdam-west.osm.gz", "--out", out
    )
    assert result.code == 0
    assert f"Bewaard in {out}." in result.out
    points = points_file(tmp_path, {"points": [[52.378, 4.884], [52.372, 4.884]]})
    assert run("streets", "matrix", out, "--points", points).code == 0


def test_a_file_that_is_not_osm_is_refused_and_nothing_is_written(
    run: CommandLine, tmp_path: Path
) -> None:
    osm = tmp_path / "x.osm.gz"
    osm.write_bytes(gzip.compress(b"<html>nee</html>"))
    out = tmp_path / "x.npz"
    result = run("streets", "build", "--osm", osm, "--out", out)
    assert result.code == 2
    assert not out.exists()


@pytest.mark.parametrize("where", ["map", "weg/x.npz"])
def test_where_no_file_can_come_is_told_before_the_work(
    run: CommandLine, tmp_path: Path, where: str
) -> None:
    (tmp_path / "map").mkdir()
    result = run("streets", "build", "--osm", tmp_path / "x.osm", "--out", tmp_path / where)
    assert result.code == 2
    assert "map" in result.err


def test_an_extract_is_never_overwritten_by_its_own_streets(
    run: CommandLine, tmp_path: Path
) -> None:
    osm = tmp_path / "x.osm"
    osm.write_text("<osm/>")
    result = run("streets", "build", "--osm", osm, "--out", osm)
    assert result.code == 2
    assert osm.read_text() == "<osm/>"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--bbox", "1,2"),
        ("--bbox", "52.0,4.3,52.1,4.4"),
        ("--place", " "),
        ("--polygon", "weg.json"),
    ],
)
def test_an_area_that_cannot_be_meant_is_refused(
    run: CommandLine, tmp_path: Path, option: str, value: str
) -> None:
    result = run("streets", "fetch", option, value, "--out", tmp_path / "x.npz")
    assert result.code == 2
    assert result.problems


def test_streets_are_fetched_with_progress_and_can_be_ridden(
    run: CommandLine, tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = (shared_data / "overpass/amsterdam-west.json.gz").read_bytes()
    out = tmp_path / "west.npz"
    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path / "instance"))
    with map_server(Answer(body=recorded, headers={"Content-Encoding": "gzip"})) as server:
        monkeypatch.setenv("WIJKSAFARI_OVERPASS_URL", f"{server.url}/api")
        result = run("streets", "fetch", "--bbox", "4.86,52.36,4.91,52.395", "--out", out)
    assert result.code == 0
    assert "ophalen bij 127.0.0.1" in result.err
    points = points_file(tmp_path, {"points": [[52.378, 4.884], [52.372, 4.884]]})
    assert run("streets", "matrix", out, "--points", points).code == 0


def test_a_service_that_is_down_is_told_and_the_last_good_streets_stay(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "west.npz"
    out.write_bytes(b"last good")
    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path / "instance"))
    with map_server(Answer(500, b"down")) as server:
        monkeypatch.setenv("WIJKSAFARI_OVERPASS_URL", f"{server.url}/api")
        result = run("streets", "fetch", "--bbox", "4.86,52.36,4.91,52.395", "--out", out)
    assert result.code == 1
    assert "127.0.0.1" in result.problems[-1]
    assert "‘streets build’ van een OSM-bestand" in result.problems[-1]
    assert "kenmerk" not in result.err
    assert out.read_bytes() == b"last good"
