from fractions import Fraction

import pytest

from tests.planning.test_threshold import BAND, create_headcount, of_ten
from wijksafari.planning.threshold import represent
from wijksafari.planning.threshold_words import (
    both_figures,
    missing,
    not_heard,
    percent,
    too_few_places,
)


def plain(text: str) -> str:
    """The text with ordinary spaces, to compare with."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(599, 1000), "59 %"),
        (Fraction(6, 10), "60 %"),
        (Fraction(2, 3), "66 %"),
        (Fraction(999, 1000), "99 %"),
        (Fraction(1), "100 %"),
        (Fraction(0), "0 %"),
        (Fraction(1, 150), "minder dan 1 %"),
        (None, "geen cijfer"),
    ],
)
def test_percentages_are_rounded_down(share: Fraction | None, words: str) -> None:
    assert plain(percent(share)) == words


def test_what_is_missing_is_said_with_who_has_not_answered() -> None:
    assert missing(of_ten(4), ["De Brug"]) == (
        "nog 2 huisartsen of POH’s nodig; praktijk De Brug heeft nog niet gereageerd"
    )


def test_one_missing_person_is_one_huisarts_of_poh() -> None:
    assert missing(of_ten(5)) == "nog 1 huisarts of POH nodig"


def test_deciding_by_practices_asks_for_practices() -> None:
    counts = [create_headcount(n, 2) for n in (0, 0, 1)]
    assert missing(represent(counts, BAND, "practices")) == "nog 1 praktijk nodig"


def test_in_the_band_the_way_to_the_target_is_told() -> None:
    assert plain(missing(of_ten(6))) == (
        "het minimum van 60 % is gehaald, voor 70 % nog 1 huisarts of POH nodig"
    )
    assert plain(missing(of_ten(9))) == "het doel van 70 % is gehaald"


def test_without_anybody_to_count_the_sentence_says_so() -> None:
    assert missing(represent([], BAND)) == "er zijn nog geen huisartsen of POH’s om mee te rekenen"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Praktijk Zuid"], "Praktijk Zuid heeft nog niet gereageerd"),
        (["De Brug", "De Poort"], "De Brug en De Poort hebben nog niet gereageerd"),
        (["A", "B", "C"], "A, B en C hebben nog niet gereageerd"),
        (["A", "B", "C", "D"], "A, B en 2 andere praktijken hebben nog niet gereageerd"),
    ],
)
def test_silent_practices_are_named_while_they_are_few(names: list[str], words: str) -> None:
    assert not_heard(names) == words


def test_both_figures_stand_in_one_line_with_the_deciding_one_first() -> None:
    assert plain(both_figures(of_ten(6))) == (
        "6 van 10 huisartsen en POH’s (60 %); 1 van 1 praktijk (100 %)"
    )
    assert both_figures(of_ten(6, "practices")).startswith("1 van 1 praktijk")


def test_too_few_places_for_the_minimum_is_told_beforehand() -> None:
    assert plain(too_few_places(of_ten(0), 5)) == (
        "Met 5 plekken is het minimum van 60 % niet te halen: daarvoor moeten 6 huisartsen of"
        " POH’s mee. Kies bij Afspraken meer plekken, of laat de praktijken beslissen."
    )


def test_just_enough_places_need_no_warning() -> None:
    assert too_few_places(of_ten(0), 6) == ""


def test_places_do_not_limit_what_practices_decide() -> None:
    found = represent([create_headcount(0, 10)], BAND, "practices")
    assert too_few_places(found, 1) == ""
