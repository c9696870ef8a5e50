"""Links that hand a leg or a call over to the phone's own programs."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote, urlencode

from wijksafari.planning.cues import stays
from wijksafari.planning.route import Leg, Point
from wijksafari.render.programme import line

# Google's documented limit on phones; on computers it is nine.
MOST_WAYPOINTS = 3
_METRES_PER_DEGREE = 111_320
# Nearer to the straight line than this, a navigator finds our streets by itself.
_WORTH_A_WAYPOINT = 40.0
_NUMBER = re.compile(r"\+?[0-9]{3,15}")


def google_maps(leg: Leg) -> str:
    """The leg in Google Maps, by bicycle, along our streets as far as three waypoints can say."""
    asked = {
        "api": "1",
        "origin": _pair(leg.origin),
        "destination": _pair(leg.destination),
        "travelmode": "bicycling",
    }
    via = waypoints(leg)
    if via:
        asked["waypoints"] = "|".join(map(_pair, via))
    return f"https://www.google.com/maps/dir/?{urlencode(asked, safe=',')}"


def apple_maps(leg: Leg) -> str:
    """The leg in Apple Maps, by bicycle.

    In the form that every iPhone knows; the newer one, with waypoints, needs
    iOS 18.4. Of ``dirflg`` Apple documents no bicycle, but Maps takes "c" for it.
    """
    asked = {"saddr": _pair(leg.origin), "daddr": _pair(leg.destination), "dirflg": "c"}
    return f"https://maps.apple.com/?{urlencode(asked, safe=',')}"


def google_maps_to(point: Point) -> str:
    """The way from wherever one is, by bicycle, in Google Maps."""
    asked = {"api": "1", "destination": _pair(point), "travelmode": "bicycling"}
    return f"https://www.google.com/maps/dir/?{urlencode(asked, safe=',')}"


def apple_maps_to(point: Point) -> str:
    """The way from wherever one is, by bicycle, in Apple Maps."""
    return f"https://maps.apple.com/?{urlencode({'daddr': _pair(point), 'dirflg': 'c'}, safe=',')}"


def geo(point: Point, name: str) -> str:
    """The place in whatever program the phone opens places with."""
    label = quote(line(name).replace("(", "[").replace(")", "]"))
    return f"geo:{_pair(point)}?q={_pair(point)}({label})"


def waypoints(leg: Leg) -> tuple[Point, ...]:
    """At most three points of the leg, in order, that keep a navigator on our streets.

    Each is the one farthest from the line through those before it.
    """
    ridden = leg.coordinates
    if stays(leg) or len(ridden) < 3:
        return ()
    flat = _flat(ridden)
    kept = [0, len(ridden) - 1]
    while len(kept) < MOST_WAYPOINTS + 2:
        off, farthest = max(
            (_off(flat, before, after, each), each)
            for before, after in pairwise(kept)
            for each in range(before, after + 1)
        )
        if off < _WORTH_A_WAYPOINT:
            break
        kept = sorted([*kept, farthest])
    return tuple(ridden[each] for each in kept[1:-1])


def telephone(typed: str) -> str:
    """What calls the number that somebody typed: "tel:+31612345678"; empty where it is none."""
    number = re.sub(r"^(\+[0-9 ]+)\(0\)", r"\1", line(typed))
    number = re.sub(r"[\s().\-/\u2010-\u2015]", "", number)
    return f"tel:{number}" if _NUMBER.fullmatch(number) else ""


def _pair(point: Point) -> str:
    return f"{point.lat:.6f},{point.lon:.6f}"


def _flat(line: Sequence[Point]) -> list[tuple[float, float]]:
    """Metres on a plane that fits a ride across a city."""
    shrink = math.cos(math.radians(line[0].lat))
    return [
        (each.lon * shrink * _METRES_PER_DEGREE, each.lat * _METRES_PER_DEGREE) for each in line
    ]


def _off(flat: Sequence[tuple[float, float]], before: int, after: int, each: int) -> float:
    """How far point ``each`` is from the stretch between ``before`` and ``after``."""
    (ax, ay), (bx, by), (x, y) = flat[before], flat[after], flat[each]
    length = math.hypot(bx - ax, by - ay)
    if not length:
        return math.hypot(x - ax, y - ay)
    along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2
    along = min(max(along, 0.0), 1.0)
    return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
