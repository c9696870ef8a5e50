"""The route for a phone or a bicycle computer: GPX 1.1."""

from datetime import UTC, datetime

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from wijksafari.planning import words
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.route import Point
from wijksafari.render.programme import NAMES, Names, activity, line, places, when

_LICENCE = "https://www.openstreetmap.org/copyright"


def route_gpx(itinerary: Itinerary, names: Names = NAMES) -> bytes:
    """The whole ride as one track, with a waypoint for each end and each stop, as UTF-8.

    Waypoint times are UTC: arrivals, and for the meeting point the departure.
    """
    document = GPX()
    document.creator = "wijksafari"
    document.name = line(names.title)
    document.description = when(itinerary)
    document.copyright_author = "OpenStreetMap-bijdragers (ODbL)"
    document.copyright_license = _LICENCE
    document.waypoints = _waypoints(itinerary, names)
    document.tracks = [_track(itinerary, names)]
    text: str = document.to_xml(version="1.1")
    return text.encode()


def _waypoints(itinerary: Itinerary, names: Names) -> list[GPXWaypoint]:
    start, *_, finish = places(itinerary, names)
    return [
        _waypoint(start.point, f"Start: {start.name}", itinerary.departs),
        *(_stop(number, visit) for number, visit in enumerate(itinerary.visits, start=1)),
        _waypoint(finish.point, f"Finish: {finish.name}", itinerary.arrives),
    ]


def _stop(number: int, visit: Visit) -> GPXWaypoint:
    stay = f"{words.hours(visit.arrival)} tot {words.clock(visit.departure)}"
    described = (stay, activity(visit.occurrence), line(visit.location.address))
    return _waypoint(
        visit.location.point,
        f"{number}. {line(visit.location.name)}",
        visit.arrival,
        description=". ".join(filter(None, described)),
        comment=line(visit.location.address) or None,
    )


def _waypoint(
    point: Point,
    name: str,
    time: datetime,
    *,
    description: str | None = None,
    comment: str | None = None,
) -> GPXWaypoint:
    return GPXWaypoint(
        latitude=round(point.lat, 6),
        longitude=round(point.lon, 6),
        time=time.astimezone(UTC),
        name=name,
        description=description,
        comment=comment,
    )


def _track(itinerary: Itinerary, names: Names) -> GPXTrack:
    track = GPXTrack(name=line(names.title))
    track.type = "cycling"  # type: ignore[assignment]
    ridden = [point for leg in itinerary.legs for point in leg.coordinates]
    fresh = [point for n, point in enumerate(ridden) if n == 0 or point != ridden[n - 1]]
    track.segments = [
        GPXTrackSegment([GPXTrackPoint(round(at.lat, 6), round(at.lon, 6)) for at in fresh])
    ]
    return track
