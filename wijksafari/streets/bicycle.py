"""Where a bicycle may ride in the Netherlands, read from the tags of an OSM way.

The tags are described in the OpenStreetMap wiki under Key:access, Key:bicycle,
Key:oneway:bicycle, Key:cycleway and Tag:bicycle=use_sidepath. "Forward" is the
direction in which the way is drawn. What the way is like to ride is told by
``waytags``.
"""

from collections.abc import Mapping
from enum import IntEnum

Tags = Mapping[str, str]

OPEN_BY_DEFAULT = frozenset(
    (
        *("primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link"),
        *("unclassified", "residential", "living_street", "service", "road"),
        *("cycleway", "path", "track"),
    )
)
ALWAYS_CLOSED = frozenset(
    (
        *("motorway", "motorway_link", "steps", "bus_guideway", "raceway", "corridor", "elevator"),
        *("platform", "construction", "proposed", "planned", "abandoned", "disused", "razed", "no"),
    )
)
OPENING = frozenset(("yes", "designated", "permissive", "official"))
ONLY_TO_GET_THERE = frozenset(("destination", "customers", "residents", "use_sidepath"))
CLOSING = frozenset(
    ("no", "private", "dismount", "military", "permit", "delivery", "agricultural", "forestry")
)
ONEWAY_FORWARD = frozenset(("yes", "true", "1"))
ONEWAY_BACKWARD = frozenset(("-1", "reverse"))
ROUNDABOUTS = frozenset(("roundabout", "circular"))
BESIDE_THE_ROAD = frozenset(("lane", "track", "shared_lane", "share_busway"))
CYCLEWAY_SIDES = ("cycleway", "cycleway:both", "cycleway:left", "cycleway:right")
DIRECTIONS = ("forward", "backward")
# Every tag that is read here and in ``waytags``; osmnx keeps no other.
TAG_KEYS = (
    *("highway", "area", "construction", "motorroad", "foot", "oneway", "oneway:bicycle"),
    *("junction", "name", "maxspeed", "surface", "cycleway:surface", "smoothness", "tracktype"),
    *("lit", "bridge", "tunnel", "cyclestreet", "bicycle_road", "bicycle", "vehicle", "access"),
    *(f"{key}:{way}" for key in ("bicycle", "vehicle", "access", "maxspeed") for way in DIRECTIONS),
    *CYCLEWAY_SIDES,
    *(f"{side}:oneway" for side in CYCLEWAY_SIDES),
)


class Access(IntEnum):
    """Whether a bicycle may ride a way in one direction.

    DISCOURAGED: to get somewhere along the way, or where no other way is near.
    A cycleway beside the road is mandatory (bicycle=use_sidepath), or the way is
    for its destinations only. Closing such ways would tear the network apart
    wherever that cycleway is not in the data.
    """

    CLOSED = 0
    DISCOURAGED = 1
    OPEN = 2


def bicycle_access(tags: Tags) -> tuple[Access, Access]:
    """Whether a bicycle may ride this way, forward and backward."""
    if tags.get("area") == "yes":
        return Access.CLOSED, Access.CLOSED
    forward, backward = _directions(tags)
    return (
        _permission(tags, "forward") if forward else Access.CLOSED,
        _permission(tags, "backward") if backward else Access.CLOSED,
    )


def closes_passage(tags: Tags) -> bool:
    """Whether this node is a barrier that lets no bicycle through.

    Bollards, gates and the like usually let bicycles pass, so only a tag closes
    one: its bicycle tag, or without that its access tag.
    """
    if "barrier" not in tags:
        return False
    return (tags.get("bicycle") or tags.get("access")) in ("no", "private", "dismount")


def _permission(tags: Tags, direction: str) -> Access:
    """May a bicycle use the way at all? The most specific tag decides."""
    highway = tags.get("highway", "")
    if highway in ALWAYS_CLOSED or not highway:
        return Access.CLOSED
    bicycle = _value(tags, "bicycle", direction)
    if bicycle in OPENING:
        return Access.OPEN
    if bicycle in ONLY_TO_GET_THERE:
        return Access.DISCOURAGED
    if bicycle in CLOSING or _closed_by_default(tags, highway):
        return Access.CLOSED
    general = _value(tags, "vehicle", direction) or _value(tags, "access", direction)
    if general in CLOSING:
        return Access.CLOSED
    return Access.DISCOURAGED if general in ONLY_TO_GET_THERE else Access.OPEN


def _closed_by_default(tags: Tags, highway: str) -> bool:
    """Ways where only an explicit bicycle tag lets bicycles in."""
    return (
        highway not in OPEN_BY_DEFAULT
        or tags.get("motorroad") == "yes"
        or (highway == "path" and tags.get("foot") == "designated")
        or tags.get("construction") == "yes"
    )


def _value(tags: Tags, key: str, direction: str) -> str | None:
    """The value for one direction, else the value for both."""
    return tags.get(f"{key}:{direction}") or tags.get(key)


def _directions(tags: Tags) -> tuple[bool, bool]:
    """May bicycles go forward, and backward, as far as one-way rules go?"""
    main = main_direction(tags)
    own = tags.get("oneway:bicycle")
    if own == "no" or (main == (True, True) and own is None):
        return True, True
    if own in ONEWAY_BACKWARD:
        return False, True
    if own in ONEWAY_FORWARD:
        return main if main != (True, True) else (True, False)
    forward, backward = main
    lanes = _lane_directions(tags, main)
    return forward or (True, False) in lanes, backward or (False, True) in lanes


def main_direction(tags: Tags) -> tuple[bool, bool]:
    """May traffic go forward, and backward? Roundabouts are one-way without saying so."""
    oneway = tags.get("oneway")
    if oneway in ONEWAY_BACKWARD:
        return False, True
    if oneway in ONEWAY_FORWARD:
        return True, False
    if oneway is None and tags.get("junction") in ROUNDABOUTS:
        return True, False
    return True, True


def _lane_directions(tags: Tags, main: tuple[bool, bool]) -> set[tuple[bool, bool]]:
    """The directions that cycle lanes and tracks drawn on a one-way road add.

    Without a tag of its own a lane on a one-way road follows the traffic, on
    whichever side it lies.
    """
    against = (main[1], main[0])
    found = set()
    for key in CYCLEWAY_SIDES:
        kind = tags.get(key, "")
        if kind.startswith("opposite"):
            found.add(against)
        elif kind in BESIDE_THE_ROAD:
            oneway = tags.get(f"{key}:oneway") or tags.get("cycleway:both:oneway")
            if oneway == "no":
                found.update(((True, False), (False, True)))
            elif oneway in ONEWAY_BACKWARD:
                found.add((False, True))
            elif oneway in ONEWAY_FORWARD:
                found.add((True, False))
    return found
