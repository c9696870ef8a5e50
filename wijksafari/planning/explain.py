"""Why not: a location, an order, an evening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wijksafari.planning.problem import Evening, Location, Tour
from wijksafari.planning.request import PlanRequest
from wijksafari.planning.travel import Rides
from wijksafari.planning.windows import location_of
from wijksafari.planning.words import duration, listed, points, sentence

RejectionCode = Literal[
    "costs",
    "equal",
    "gains",
    "never_fits",
    "closes_early",
    "opens_late",
    "too_far",
    "visit_too_long",
    "excluded",
    "forbidden",
    "off_streets",
]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why an open location is not in a tour, and what taking it along would cost.

    ``prize_loss`` (points) and ``extra_seconds`` (of riding) compare the best
    tour that has it with the tour explained, and are negative where that one is
    better; None where no tour has it. ``replaces`` are the locations that would
    then fall out.
    """

    location_id: str
    code: RejectionCode
    sentence: str
    prize_loss: int | None = None
    extra_seconds: int | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest single change that makes a tour possible, and the evening with it."""

    sentence: str
    evening: Evening


@dataclass(frozen=True, slots=True)
class _Explained:
    """The tour explained: location ids, points, seconds of riding without parking."""

    stops: frozenset[str]
    prize: int
    riding: int


@dataclass(frozen=True, slots=True)
class Company:
    """For each open location the best tour that has it, or why none has it."""

    tours: Mapping[str, Tour]
    never: Mapping[str, Rejection]


def rejections(
    request: PlanRequest,
    rides: Rides,
    company: Company,
    stops: Sequence[Location],
    prize: int,
) -> tuple[Rejection, ...]:
    """Why each open location outside ``stops`` is not among them, cheapest first."""
    inside = frozenset(location.id for location in stops)
    explained = _Explained(inside, prize, rides.along(request.evening, stops))
    found = []
    for location in request.open_locations:
        if location.id in inside:
            continue
        if location.id in request.forbidden:
            found.append(Rejection(location.id, "forbidden", "Staat op ‘niet’."))
        elif location.id in company.tours:
            tour = company.tours[location.id]
            found.append(_priced(request, location, tour, explained))
        else:
            found.append(company.never[location.id])
    return tuple(sorted(found, key=_cheapest_first))


def _cheapest_first(rejection: Rejection) -> tuple[bool, bool, int, int]:
    return (
        rejection.code == "forbidden",
        rejection.prize_loss is None,
        rejection.prize_loss or 0,
        rejection.extra_seconds or 0,
    )


def _priced(
    request: PlanRequest, location: Location, tour: Tour, explained: _Explained
) -> Rejection:
    """What it costs to take the location along in the best tour that has it."""
    with_it = [location_of(stop) for stop in tour.stops]
    out = [each.id for each in request.locations if each.id in explained.stops - set(with_it)]
    extra_stops = [stop for stop in with_it if stop not in explained.stops | {location.id}]
    loss = explained.prize - tour.prize
    parking = request.evening.parking_minutes * 60
    extra = tour.travel_time - parking * len(tour.stops) - explained.riding
    how = _condition([request.name(each) for each in out], list(map(request.name, extra_stops)))
    if loss == 0 and not _minutes(extra):
        code: RejectionCode = "equal"
        text = f"even goed: {how}, met evenveel punten en even lang fietsen"
    else:
        code = "gains" if loss < 0 else "costs"
        text = f"{how}: {points_words(loss)}, {riding_words(extra)}"
    return Rejection(location.id, code, sentence(text), loss, extra, tuple(out))


def _condition(out: Sequence[str], extra: Sequence[str]) -> str:
    """ "kan mee als Het Baken vervalt en De Kas erbij komt"."""
    parts = []
    if out:
        parts.append(f"{listed(out)} {'vervalt' if len(out) == 1 else 'vervallen'}")
    if extra:
        parts.append(f"{listed(extra)} erbij {'komt' if len(extra) == 1 else 'komen'}")
    return f"kan mee als {' en '.join(parts)}" if parts else "kan er zo bij"


def points_words(loss: int) -> str:
    """What it loses in points: "3 punten minder", "evenveel punten"."""
    if not loss:
        return "evenveel punten"
    return f"{points(abs(loss))} {'minder' if loss > 0 else 'meer'}"


def riding_words(extra: int) -> str:
    """How many seconds longer the riding is: "2 minuten langer fietsen"."""
    minutes = _minutes(extra)
    if not minutes:
        return "even lang fietsen"
    return f"{duration(abs(minutes) * 60)} {'langer' if minutes > 0 else 'korter'} fietsen"


def _minutes(seconds: int) -> int:
    return round(seconds / 60)
