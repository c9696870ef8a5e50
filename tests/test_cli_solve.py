import gzip
import json
from pathlib import Path

import pytest

from tests.cli_runs import CommandLine

PROBLEM = {
    "earliest_start": 0,
    "latest_finish": 100,
    "min_stops": 2,
    "max_stops": 2,
    "theme_bonus": 1,
    "candidates": [
        {
            "id": name,
            "prize": prize,
            "service_duration": 10,
            "theme": name,
            "required": False,
            "forbidden": False,
            "windows": [[0, 80]],
        }
        for name, prize in (("a", 5), ("b", 3), ("c", 2))
    ],
    "mutually_exclusive": [],
    "travel_time": [[0 if row == column else 5 for column in range(5)] for row in range(5)],
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


def problem_file(folder: Path, **changed: object) -> Path:
    path = folder / "problem.json"
    path.write_text(json.dumps(PROBLEM | changed))
    return path


def test_the_best_tours_are_printed_in_the_documented_shape(
    run: CommandLine, tmp_path: Path
) -> None:
    result = run("solve", problem_file(tmp_path), "--alternatives", "2")
    assert (result.code, result.err) == (0, "")
    answer = json.loads(result.out)
    assert list(answer) == ["status", "proven", "tours", "seconds"]
    assert (answer["status"], answer["proven"]) == ("optimal", True)
    first, second = answer["tours"]
    assert first == {
        "stops": ["a", "b"],
        "prize": 10,
        "travel_time": 15,
        "starts": [5, 20],
        "finish": 35,
    }
    assert set(second["stops"]) == {"a", "c"}
    assert 0 <= answer["seconds"] < 5


def test_a_compressed_problem_is_read_too(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "problem.json.gz"
    path.write_bytes(gzip.compress(problem_file(tmp_path).read_bytes()))
    assert run("solve", path).code == 0


def test_without_a_tour_the_code_is_3_and_the_answer_says_infeasible(
    run: CommandLine, tmp_path: Path
) -> None:
    result = run("solve", problem_file(tmp_path, latest_finish=20))
    assert result.code == 3
    answer = json.loads(result.out)
    assert (answer["status"], answer["proven"], answer["tours"]) == ("infeasible", True, [])


def test_everything_wrong_is_told_at_once(run: CommandLine, tmp_path: Path) -> None:
    result = run("solve", tmp_path / "weg.json", "--alternatives", "veel")
    assert (result.code, result.out) == (2, "")
    assert result.problems[0].startswith("--alternatives: verwacht een heel getal")
    assert "weg.json bestaat niet" in result.problems[1]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b"{}"])
def test_what_is_no_problem_is_refused(run: CommandLine, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    result = run("solve", path)
    assert (result.code, result.out) == (2, "")
    assert result.problems


@pytest.mark.parametrize("name", ["evening-n30-s1.json.gz", "optw-r101-max5.json.gz"])
def test_a_shared_problem_gets_its_ten_proven_best(
    run: CommandLine, shared_data: Path, name: str
) -> None:
    expected = json.loads((shared_data / "tours/expected.json").read_text())
    best = next(one["best"] for one in expected if one["file"] == name)
    result = run("solve", shared_data / "tours" / name, "--alternatives", "10")
    tours = json.loads(result.out)["tours"]
    assert [(one["prize"], one["travel_time"]) for one in tours] == [
        (one["prize"], one["travel_time"]) for one in best
    ]
