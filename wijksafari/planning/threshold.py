"""The threshold: how much of the huisartsengroep is represented, and whether that is enough.

Whole numbers and exact fractions only: 6 of 10 is 60 %, 599 of 1000 is not.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from wijksafari.errors import InputError

DecidedBy = Literal["persons", "practices"]
Standing = Literal["no_figure", "below", "in_band", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """One invited practice: its GPs and praktijkondersteuners, and how many of them come."""

    name: str
    gps: int
    practice_nurses: int
    signed_up: int

    @property
    def total(self) -> int:
        """How many of this practice count for the threshold."""
        return self.gps + self.practice_nurses

    @property
    def counted(self) -> int:
        """Those signed up, at most all of the practice: a surplus fills no gap elsewhere."""
        return min(self.signed_up, self.total)

    @property
    def surplus(self) -> int:
        """How many signed up beyond what the practice said it has."""
        return self.signed_up - self.counted


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many."""

    count: int
    total: int

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; none of nothing."""
        return Fraction(self.count, self.total) if self.total else None

    def missing(self, level: Fraction) -> int:
        """The smallest number more with which the share is at least ``level``."""
        return max(0, math.ceil(level * self.total) - self.count)


@dataclass(frozen=True, slots=True)
class Band:
    """From ``minimum`` on an organiser may confirm with a reason, from ``target`` on without."""

    minimum: Fraction
    target: Fraction

    def __post_init__(self) -> None:
        """Raises InputError unless 0 < minimum <= target <= 1."""
        if self.minimum > 1 or self.target > 1:
            raise InputError("Meer dan 100 % kan niemand halen. Kies hooguit 100 %.")
        if self.minimum <= 0:
            raise InputError("Het minimum is hoger dan 0 %. Kies minstens 1 %.")
        if self.target < self.minimum:
            raise InputError("Het doel ligt niet onder het minimum. Kies een hoger doel.")

    @classmethod
    def of_percent(cls, minimum: int, target: int) -> "Band":
        """The band between two whole percentages. Raises InputError."""
        return cls(Fraction(minimum, 100), Fraction(target, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """Both figures, and the one that decides against the band.

    ``by_persons``: GPs and praktijkondersteuners who come, of all in the invited
    practices. ``by_practices``: invited practices with at least one of them, of all
    invited practices.
    """

    by_persons: Figure
    by_practices: Figure
    band: Band
    decided_by: DecidedBy = "persons"

    @property
    def persons(self) -> Fraction | None:
        """The share by persons; none when no practice has anyone who counts."""
        return self.by_persons.share

    @property
    def practices(self) -> Fraction | None:
        """The share by practices; none when no practice is invited."""
        return self.by_practices.share

    @property
    def deciding(self) -> Figure:
        """The figure that is held against the band."""
        return self.by_persons if self.decided_by == "persons" else self.by_practices

    @property
    def standing(self) -> Standing:
        """Where the deciding figure stands."""
        # Without anybody to count there is nothing to decide on, whichever figure decides.
        if self.by_persons.share is None:
            return "no_figure"
        return self.standing_of(self.deciding)

    def standing_of(self, figure: Figure) -> Standing:
        """Where one of the two figures stands against the band."""
        share = figure.share
        if share is None:
            return "no_figure"
        if share < self.band.minimum:
            return "below"
        return "in_band" if share < self.band.target else "target"

    @property
    def missing_for_minimum(self) -> int:
        """How many persons, or practices, more reach the minimum."""
        return self.deciding.missing(self.band.minimum)

    @property
    def missing_for_target(self) -> int:
        """How many persons, or practices, more reach the target."""
        return self.deciding.missing(self.band.target)


def represent(
    headcounts: Iterable[Headcount], band: Band, decided_by: DecidedBy = "persons"
) -> Representation:
    """The representation by these invited practices."""
    invited = tuple(headcounts)
    return Representation(
        by_persons=Figure(sum(each.counted for each in invited), sum(p.total for p in invited)),
        by_practices=Figure(sum(each.signed_up > 0 for each in invited), len(invited)),
        band=band,
        decided_by=decided_by,
    )
