"""Where the group gathers and where it ends, as form fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wijksafari.models import Neighbourhood
from wijksafari.planning.problem import Location
from wijksafari.planning.route import Point
from wijksafari.web.planner_query import PlannerQuery
from wijksafari.web.point_form import read_point

LOCATION = "loc-"

Which = Literal["start", "finish"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place and what people call it."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Places:
    """The places an organiser can choose from without typing coordinates."""

    usual: Place
    locations: tuple[Location, ...]


def places_of(neighbourhood: Neighbourhood, locations: tuple[Location, ...]) -> Places:
    """The wijk's usual meeting point and its locations."""
    point = Point(neighbourhood.meeting_lat, neighbourhood.meeting_lon)
    return Places(Place(neighbourhood.meeting_name, point), locations)


def read_place(
    query: PlannerQuery,
    which: Which,
    places: Places,
    wrong: dict[str, str],
    same: Place | None = None,
) -> Place | None:
    """The place that was chosen; None, with a sentence in ``wrong``, where there is none."""
    default = "wijk" if which == "start" else "zelfde"
    choice = query.text(which, default)
    name = query.text(f"{which}_naam")
    if choice == "zelfde" and which == "finish":
        return same
    if choice == "wijk":
        return Place(name or places.usual.name, places.usual.point)
    if choice == "punt":
        point = read_point(query.texts, f"{which}_lat", f"{which}_lon", wrong)
        usual = "Eigen verzamelpunt" if which == "start" else "Eigen eindpunt"
        return Place(name or usual, point) if point else None
    for location in places.locations:
        if choice == LOCATION + location.id:
            return Place(name or location.name, location.point)
    wrong[which] = "Deze plek hoort niet bij de gekozen wijk. Kies er een uit de lijst."
    return None
