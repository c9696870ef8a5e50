"""Maps for our pages, under this response's nonce."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from wijksafari.errors import NoStreetsError, StreetFileError
from wijksafari.models import Neighbourhood
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.problem import Location, Occurrence
from wijksafari.planning.route import Router, Street
from wijksafari.planning.words import hours
from wijksafari.render.map_parts import (
    MapParts,
    bounding_points,
    locations_map_parts,
    map_parts,
)
from wijksafari.render.map_words import LocationMark, Wish
from wijksafari.render.programme import Names
from wijksafari.services.wijken.street_files import street_path
from wijksafari.web.collaborators import collaborators
from wijksafari.web.leaflet import VERSION
from wijksafari.web.security import csp_nonce
from wijksafari.web.workspace import Workspace

MARGIN_METRES = 250
_WISHES: dict[str, Wish] = {"moet": "must", "niet": "not"}


def route_map(
    itinerary: Itinerary, streets: Sequence[Street], names: Names, *, when_seen: bool = False
) -> MapParts:
    """The route, with ``streets`` drawn beneath it; on request only once it is in view."""
    return map_parts(
        itinerary,
        streets,
        nonce=csp_nonce(),
        leaflet_url=_leaflet_url(),
        names=names,
        when_seen=when_seen,
    )


def streets_around(
    itinerary: Itinerary, router: Router, margin: float = MARGIN_METRES
) -> tuple[Street, ...]:
    """The streets that are worth drawing around the route, up to ``margin`` metres from it."""
    return router.streets_near(bounding_points(itinerary), margin)


def saved_streets(
    neighbourhood: Neighbourhood, itinerary: Itinerary, margin: float = MARGIN_METRES
) -> tuple[Street, ...]:
    """The streets around a saved route; none where the wijk's street file is gone."""
    made = collaborators()
    try:
        router = made.routers(street_path(made.settings.streets, neighbourhood))
    except StreetFileError:
        return ()
    return streets_around(itinerary, router, margin)


def locations_map(workspace: Workspace) -> MapParts | None:
    """What is open that evening; None where nothing is."""
    opened = workspace.opened.open_locations
    if not opened:
        return None
    try:
        streets = workspace.router().streets_near([each.point for each in opened], MARGIN_METRES)
    except NoStreetsError:
        streets = ()
    here = workspace.opened.by_location()
    return locations_map_parts(
        [_mark(workspace, location, here[location.id]) for location in opened],
        streets,
        nonce=csp_nonce(),
        leaflet_url=_leaflet_url(),
    )


def _mark(
    workspace: Workspace, location: Location, occurrences: Sequence[Occurrence]
) -> LocationMark:
    wish = workspace.query.wishes.get(location.id, "mag")
    return LocationMark(
        name=location.name,
        point=location.point,
        wish=_WISHES.get(wish, "may"),
        details=tuple(
            f"{each.activity.title}, {hours(each.opens)} tot {hours(each.closes)} uur"
            for each in occurrences
        ),
    )


def _leaflet_url() -> str:
    return url_for("leaflet.file", version=VERSION, name="leaflet.js").rsplit("/", 1)[0]
