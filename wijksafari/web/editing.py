"""What the editor's buttons do to the state: pure changes, applied by a redirect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from wijksafari.errors import InputError
from wijksafari.web.planner_query import (
    LONGEST_VISIT,
    MAX_CODE,
    MAX_STOPS,
    SHORTEST_VISIT,
    PlannerQuery,
)
from wijksafari.web.whole_number import whole_number

Edited = tuple[PlannerQuery, str]
STALE_BUTTON = "Deze knop hoort bij een andere route. Laad de pagina opnieuw."


def edited(query: PlannerQuery, action: str, args: Mapping[str, str]) -> Edited:
    """The state after ``action`` ("omhoog:ID" …), and the id of the element to go on from.

    Raises InputError for an action that does not fit the state.
    """
    verb, _, subject = action.partition(":")
    if verb == "erbij":
        return _added(query, args.get("erbij", ""))
    if verb == "bezoek":
        return _visit(query, subject)
    change = _CHANGES.get(verb)
    if change is None or subject not in query.stops:
        raise InputError(STALE_BUTTON)
    return change(query, subject, args)


def _moved(query: PlannerQuery, stop: str, by: int) -> Edited:
    stops = list(query.stops)
    position = stops.index(stop)
    target = min(max(position + by, 0), len(stops) - 1)
    stops.insert(target, stops.pop(position))
    name = "omhoog" if by < 0 else "omlaag"
    if target == 0:
        name = "omlaag"
    elif target == len(stops) - 1:
        name = "omhoog"
    return query.with_stops(stops), f"{name}-{target + 1}"


def _up(query: PlannerQuery, stop: str, _args: Mapping[str, str]) -> Edited:
    return _moved(query, stop, -1)


def _down(query: PlannerQuery, stop: str, _args: Mapping[str, str]) -> Edited:
    return _moved(query, stop, 1)


def _removed(query: PlannerQuery, stop: str, _args: Mapping[str, str]) -> Edited:
    if len(query.stops) == 1:
        raise InputError("Een route heeft minstens één stop. Vervang deze stop door een andere.")
    position = query.stops.index(stop)
    kept = [each for each in query.stops if each != stop]
    return query.with_stops(kept), f"stop-{min(position + 1, len(kept))}"


def _replaced(query: PlannerQuery, stop: str, args: Mapping[str, str]) -> Edited:
    position = query.stops.index(stop)
    other = _location(query, args.get(f"door-{position + 1}", ""))
    stops = [other if each == stop else each for each in query.stops]
    return query.with_stops(stops), f"stop-{position + 1}"


def _loosened(query: PlannerQuery, stop: str, _args: Mapping[str, str]) -> Edited:
    visits = {each: minutes for each, minutes in query.visits.items() if each != stop}
    return replace(query, visits=visits), f"langer-{query.stops.index(stop) + 1}"


def _added(query: PlannerQuery, location_id: str) -> Edited:
    if len(query.stops) >= MAX_STOPS:
        raise InputError(f"Een route heeft hooguit {MAX_STOPS} stops. Haal er eerst een weg.")
    stops = (*query.stops, _location(query, location_id))
    return query.with_stops(stops), f"stop-{len(stops)}"


def _location(query: PlannerQuery, location_id: str) -> str:
    if not location_id:
        raise InputError("Kies eerst een locatie uit de lijst en druk dan op de knop ernaast.")
    if len(location_id) > MAX_CODE or location_id in query.stops:
        raise InputError("Deze locatie zit al in de route. Kies een andere.")
    return location_id


def _visit(query: PlannerQuery, subject: str) -> Edited:
    """``subject``: the new length, the button's name and the stop, "25:langer:ID"."""
    minutes, _, rest = subject.partition(":")
    button, _, stop = rest.partition(":")
    if stop not in query.stops or button not in ("langer", "korter"):
        raise InputError(STALE_BUTTON)
    asked = whole_number(minutes, 3)
    if asked is None:
        raise InputError(STALE_BUTTON)
    length = min(max(asked, SHORTEST_VISIT), LONGEST_VISIT)
    visits = {**query.visits, stop: length}
    return replace(query, visits=visits), f"{button}-{query.stops.index(stop) + 1}"


_CHANGES: Mapping[str, Callable[[PlannerQuery, str, Mapping[str, str]], Edited]] = {
    "omhoog": _up,
    "omlaag": _down,
    "weg": _removed,
    "vervang": _replaced,
    "los": _loosened,
}
