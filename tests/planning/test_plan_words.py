from datetime import date, time

import pytest

from wijksafari.planning import words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 minuten"),
        (1, "1 minuut"),
        (60, "1 minuut"),
        (61, "2 minuten"),
        (420, "7 minuten"),
        (3600, "1 uur"),
        (3660, "1 uur en 1 minuut"),
        (6180, "1 uur en 43 minuten"),
    ],
)
def test_a_duration_is_rounded_up_to_whole_minutes(seconds, text):
    assert words.duration(seconds) == text


def test_times_and_days_are_written_as_in_dutch():
    assert words.clock(time(9, 5)) == "09.05 uur"
    assert words.day(date(2026, 6, 4)) == "donderdag 4 juni 2026"


@pytest.mark.parametrize(
    ("names", "text"),
    [(["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")],
)
def test_names_are_listed_with_en(names, text):
    assert words.listed(names) == text


@pytest.mark.parametrize(
    ("count", "text"), [(1, "één locatie"), (2, "twee locaties"), (11, "11 locaties")]
)
def test_small_numbers_are_words(count, text):
    assert words.locations(count) == text


def test_a_sentence_begins_with_a_capital_and_ends_with_a_stop():
    assert words.sentence("op de hoek") == "Op de hoek."


@pytest.mark.parametrize(
    ("value", "written"), [(7, "7"), (999.6, "1.000"), (1250, "1.250"), (1_234_567, "1.234.567")]
)
def test_thousands_stand_apart_with_a_dot(value: float, written: str):
    assert words.grouped(value) == written
