"""A row for every table as the first revision made them, in the order of their references."""

from datetime import UTC, date, datetime, time
from typing import Any

MOMENT = datetime(2026, 6, 4, 15, 30, tzinfo=UTC)
# Each row gets 1 for its id.
FIRST: dict[str, dict[str, Any]] = {
    "neighbourhood": {
        "slug": "west",
        "name": "West",
        "school_region": "Noord",
        "streets": "west.npz",
        "meeting_name": "Plein",
        "meeting_lat": 52.25,
        "meeting_lon": 4.5,
        "example": False,
    },
    "location": {
        "neighbourhood_id": 1,
        "code": "linde",
        "name": "De Linde",
        "type": "Buurthuis",
        "theme": None,
        "priority": 5,
        "address": "",
        "lat": 52.25,
        "lon": 4.5,
        "contact_name": "",
        "contact_email": "",
        "contact_phone": "",
    },
    "activity": {
        "location_id": 1,
        "title": "Inloop",
        "kind": "live",
        "rrule": None,
        "first_date": date(2026, 1, 1),
        "until": None,
        "except_dates": [],
        "opens": time(17),
        "closes": time(21),
        "in_school_holidays": True,
        "on_public_holidays": False,
        "min_visit_minutes": None,
        "max_visit_minutes": 30,
    },
    "practice": {
        "neighbourhood_id": 1,
        "name": "De Brug",
        "address": "Kade 1",
        "contact_name": "Carla",
        "gps": 3,
        "practice_nurses": 2,
    },
    "safari": {
        "uid": "7f6c1c5e-0f0c-4a53-9b0f-4b0a7a3d2f11",
        "neighbourhood_id": 1,
        "title": "Wijksafari West",
        "meeting_name": "Plein",
        "finish_name": "Plein",
        "starts_at": MOMENT,
        "sequence": 3,
        "planner_query": "wijk=west",
        "tour": {"stops": ["linde"]},
        "saved_at": MOMENT,
    },
    "geocode_answer": {
        "provider": "pdok",
        "query": "kade 1",
        "lat": 52.25,
        "lon": 4.5,
        "label": "Kade 1",
        "asked_at": MOMENT,
    },
}
