"""The threshold in Dutch: percentages that do not flatter, and what is missing."""

import math
from collections.abc import Sequence
from fractions import Fraction

from wijksafari.planning.threshold import DecidedBy, Figure, Representation
from wijksafari.planning.words import listed, practices

_MOST_NAMES = 3
_SAY_WHAT_THEY_ARE = ("praktijk", "centrum", "huisarts", "medisch")
_KINDS = {
    "persons": ("huisarts of POH", "huisartsen en POH’s"),
    "practices": ("praktijk", "praktijken"),
}


def percent(share: Fraction | None) -> str:
    """The share in whole percents, rounded down: 59,9 % is not yet "60 %"."""
    if share is None:
        return "geen cijfer"
    whole = math.floor(share * 100)
    return f"{whole}\u00a0%" if whole or not share else "minder dan 1\u00a0%"


def persons(count: int) -> str:
    """A number of people who count: "1 huisarts of POH", "2 huisartsen of POH’s"."""
    return "1 huisarts of POH" if count == 1 else f"{count} huisartsen of POH’s"


def counted(figure: Figure, by: DecidedBy) -> str:
    """What a figure counts: "6 van 10 huisartsen en POH’s"."""
    one, more = _KINDS[by]
    return f"{figure.count} van {figure.total} {one if figure.total == 1 else more}"


def both_figures(representation: Representation) -> str:
    """Both figures in one line, the deciding one first."""
    found = {
        "persons": _figure(representation.by_persons, "persons"),
        "practices": _figure(representation.by_practices, "practices"),
    }
    first = found.pop(representation.decided_by)
    return f"{first}; {next(iter(found.values()))}"


def missing(representation: Representation, silent: Sequence[str] = ()) -> str:
    """What is missing up to the next level, and from whom nothing was heard.

    "nog 2 huisartsen of POH’s nodig; praktijk De Brug heeft nog niet gereageerd".
    ``silent`` are names of practices.
    """
    return "; ".join(filter(None, (_needed(representation), not_heard(silent))))


def not_heard(silent: Sequence[str]) -> str:
    """From which practices nothing was heard; empty when there are none."""
    if not silent:
        return ""
    if len(silent) == 1:
        return f"{_practice(silent[0])} heeft nog niet gereageerd"
    if len(silent) <= _MOST_NAMES:
        return f"{listed(silent)} hebben nog niet gereageerd"
    others = f"{len(silent) - 2} andere praktijken"
    return f"{listed((*silent[:2], others))} hebben nog niet gereageerd"


def too_few_places(found: Representation, capacity: int) -> str:
    """A warning that even a full evening stays below the minimum; empty where it does not."""
    needed = Figure(0, found.by_persons.total).missing(found.band.minimum)
    if found.decided_by != "persons" or needed <= capacity:
        return ""
    return (
        f"Met {capacity} plekken is het minimum van {percent(found.band.minimum)} niet te halen:"
        f" daarvoor moeten {needed} huisartsen of POH’s mee. Kies bij Afspraken meer plekken, of"
        " laat de praktijken beslissen."
    )


def _figure(figure: Figure, by: DecidedBy) -> str:
    return f"{counted(figure, by)} ({percent(figure.share)})"


def _needed(representation: Representation) -> str:
    amount = persons if representation.decided_by == "persons" else practices
    band = representation.band
    match representation.standing:
        case "no_figure":
            return "er zijn nog geen huisartsen of POH’s om mee te rekenen"
        case "below":
            return f"nog {amount(representation.missing_for_minimum)} nodig"
        case "in_band":
            return (
                f"het minimum van {percent(band.minimum)} is gehaald, voor {percent(band.target)}"
                f" nog {amount(representation.missing_for_target)} nodig"
            )
        case _:
            return f"het doel van {percent(band.target)} is gehaald"


def _practice(name: str) -> str:
    said = any(word in name.lower() for word in _SAY_WHAT_THEY_ARE)
    return name if said else f"praktijk {name}"
