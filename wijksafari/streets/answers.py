"""Whether an answer from Overpass or Nominatim is one, before osmnx works on it."""

from typing import Any


def is_street_data(answer: Any) -> bool:
    """Whether an answer holds ways and all their nodes, as Overpass gives them."""
    return _holds(answer, relations=False)


def is_feature_data(answer: Any) -> bool:
    """Whether an answer holds nodes, ways with all their nodes, and relations of those."""
    return _holds(answer, relations=True)


def _holds(answer: Any, *, relations: bool) -> bool:
    if not isinstance(answer, dict) or not isinstance(answer.get("elements"), list):
        return False
    things = answer["elements"]
    if not all(isinstance(thing, dict) and isinstance(thing.get("id"), int) for thing in things):
        return False
    nodes = {thing["id"] for thing in things if _is_node(thing)}
    ways = [thing for thing in things if thing.get("type") == "way"]
    others = [thing for thing in things if relations and _is_relation(thing)]
    whole = len(nodes) + len(ways) + len(others) == len(things)
    return whole and all(_is_way(way, nodes) for way in ways)


def _is_node(thing: dict[str, Any]) -> bool:
    place = (thing.get("lat"), thing.get("lon"))
    return (
        thing.get("type") == "node"
        and all(isinstance(degrees, int | float) and abs(degrees) <= 180 for degrees in place)
        and _are_tags(thing.get("tags", {}))
    )


def _is_way(thing: dict[str, Any], nodes: set[int]) -> bool:
    refs = thing.get("nodes")
    return (
        isinstance(refs, list)
        and all(isinstance(ref, int) and ref in nodes for ref in refs)
        and _are_tags(thing.get("tags", {}))
    )


def _is_relation(thing: dict[str, Any]) -> bool:
    members = thing.get("members")
    return (
        thing.get("type") == "relation"
        and isinstance(members, list)
        and all(_is_member(each) for each in members)
        and _are_tags(thing.get("tags", {}))
    )


def _is_member(member: Any) -> bool:
    return (
        isinstance(member, dict)
        and isinstance(member.get("ref"), int)
        and all(isinstance(member.get(name), str) for name in ("type", "role"))
    )


def _are_tags(tags: Any) -> bool:
    return isinstance(tags, dict) and all(isinstance(value, str) for value in tags.values())


def is_place_data(answer: Any) -> bool:
    """Whether an answer lists places, each with an outline or a point, as Nominatim gives them."""
    return isinstance(answer, list) and all(
        isinstance(place, dict)
        and isinstance(place.get("importance"), int | float)
        and isinstance(place.get("display_name"), str)
        and isinstance(place.get("boundingbox"), list)
        and len(place["boundingbox"]) == 4
        and isinstance(place.get("geojson"), dict)
        and isinstance(place["geojson"].get("type"), str)
        for place in answer
    )
