"""Where the group gathers and where it ends, as form fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wijksafari.models import Neighbourhood
from wijksafari.planning.netherlands import in_netherlands
from wijksafari.planning.problem import Location
from wijksafari.planning.route import Point
from wijksafari.web.planner_query import PlannerQuery

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
        point = _point(query, which, wrong)
        usual = "Eigen verzamelpunt" if which == "start" else "Eigen eindpunt"
        return Place(name or usual, point) if point else None
    for location in places.locations:
        if choice == LOCATION + location.id:
            return Place(name or location.name, location.point)
    wrong[which] = "Deze plek hoort niet bij de gekozen wijk. Kies er een uit de lijst."
    return None


def _point(query: PlannerQuery, which: Which, wrong: dict[str, str]) -> Point | None:
    lat, lon = _degrees(query.text(f"{which}_lat")), _degrees(query.text(f"{which}_lon"))
    if lat is None:
        wrong[f"{which}_lat"] = "Vul de breedtegraad in als getal, zoals 52,0444."
    if lon is None:
        wrong[f"{which}_lon"] = "Vul de lengtegraad in als getal, zoals 4,3954."
    if lat is None or lon is None:
        return None
    if in_netherlands(lat, lon):
        return Point(lat, lon)
    if in_netherlands(lon, lat):
        wrong[f"{which}_lat"] = "Breedte- en lengtegraad zijn verwisseld; draai ze om."
    else:
        wrong[f"{which}_lat"] = (
            "Dit punt ligt niet in Nederland: een breedtegraad ligt tussen 50,7 en 53,6,"
            " een lengtegraad tussen 3,3 en 7,3."
        )
    return None


def _degrees(text: str) -> float | None:
    plain = text.replace(",", ".", 1)
    head, _, tail = plain.partition(".")
    if plain.isascii() and head.isdecimal() and (not tail or tail.isdecimal()) and len(plain) < 20:
        return float(plain)
    return None
