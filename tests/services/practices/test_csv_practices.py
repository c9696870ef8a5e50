from pathlib import Path

import pytest

from wijksafari.errors import InputError
from wijksafari.services.practices.practices import PracticeEntry
from wijksafari.services.practices.practices_csv import read_practices

DEMO = Path(__file__).parents[3] / "data" / "demo" / "practices.csv"


def test_a_row_becomes_a_practice() -> None:
    file = read_practices(b"name;gps;practice_nurses;contact_name\nDe Brug;3;1;Jo\n")
    assert file.practices == (
        PracticeEntry(name="De Brug", gps=3, practice_nurses=1, contact_name="Jo"),
    )


def test_reports_all_errors_at_once_each_with_row_and_column() -> None:
    with pytest.raises(InputError) as caught:
        read_practices(b"name,gps,practice_nurses\nA,drie,\nB,0,0\nb,1,1\n,1,1\n")
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "Rij 2, kolom gps",
        "Rij 2, kolom practice_nurses",
        "Rij 3, kolom gps",
        "Rij 4, kolom name",
        "Rij 5, kolom name",
    ]


def test_the_demo_practices_are_read() -> None:
    assert len(read_practices(DEMO).practices) == 6
