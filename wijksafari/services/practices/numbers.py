"""How many GPs and praktijkondersteuners a practice has, for the threshold."""

from collections.abc import Collection
from dataclasses import dataclass

from wijksafari.models import Practice
from wijksafari.planning.functions import PRACTICE_NURSES


@dataclass(frozen=True, slots=True)
class Numbers:
    """The GPs and praktijkondersteuners of a practice."""

    gps: int
    practice_nurses: int

    @property
    def counting(self) -> int:
        """All who count for the threshold."""
        return self.gps + self.practice_nurses


def numbers_of(practice: Practice) -> Numbers:
    """What ``practice`` counts: per kind the number it stated, or its known people where more."""
    functions = [person.function for person in practice.people]
    return raised(Numbers(practice.gps, practice.practice_nurses), functions)


def raised(stated: Numbers, functions: Collection[str]) -> Numbers:
    """The ``stated`` numbers, raised to what the ``functions`` of the known people say."""
    gps = sum(each == "gp" for each in functions)
    practice_nurses = sum(each in PRACTICE_NURSES for each in functions)
    return Numbers(max(stated.gps, gps), max(stated.practice_nurses, practice_nurses))


def in_words(numbers: Numbers) -> str:
    """ "3 huisartsen en 1 POH"."""
    gps = "1 huisarts" if numbers.gps == 1 else f"{numbers.gps} huisartsen"
    nurses = "1 POH" if numbers.practice_nurses == 1 else f"{numbers.practice_nurses} POH’s"
    return f"{gps} en {nurses}"
