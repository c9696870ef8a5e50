"""Tables, one subject a file."""

from wijksafari.models.base import Base
from wijksafari.models.geocode import GeocodeAnswer
from wijksafari.models.location import Activity, Location
from wijksafari.models.neighbourhood import Neighbourhood
from wijksafari.models.practice import Practice
from wijksafari.models.safari import Safari

__all__ = [
    "Activity",
    "Base",
    "GeocodeAnswer",
    "Location",
    "Neighbourhood",
    "Practice",
    "Safari",
]
