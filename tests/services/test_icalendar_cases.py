"""Calendar files as they are found in the wild: each case, and what becomes of it."""

import pytest

from tests.services.calendar_files import FOLDER, read, told

CASES = sorted(path.stem for path in FOLDER.glob("*.ics"))


@pytest.mark.parametrize("name", CASES)
def test_a_calendar_is_read_as_the_text_beside_it_says(name: str) -> None:
    assert told(read(name)) == (FOLDER / f"{name}.txt").read_text()


def test_an_unchanged_file_is_read_the_same_again() -> None:
    assert all(read(name) == read(name) for name in ("moved", "from_now_on", "new_york"))
