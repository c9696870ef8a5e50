"""Both figures of the representation as meters against the band."""

from __future__ import annotations

from dataclasses import dataclass

from wijksafari.planning.threshold import DecidedBy, Figure, Representation, Standing
from wijksafari.planning.threshold_words import counted, percent

STANDINGS: dict[Standing, str] = {
    "no_figure": "nog geen cijfer",
    "below": "onder het minimum",
    "in_band": "tussen minimum en doel",
    "target": "doel gehaald",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """One figure; ``fill``, ``minimum`` and ``target`` are percentages to draw with."""

    label: str
    counted: str
    percent: str
    standing: Standing
    fill: float
    minimum: float
    target: float
    decides: bool

    @property
    def standing_words(self) -> str:
        """Where the figure stands against the band."""
        return STANDINGS[self.standing]


def meters(found: Representation) -> tuple[Meter, Meter]:
    """The meter by persons and the one by practices."""
    return (
        _meter(found, found.by_persons, "persons", "Huisartsen en POH’s"),
        _meter(found, found.by_practices, "practices", "Praktijken"),
    )


def _meter(found: Representation, figure: Figure, by: DecidedBy, label: str) -> Meter:
    return Meter(
        label=label,
        counted=counted(figure, by),
        percent=percent(figure.share),
        standing=found.standing_of(figure),
        fill=round(float(figure.share or 0) * 100, 2),
        minimum=float(found.band.minimum * 100),
        target=float(found.band.target * 100),
        decides=found.decided_by == by,
    )
