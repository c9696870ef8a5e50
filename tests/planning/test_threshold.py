"""The threshold by example: the cases an adviser would ask about."""

from fractions import Fraction

import pytest

from wijksafari.errors import InputError
from wijksafari.planning.threshold import Band, DecidedBy, Headcount, Representation, represent

BAND = Band.of_percent(60, 70)


def create_headcount(
    signed_up: int, gps: int, practice_nurses: int = 0, name: str = "De Brug"
) -> Headcount:
    return Headcount(name=name, gps=gps, practice_nurses=practice_nurses, signed_up=signed_up)


def of_ten(signed_up: int, decided_by: DecidedBy = "persons") -> Representation:
    return represent([create_headcount(signed_up, 6, 4)], BAND, decided_by)


def test_six_of_ten_is_exactly_the_minimum() -> None:
    assert of_ten(6).persons == Fraction(6, 10)
    assert [of_ten(n).standing for n in (5, 6, 7)] == ["below", "in_band", "target"]


def test_a_hair_below_the_minimum_is_below() -> None:
    assert represent([create_headcount(599, 1000)], BAND).standing == "below"


def test_gps_and_practice_nurses_count_alike() -> None:
    counts = [create_headcount(1, 1, 1), create_headcount(2, 0, 2, "De Poort")]
    assert represent(counts, BAND).persons == Fraction(3, 4)


def test_practices_with_at_least_one_make_the_other_figure() -> None:
    counts = [create_headcount(n, 4, name=f"praktijk {n}") for n in (0, 1, 3)]
    assert represent(counts, BAND).practices == Fraction(2, 3)


def test_a_practice_that_says_three_and_signs_up_four_is_shown_and_counts_three() -> None:
    practice = create_headcount(4, 3)
    assert (practice.counted, practice.surplus) == (3, 1)
    assert represent([practice], BAND).persons == 1


def test_a_surplus_fills_no_gap_of_another_practice() -> None:
    counts = [create_headcount(5, 3), create_headcount(0, 2, name="De Poort")]
    assert represent(counts, BAND).persons == Fraction(3, 5)


@pytest.mark.parametrize("decided_by", ["persons", "practices"])
def test_without_anybody_who_counts_there_is_no_figure(decided_by: DecidedBy) -> None:
    empty = represent([create_headcount(1, 0)], BAND, decided_by)
    assert empty.persons is None
    assert empty.practices == 1
    assert empty.standing == "no_figure"
    assert represent([], BAND, decided_by).standing == "no_figure"


def test_the_chosen_figure_decides() -> None:
    counts = [create_headcount(1, 10), create_headcount(1, 10, name="De Poort")]
    assert represent(counts, BAND, "persons").standing == "below"
    assert represent(counts, BAND, "practices").standing == "target"


def test_missing_counts_up_to_both_levels() -> None:
    found = of_ten(4)
    assert (found.missing_for_minimum, found.missing_for_target) == (2, 3)
    assert (of_ten(10).missing_for_minimum, of_ten(10).missing_for_target) == (0, 0)


@pytest.mark.parametrize(
    ("minimum", "target", "sentence"),
    [
        (60, 101, "Meer dan 100 %"),
        (101, 101, "Meer dan 100 %"),
        (0, 70, "hoger dan 0 %"),
        (-5, 70, "hoger dan 0 %"),
        (70, 60, "onder het minimum"),
    ],
)
def test_an_impossible_band_is_refused_with_a_sentence(
    minimum: int, target: int, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        Band.of_percent(minimum, target)


def test_a_band_may_be_one_line() -> None:
    band = Band.of_percent(100, 100)
    assert represent([create_headcount(3, 3)], band).standing == "target"
    assert represent([create_headcount(2, 3)], band).standing == "below"
