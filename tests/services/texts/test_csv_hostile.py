"""Whatever is in a file: it is read, or refused in sentences."""

import contextlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wijksafari.errors import InputError
from wijksafari.services.catalogue.activities_csv import COLUMNS, read_activities
from wijksafari.services.catalogue.locations_csv import read_locations
from wijksafari.services.practices.practices_csv import read_practices

DEMO = Path(__file__).parents[3] / "data" / "demo"
ODD = (
    *("a", "2026-06-04", "31-12-2026", "19:30", "24.00", "ja", "FREQ=WEEKLY;BYDAY=TU"),
    *("RRULE:FREQ=YEARLY;BYDAY=5MO", "FREQ=DAILY;COUNT=0", "٣", "1e9", "nan", "-0", '"', "=1+1"),
)
CELLS = st.one_of(st.text(max_size=12), st.sampled_from(ODD))


def read_all(content: bytes) -> None:
    for read in (read_locations, lambda source: read_activities(source, {"a"}), read_practices):
        with contextlib.suppress(InputError):
            read(content)


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    read_all(content)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=len(COLUMNS)), max_size=4))
def test_any_cells_below_a_good_header(rows: list[list[str]]) -> None:
    lines = [";".join(COLUMNS), *(";".join(f'"{cell}"' for cell in row) for row in rows)]
    read_all("\n".join(lines).encode(errors="replace"))


@settings(max_examples=60)
@given(st.data())
def test_a_good_file_cut_off_or_damaged_anywhere(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["locations.csv", "activities.csv", "practices.csv"]))
    content = bytearray((DEMO / name).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    read_all(bytes(content))
    read_all(bytes(content[:place]))
