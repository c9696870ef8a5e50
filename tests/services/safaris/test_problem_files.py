"""Tour problem files: what they mean, and what is said of those that mean nothing."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from wijksafari.errors import InputError
from wijksafari.planning.problem import Solution, TimeWindow, Tour, TourProblem
from wijksafari.services.safaris import problem_files
from wijksafari.services.safaris.problem_files import read_problem, solution_json

TOURS = Path(__file__).parents[3].parent / "shared" / "data" / "tours"


def small_problem(**overrides: Any) -> dict[str, Any]:
    return {
        "earliest_start": 0,
        "latest_finish": 100,
        "candidates": [
            {"id": "linde", "prize": 3, "service_duration": 20, "windows": [[0, 30], [60, 70]]},
            {
                "id": "baken",
                "prize": 5,
                "service_duration": 20,
                "windows": [],
                "theme": "eenzaamheid",
                "required": True,
                "forbidden": True,
                "location": "huis",
            },
        ],
        "travel_time": [[0, 1, 2, 3]] * 4,
        **overrides,
    }


def written(folder: Path, content: object, name: str = "problem.json") -> Path:
    path = folder / name
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def complaint(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_problem(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["problem.json", "problem.json.gz"])
def test_reads_every_field_plain_and_compressed(tmp_path: Path, name: str) -> None:
    content = small_problem(
        min_stops=1, max_stops=2, theme_bonus=4, mutually_exclusive=[["linde", "baken"]]
    )

    problem = read_problem(written(tmp_path, content, name))

    linde, baken = problem.candidates
    assert linde.windows == (TimeWindow(0, 30), TimeWindow(60, 70))
    assert (linde.theme, linde.required, linde.forbidden, linde.place) == (
        None,
        False,
        False,
        "linde",
    )
    assert (baken.theme, baken.required, baken.forbidden) == ("eenzaamheid", True, True)
    assert baken.place == "huis"
    assert problem.travel_time == ((0, 1, 2, 3),) * 4
    assert (problem.min_stops, problem.max_stops, problem.theme_bonus) == (1, 2, 4)
    assert problem.mutually_exclusive == (("linde", "baken"),)


def test_what_is_left_out_takes_the_usual_value(tmp_path: Path) -> None:
    problem = read_problem(written(tmp_path, small_problem()))

    assert (problem.min_stops, problem.max_stops, problem.theme_bonus) == (4, 5, 0)
    assert problem.mutually_exclusive == ()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(small_problem()).encode()

    assert isinstance(read_problem(written(tmp_path, content)), TourProblem)


@pytest.mark.skipif(not TOURS.is_dir(), reason="the shared tour problems are not here")
def test_reads_all_shared_tour_problems() -> None:
    sizes = {path.name: len(read_problem(path).candidates) for path in TOURS.glob("*-*.json.gz")}

    assert len(sizes) == 16
    assert sizes["evening-n500-s1.json.gz"] == 500


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "geen goede JSON: regel 1"),
        (b"[" * 100_000, "geen goede JSON"),
        (b"1" * 5_000, "geen goede JSON"),
        (b"\xff\xfe{", "geen UTF-8"),
        (b"", "geen goede JSON"),
        (b"[]", "één JSON-object"),
        (b"\x1f\x8bnonsense", "geen heel gzip-bestand"),
        (
            gzip.compress(json.dumps(small_problem()).encode(), mtime=0)[:-9],
            "geen heel gzip-bestand",
        ),
    ],
)
def test_a_file_that_is_no_json_object_is_named(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    message = complaint(written(tmp_path, content))

    assert expected in message
    assert "problem.json" in message


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({"earliest_start": None}, "Earliest_start moet een geheel getal"),
        ({"latest_finish": 1.5}, "Latest_finish moet een geheel getal"),
        ({"max_stops": True}, "Max_stops moet een geheel getal"),
        ({"theme_bonus": 10**30}, "Theme_bonus moet een geheel getal"),
        ({"candidates": {}}, "Candidates moet een lijst"),
        ({"candidates": [{}] * 2_001}, "Candidates moet een lijst van hoogstens 2000"),
        ({"candidates": ["linde"]}, "Kandidaat 1: moet een object zijn"),
        ({"candidates": [{"prize": 1}]}, "Kandidaat 1: id ontbreekt"),
        ({"candidates": [{"id": 5}]}, "Kandidaat 1: id moet een tekst"),
        ({"candidates": [{"id": "x" * 201}]}, "Kandidaat 1: id moet een tekst"),
        ({"candidates": [{"id": "a", "prize": "3"}]}, "Kandidaat 1: prize moet een geheel getal"),
        ({"candidates": [{"id": "a", "windows": [[1]]}]}, "Kandidaat 1: elk tijdvenster"),
        ({"candidates": [{"id": "a", "windows": [[1, "2"]]}]}, "Kandidaat 1: elk tijdvenster"),
        ({"candidates": [{"id": "a", "theme": 3}]}, "Kandidaat 1: theme moet een tekst"),
        ({"candidates": [{"id": "a", "required": 1}]}, "Kandidaat 1: required moet true of false"),
        ({"travel_time": [[0], "ver"]}, "Travel_time, rij 1: moet een lijst"),
        ({"travel_time": [[0, None]]}, "Travel_time, rij 0: moet een lijst"),
        ({"travel_time": [[0]]}, "een tabel van 4 bij 4"),
        ({"travel_time": [[-1] * 4] * 4}, "Reistijden kunnen niet negatief zijn"),
        ({"mutually_exclusive": [["linde"]]}, "elk paar is een lijst van twee id's"),
        ({"mutually_exclusive": [["linde", "weg"]]}, "weg: uitgesloten, maar geen kandidaat"),
        ({"min_stops": 9}, "Kies 1 tot 8 stops"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(
    tmp_path: Path, overrides: dict[str, Any], expected: str
) -> None:
    assert expected in complaint(written(tmp_path, small_problem(**overrides)))


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    content = small_problem()
    del content["latest_finish"]

    assert "Latest_finish ontbreekt" in complaint(written(tmp_path, content))


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    content = small_problem(earliest_start="nu", travel_time=[["ver"]])

    assert len(complaint(written(tmp_path, content)).splitlines()) == 2


def test_a_file_full_of_mistakes_is_given_up_in_time(tmp_path: Path) -> None:
    content = small_problem(candidates=[{}] * 500)

    assert len(complaint(written(tmp_path, content)).splitlines()) == 21


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert "bestaat niet" in complaint(tmp_path / "weg.json")
    assert "kan niet worden gelezen" in complaint(tmp_path)


def test_a_file_that_unpacks_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_files, "MAX_BYTES", 1 << 20)
    bomb = written(tmp_path, b" " * (5 << 20), "bomb.json.gz")

    assert bomb.stat().st_size < 1 << 16
    assert "te groot: hoogstens 1 MB" in complaint(bomb)


def test_a_solution_is_written_as_documented() -> None:
    tour = Tour(stops=("b", "a"), prize=8, travel_time=12, starts=(3, 9), finish=20)

    assert solution_json(Solution((tour,)), 0.25) == {
        "status": "optimal",
        "proven": True,
        "tours": [
            {"stops": ["b", "a"], "prize": 8, "travel_time": 12, "starts": [3, 9], "finish": 20}
        ],
        "seconds": 0.25,
    }


def test_the_proof_that_no_tour_exists_is_written_as_infeasible() -> None:
    written_out = solution_json(Solution(()), 0.1)

    assert written_out["status"] == "infeasible"
    assert written_out["proven"] is True
    assert written_out["tours"] == []
