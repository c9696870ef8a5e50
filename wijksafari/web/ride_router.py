"""Rides on a saved evening's streets, at its group's pace."""

from __future__ import annotations

from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Router
from wijksafari.services.evenings.daylight import is_dark
from wijksafari.services.wijken.street_files import street_path
from wijksafari.web.collaborators import collaborators
from wijksafari.web.evening_settings import DEFAULTS
from wijksafari.web.planner_query import parse_query
from wijksafari.web.whole_number import whole_number


def ride_router(safari: Safari, agreed: Itinerary) -> Router:
    """The router that ``agreed`` was planned with. Raises StreetFileError."""
    made = collaborators()
    path = street_path(made.settings.streets, safari.neighbourhood)
    return made.routers(path, pace_kmh=_pace(safari), dark=is_dark(agreed.evening))


def _pace(safari: Safari) -> float:
    """What was typed in the planner; the usual pace where it was planned without its pages."""
    usual = DEFAULTS["tempo"]
    try:
        typed = parse_query(safari.planner_query).text("tempo", usual)
    except InputError:
        typed = usual
    return float(whole_number(typed, 2) or usual)
