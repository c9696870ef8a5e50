from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijksafari.cli import parameters
from wijksafari.errors import InputError
from wijksafari.planning.route import Point

READERS = (
    parameters.lat_lon,
    parameters.day,
    parameters.clock_time,
    parameters.stop_range,
    parameters.id_list,
    lambda text: parameters.whole(text, 1, 10),
    lambda text: parameters.decimal(text, 1, 10),
    lambda text: parameters.one_of(text, ("group", "shortest")),
)


@given(st.one_of(st.text(), st.from_regex(r"[-+0-9.,:]{1,12}")), st.sampled_from(READERS))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, read: object) -> None:
    try:
        read(text)  # type: ignore[operator]
    except InputError as error:
        (sentence,) = error.problems
        assert sentence.endswith((".", "?"))


def test_what_is_written_well_is_read() -> None:
    assert parameters.lat_lon(" 52.0444, 4.3954") == Point(52.0444, 4.3954)
    assert parameters.day("2028-02-29") == date(2028, 2, 29)
    assert parameters.clock_time("9.05") == time(9, 5)
    assert parameters.stop_range("4") == (4, 4)
    assert parameters.stop_range("3-6") == (3, 6)
    assert parameters.id_list("a, b") == ("a", "b")
    assert parameters.decimal("12,5", 5, 30) == 12.5
    assert parameters.one_of("GROUP", ("group", "shortest")) == "group"


@pytest.mark.parametrize("text", ["0", "4-9", "5-4", "-4", "4-", "vier", "44"])
def test_a_number_of_stops_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parameters.stop_range(text)
