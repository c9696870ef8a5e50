"""itinerary.json: a planned tour for other programs. Described in docs/interface.md."""

from collections.abc import Iterable
from typing import Any

from wijksafari.planning.cues import cues
from wijksafari.planning.explain import Rejection
from wijksafari.planning.itinerary import Itinerary, Violation, Visit
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.route import Leg, Point
from wijksafari.render.programme import NAMES, Names, Place, places

Json = dict[str, Any]


def itinerary_json(tour: PlannedTour, names: Names = NAMES) -> Json:
    """The tour in JSON's own types: ISO 8601 times with offset, whole metres and seconds."""
    itinerary = tour.itinerary
    ends = places(itinerary, names)
    return {
        "title": names.title,
        "date": itinerary.evening.start.date().isoformat(),
        "gathering": itinerary.evening.start.isoformat(),
        "start": _end(ends[0], "departure", itinerary.departs.isoformat()),
        "finish": _end(ends[-1], "arrival", itinerary.arrives.isoformat()),
        "ends": itinerary.ends.isoformat(),
        "prize": itinerary.prize,
        "riding_seconds": round(itinerary.riding_seconds),
        "riding_metres": round(itinerary.riding_metres),
        "shares": _shares(itinerary),
        "stops": [_stop(visit) for visit in itinerary.visits],
        "legs": [
            _leg(leg, origin.name, destination.name)
            for leg, origin, destination in zip(itinerary.legs, ends, ends[1:], strict=False)
        ],
        "rejected": rejected_json(tour.rejected),
        "violations": violations_json(itinerary.violations),
    }


def rejected_json(rejections: Iterable[Rejection]) -> list[Json]:
    """Why each open location is not in the tour."""
    return [
        {
            "location_id": one.location_id,
            "reason": one.code,
            "sentence": one.sentence,
            "prize_loss": one.prize_loss,
            "extra_seconds": one.extra_seconds,
            "replaces": list(one.replaces),
        }
        for one in rejections
    ]


def violations_json(violations: Iterable[Violation]) -> list[Json]:
    """What does not fit, with its size."""
    return [
        {
            "code": one.code,
            "location_id": one.location_id,
            "seconds": one.seconds,
            "sentence": one.sentence,
        }
        for one in violations
    ]


def _end(place: Place, moment: str, time: str) -> Json:
    lat, lon = _pair(place.point)
    return {"name": place.name, "lat": lat, "lon": lon, moment: time}


def _shares(itinerary: Itinerary) -> Json:
    return {
        "cycle_infrastructure": round(itinerary.share("cycleway_metres"), 3),
        "busy": round(itinerary.share("busy_metres"), 3),
        "lit": round(itinerary.share("lit_metres"), 3),
    }


def _stop(visit: Visit) -> Json:
    met = visit.occurrence
    lat, lon = _pair(visit.location.point)
    return {
        "location_id": visit.location.id,
        "name": visit.location.name,
        "lat": lat,
        "lon": lon,
        "address": visit.location.address,
        "activity": met.activity.title if met else None,
        "kind": met.activity.kind if met else None,
        "opens": met.opens.isoformat() if met else None,
        "closes": met.closes.isoformat() if met else None,
        "arrival": visit.arrival.isoformat(),
        "start": visit.start.isoformat(),
        "departure": visit.departure.isoformat(),
        "visit_minutes": visit.minutes,
        "wait_seconds": visit.wait_seconds,
        "prize": visit.prize,
    }


def _leg(leg: Leg, origin: str, destination: str) -> Json:
    return {
        "from": origin,
        "to": destination,
        "seconds": round(leg.seconds),
        "metres": round(leg.metres),
        "coordinates": [_pair(point) for point in leg.coordinates],
        "cues": [
            {"sentence": cue.sentence, "metres": round(cue.metres), "point": _pair(cue.point)}
            for cue in cues(leg)
        ],
    }


def _pair(point: Point) -> list[float]:
    return [round(point.lat, 6), round(point.lon, 6)]
