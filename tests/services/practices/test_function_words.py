"""Functions in the many ways people write them."""

import pytest

from wijksafari.planning.functions import FUNCTION_NAMES, FUNCTIONS, Function
from wijksafari.services.practices.function_words import read_function


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Huisarts", "gp"),
        ("h.a.", "gp"),
        ("HIDHA", "gp"),
        ("POH-S", "poh_somatic"),
        ("P.O.H. Somatiek", "poh_somatic"),
        ("poh/ggz", "poh_ggz"),
        ("POHGGZ", "poh_ggz"),
        ("POH", "poh_other"),
        ("praktijkondersteuner", "poh_other"),
        ("POH ouderenzorg", "poh_other"),
        ("Doktersassistente", "practice_assistant"),
        ("assistent", "practice_assistant"),
        ("HAIO", "other"),
        ("praktijkmanager", "other"),
    ],
)
def test_a_spelling_means_a_function(text: str, function: Function) -> None:
    assert read_function(text) == function


@pytest.mark.parametrize("function", FUNCTIONS)
def test_our_own_names_and_codes_are_read(function: Function) -> None:
    assert read_function(function) == read_function(FUNCTION_NAMES[function]) == function


@pytest.mark.parametrize("text", ["", "tandarts", "pohlander", "=1+1", "🚲"])
def test_what_nobody_can_tell_is_no_function(text: str) -> None:
    assert read_function(text) is None
