"""What a way is like to ride, read from its OSM tags onto the codes of StreetNetwork."""

import re
from typing import NamedTuple

from wijksafari.planning.words import plain_line
from wijksafari.streets.bicycle import (
    CYCLEWAY_SIDES,
    ONEWAY_BACKWARD,
    ROUNDABOUTS,
    Tags,
    main_direction,
)
from wijksafari.streets.network import HIGHWAYS, LIT, PROVISIONS, SURFACES

NAME_LENGTH = 120
NO, LANE, TRACK, OWN_WAY = range(len(PROVISIONS))
UNKNOWN, GOOD, ROUGH, BAD = range(len(SURFACES))

SURFACE_CODES = (
    dict.fromkeys(
        [
            "asphalt",
            "concrete",
            "concrete:plates",
            "concrete:lanes",
            "paved",
            "paving_stones",
            "bricks",
            "brick",
            "metal",
            "rubber",
            "acrylic",
            "tartan",
            "chipseal",
            "artificial",
            "plastic",
        ],
        GOOD,
    )
    | dict.fromkeys(
        [
            "sett",
            "cobblestone",
            "cobblestone:flattened",
            "compacted",
            "fine_gravel",
            "shells",
            "wood",
            "grass_paver",
            "metal_grid",
            "stone",
        ],
        ROUGH,
    )
    | dict.fromkeys(
        [
            "unpaved",
            "ground",
            "dirt",
            "earth",
            "mud",
            "sand",
            "grass",
            "gravel",
            "pebblestone",
            "rock",
            "woodchips",
            "unhewn_cobblestone",
            "soil",
            "clay",
        ],
        BAD,
    )
)
TRACKTYPES = {"grade1": GOOD, "grade2": ROUGH, "grade3": BAD, "grade4": BAD, "grade5": BAD}
BAD_SMOOTHNESS = frozenset(["bad", "very_bad", "horrible", "very_horrible", "impassable"])
GOOD_SMOOTHNESS = frozenset(("excellent", "good"))
LIT_YES = frozenset(
    [
        "yes",
        "24/7",
        "automatic",
        "limited",
        "interval",
        "sunset-sunrise",
        "dusk-dawn",
        "operating_times",
    ]
)
IMPLIED_SPEEDS = {
    "nl:urban": 50,
    "nl:rural": 80,
    "nl:zone30": 30,
    "nl:living_street": 15,
    "nl:trunk": 100,
    "walk": 15,
}
MILE = 1.609344


class Ride(NamedTuple):
    """What riding a way is like, in one direction; the codes of StreetNetwork."""

    name: str
    highway: int
    provision: int
    surface: int
    lit: int
    maxspeed: int
    roundabout: bool
    bridge: bool
    tunnel: bool
    discouraged: bool


def ride(tags: Tags, *, forward: bool, discouraged: bool = False) -> Ride:
    """What riding this way is like in one direction."""
    provision = _provision(tags, forward=forward)
    return Ride(
        name=clean_name(tags.get("name", "")),
        highway=_highway(tags.get("highway", "")),
        provision=provision,
        surface=_surface(tags, on_lane=provision in (LANE, TRACK)),
        lit=_lit(tags.get("lit")),
        maxspeed=_maxspeed(tags, forward=forward),
        roundabout=tags.get("junction") in ROUNDABOUTS,
        bridge=tags.get("bridge", "no") != "no",
        tunnel=tags.get("tunnel", "no") not in ("no", "building_passage"),
        discouraged=discouraged,
    )


def clean_name(name: str) -> str:
    """One line of printable text, of a length that fits on a screen."""
    return plain_line(name)[:NAME_LENGTH]


def _highway(value: str) -> int:
    value = value.removesuffix("_link")
    return HIGHWAYS.index(value) if value in HIGHWAYS else 0


def _provision(tags: Tags, *, forward: bool) -> int:
    """Cycle infrastructure on this side of the way; traffic keeps right."""
    highway = tags.get("highway")
    if highway == "cycleway" or "yes" in (tags.get("cyclestreet"), tags.get("bicycle_road")):
        return OWN_WAY
    if highway in ("path", "footway", "pedestrian", "track") and tags.get("bicycle") in (
        "designated",
        "official",
    ):
        return OWN_WAY
    return max(_lane(tags, side, forward=forward) for side in CYCLEWAY_SIDES)


def _lane(tags: Tags, side: str, *, forward: bool) -> int:
    """The lane or track one key tells of, where it serves this direction."""
    kind = tags.get(side, "")
    code = {"lane": LANE, "track": TRACK}.get(kind.removeprefix("opposite_"), NO)
    return code if code and _serves(tags, side, kind, forward=forward) else NO


def _serves(tags: Tags, side: str, kind: str, *, forward: bool) -> bool:
    """Without a direction of its own, a lane follows the traffic on its side of the way."""
    own = tags.get(f"{side}:oneway")
    if own is not None:
        return own == "no" or forward != (own in ONEWAY_BACKWARD)
    main = main_direction(tags)
    if main != (True, True):
        with_traffic = main[0] == forward
        return with_traffic != kind.startswith("opposite_")
    return side != ("cycleway:left" if forward else "cycleway:right")


def _surface(tags: Tags, *, on_lane: bool) -> int:
    """The worst of what is said about the surface the bicycle rides on."""
    value = (tags.get("cycleway:surface") if on_lane else None) or tags.get("surface", "")
    parts = (SURFACE_CODES.get(part.strip(), UNKNOWN) for part in value.split(";"))
    code = max(parts, default=UNKNOWN) or TRACKTYPES.get(tags.get("tracktype", ""), UNKNOWN)
    smoothness = tags.get("smoothness")
    if smoothness in BAD_SMOOTHNESS:
        return BAD
    if smoothness in GOOD_SMOOTHNESS and code != BAD:
        return GOOD
    return code


def _lit(value: str | None) -> int:
    if value in LIT_YES:
        return LIT.index("yes")
    return LIT.index("no" if value in ("no", "disused") else "unknown")


def _maxspeed(tags: Tags, *, forward: bool) -> int:
    """The limit for cars in km/h, 0 where none is known."""
    side = "maxspeed:forward" if forward else "maxspeed:backward"
    value = (tags.get(side) or tags.get("maxspeed", "")).strip().lower()
    if value in IMPLIED_SPEEDS:
        return IMPLIED_SPEEDS[value]
    match = re.match(r"([0-9]{1,3})(?:\.[0-9]+)?\s*(mph)?", value)
    if match is None:
        return 0
    speed = int(match[1]) * (MILE if match[2] else 1)
    return min(round(speed), 255)
