"""What a practice counts for the threshold."""

import pytest

from wijksafari.models import Person, Practice
from wijksafari.services.practices.numbers import Numbers, numbers_of


def practice(gps: int, practice_nurses: int, *functions: str) -> Practice:
    people = [Person(name=str(n), function=each) for n, each in enumerate(functions)]
    return Practice(name="De Brug", gps=gps, practice_nurses=practice_nurses, people=people)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (practice(3, 1), Numbers(3, 1)),
        (practice(3, 1, "gp"), Numbers(3, 1)),
        (practice(1, 0, "gp", "gp", "poh_ggz"), Numbers(2, 1)),
        (practice(0, 0, "poh_somatic", "poh_ggz", "poh_other"), Numbers(0, 3)),
        (practice(0, 1, "practice_assistant", "other"), Numbers(0, 1)),
        (practice(0, 0), Numbers(0, 0)),
    ],
)
def test_known_names_raise_what_was_stated_and_never_lower_it(
    given: Practice, expected: Numbers
) -> None:
    assert numbers_of(given) == expected


def test_gps_and_practice_nurses_count_together() -> None:
    assert numbers_of(practice(2, 1, "gp", "poh_ggz", "poh_somatic")).counting == 4
