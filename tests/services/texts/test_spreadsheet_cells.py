"""Cells that no spreadsheet takes for a formula."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from wijksafari.services.texts.spreadsheet_cells import cell_of, spreadsheet, text_of

TEXTS = st.text(st.sampled_from("='+-@ab ;\"\n\t＝"), max_size=6) | st.text(max_size=20)


@given(TEXTS)
def test_what_goes_out_comes_back_the_same(text: str) -> None:
    assert text_of(cell_of(text)) == text


@given(TEXTS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert not cell_of(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_apostrophe_of_a_name_is_left_alone() -> None:
    assert cell_of("'s-Gravenhage") == text_of("'s-Gravenhage") == "'s-Gravenhage"


def test_the_file_is_what_a_dutch_spreadsheet_opens() -> None:
    file = spreadsheet([("naam", "ë;"), ("=1", '"')])
    rows = list(csv.reader(StringIO(file.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["naam", "ë;"], ["'=1", '"']]
    assert file.startswith(b"\xef\xbb\xbf")
