"""What Overpass says of the places a test invents."""

import json
from typing import Any

from tests.streets.map_server import Answer


def node(number: int, lat: float, lon: float, /, **tags: str) -> dict[str, Any]:
    return {"type": "node", "id": number, "lat": lat, "lon": lon, "tags": tags}


def building(number: int, corners: list[tuple[float, float]], **tags: str) -> list[dict[str, Any]]:
    """A closed way and its nodes, numbered from ``number``."""
    nodes = [node(number + n, lat, lon) for n, (lat, lon) in enumerate(corners, start=1)]
    around = [each["id"] for each in nodes]
    return [*nodes, {"type": "way", "id": number, "nodes": [*around, around[0]], "tags": tags}]


def overpass(*elements: dict[str, Any], **extra: object) -> Answer:
    return Answer(body=json.dumps({"elements": elements, **extra}).encode())
