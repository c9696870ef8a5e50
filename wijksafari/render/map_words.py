"""What the map says: plain values that the page's own script turns into text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wijksafari.planning import words
from wijksafari.planning.cues import ride
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.route import Point, Street, WayKind
from wijksafari.render.polyline import encode
from wijksafari.render.programme import Names, activity, line, places, returns

Wish = Literal["must", "may", "not"]
_STREETS: dict[WayKind, str] = {
    "street": "street",
    "main road": "main road",
    "cycleway": "cycleway",
    "path": "path",
    "footway": "path",
    "pedestrian": "street",
    "service": "path",
    "track": "path",
}
_WISHES = {"must": "moet mee", "may": "mag mee", "not": "gaat niet mee"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationMark:
    """A location on the planner's map: open that evening or not, and what is wished of it."""

    name: str
    point: Point
    is_open: bool = True
    wish: Wish = "may"
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to point at: ``face`` is what its sign shows, ``style`` how."""

    point: Point
    style: str
    face: tuple[str, ...]
    title: str
    rows: tuple[str, ...]
    width: int = 34


def ends(itinerary: Itinerary, names: Names) -> tuple[Mark, ...]:
    """Signs for the start and the finish, or one for both."""
    start, *_, finish = places(itinerary, names)
    leave = f"Vertrek {words.clock(itinerary.departs)}"
    arrive = f"Aankomst {words.clock(itinerary.arrives)}"
    if returns(itinerary):
        rows = (start.name, leave, arrive)
        both = ("S", "Start en finish")
        return (Mark(start.point, "eind", both, "Start en finish", rows, width=158),)
    return (
        Mark(start.point, "eind", ("S", "Start"), "Start", (start.name, leave), width=84),
        Mark(finish.point, "eind", ("F", "Finish"), "Finish", (finish.name, arrive), width=92),
    )


def stops(itinerary: Itinerary) -> tuple[Mark, ...]:
    """A numbered sign with its time for every stop."""
    return tuple(_stop(number, visit) for number, visit in enumerate(itinerary.visits, start=1))


def _stop(number: int, visit: Visit) -> Mark:
    stay = f"{words.hours(visit.arrival)} tot {words.clock(visit.departure)}"
    rows = (stay, activity(visit.occurrence), line(visit.location.address))
    return Mark(
        visit.location.point,
        "stop",
        (str(number), words.hours(visit.arrival)),
        f"Stop {number}: {line(visit.location.name)}",
        tuple(filter(None, rows)),
        width=84,
    )


def legs(itinerary: Itinerary, names: Names) -> tuple[dict[str, Any], ...]:
    """What each leg's line tells."""
    called = places(itinerary, names)
    return tuple(
        {
            "title": f"Etappe {number}",
            "rows": [
                f"Van {called[number - 1].name} naar {called[number].name}",
                ride(leg),
            ],
        }
        for number, leg in enumerate(itinerary.legs, start=1)
    )


def location(mark: LocationMark) -> Mark:
    """A sign that differs in shape as well as in colour: ✓ must, • may, × not, – closed."""
    if not mark.is_open:
        style, face, state = "locatie wijkkaart-dicht", "–", "die avond niet open"
    else:
        style = f"locatie wijkkaart-{mark.wish}"
        face = {"must": "✓", "may": "•", "not": "×"}[mark.wish]
        state = f"open, {_WISHES[mark.wish]}"
    rows = (state, *(line(detail) for detail in mark.details))
    return Mark(mark.point, style, (face,), line(mark.name), rows)


def street_lines(streets: Sequence[Street]) -> dict[str, str]:
    """The streets' lines by how they are drawn, encoded, parted by spaces."""
    drawn: dict[str, list[str]] = {}
    for street in streets:
        if len(street.coordinates) > 1:
            drawn.setdefault(_STREETS[street.way], []).append(encode(street.coordinates))
    return {kind: " ".join(sorted(set(lines))) for kind, lines in sorted(drawn.items())}
