"""What a list holds as JSON for the database, and back without loss."""

from datetime import time
from typing import Any

from cattrs.preconf.json import make_converter

from wijksafari.planning.found import FoundActivity, FoundLocation

_converter = make_converter(unstruct_collection_overrides={frozenset: sorted})
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))


def item_to_json(item: FoundLocation | FoundActivity) -> dict[str, Any]:
    """Only JSON's own types."""
    document: dict[str, Any] = _converter.unstructure(item)
    return document


def location_from_json(document: dict[str, Any]) -> FoundLocation:
    """What ``item_to_json`` was given."""
    return _converter.structure(document, FoundLocation)


def activity_from_json(document: dict[str, Any]) -> FoundActivity:
    """What ``item_to_json`` was given."""
    return _converter.structure(document, FoundActivity)
