"""A planned tour as JSON for the database, and back without loss."""

from datetime import UTC, datetime, time
from typing import Any

from cattrs.preconf.json import make_converter

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.plan import PlannedTour

_converter = make_converter(unstruct_collection_overrides={frozenset: sorted})
_converter.register_unstructure_hook(datetime, lambda moment: moment.astimezone(UTC).isoformat())
_converter.register_structure_hook(
    datetime, lambda text, _: datetime.fromisoformat(text).astimezone(AMSTERDAM)
)
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))


def tour_to_json(tour: PlannedTour) -> dict[str, Any]:
    """Only JSON's own types; moments in UTC."""
    document: dict[str, Any] = _converter.unstructure(tour, unstructure_as=PlannedTour)
    return document


def tour_from_json(document: dict[str, Any]) -> PlannedTour:
    """What ``tour_to_json`` was given; moments in Europe/Amsterdam."""
    return _converter.structure(document, PlannedTour)


def itinerary_to_json(itinerary: Itinerary) -> dict[str, Any]:
    """The same for an itinerary by itself."""
    document: dict[str, Any] = _converter.unstructure(itinerary, unstructure_as=Itinerary)
    return document


def itinerary_from_json(document: dict[str, Any]) -> Itinerary:
    """What ``itinerary_to_json`` was given; moments in Europe/Amsterdam."""
    return _converter.structure(document, Itinerary)
