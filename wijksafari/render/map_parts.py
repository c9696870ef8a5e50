"""Maps to embed in a page of ours, under its Content-Security-Policy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wijksafari.errors import InputError
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Point, Street
from wijksafari.render import map_words
from wijksafari.render.map_words import LocationMark
from wijksafari.render.programme import NAMES, Names

ROUTE_LABEL = "Kaart van de route"
_TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "render"


@dataclass(frozen=True, slots=True)
class MapParts:
    """What a page needs of a map.

    ``head``, or its halves ``style`` and ``library``, is the same for every map
    on the page and goes into it once; ``body`` is where the map appears,
    ``script`` goes at the end of the page. A page that must not wait for the
    library has it there, too, before ``script``.
    """

    style: Markup
    library: Markup
    body: Markup
    script: Markup

    @property
    def head(self) -> Markup:
        """The style and the library."""
        return self.style + self.library


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map's element and the script that draws it, without tags or nonce."""

    html: Markup
    script: Markup


def route_map(
    itinerary: Itinerary,
    streets: Sequence[Street],
    names: Names = NAMES,
    map_id: str = "route",
    label: str = ROUTE_LABEL,
) -> DrawnMap:
    """The route with its stops, times and direction of travel."""
    from wijksafari.render.map_folium import Drawing  # noqa: PLC0415 - slow to import

    lines = [leg.coordinates for leg in itinerary.legs]
    marks = (*map_words.stops(itinerary), *map_words.ends(itinerary, names))
    spots = [mark.point for mark in marks]
    drawing = Drawing(map_id, [*spots, *(point for line in lines for point in line)])
    drawing.streets(map_words.street_lines(streets))
    drawing.route(lines, map_words.legs(itinerary, names))
    drawing.mark(marks)
    return _framed(map_id, label, *drawing.parts())


def locations_map(
    marks: Sequence[LocationMark], streets: Sequence[Street] = (), map_id: str = "locaties"
) -> DrawnMap:
    """The locations with their names and states. Raises InputError where there are none."""
    from wijksafari.render.map_folium import Drawing  # noqa: PLC0415 - slow to import

    if not marks:
        raise InputError("Er zijn geen locaties om op de kaart te zetten.")
    drawing = Drawing(map_id, [mark.point for mark in marks])
    drawing.streets(map_words.street_lines(streets))
    drawing.mark(map_words.location(mark) for mark in marks)
    return _framed(map_id, "Kaart van de locaties", *drawing.parts())


def map_parts(
    itinerary: Itinerary,
    streets: Sequence[Street] = (),
    *,
    nonce: str,
    leaflet_url: str,
    names: Names = NAMES,
    map_id: str = "route",
    label: str = ROUTE_LABEL,
    when_seen: bool = False,
) -> MapParts:
    """The route's map for a page. ``leaflet_url`` is the folder with leaflet.js and
    leaflet.css on our own server; ``map_id`` (small letters, digits, _) and
    ``label``, what a screen reader calls the map, differ from map to map on a page.
    ``when_seen`` draws it only once it is in view, or somebody touches the page.
    """
    drawn = route_map(itinerary, streets, names, map_id, label)
    if when_seen:
        drawn = _once_seen(drawn, map_id)
    return _parts(drawn, nonce, leaflet_url)


def locations_map_parts(
    marks: Sequence[LocationMark],
    streets: Sequence[Street] = (),
    *,
    nonce: str,
    leaflet_url: str,
    map_id: str = "locaties",
) -> MapParts:
    """The locations' map for a page, drawn once it is in view; see ``map_parts``."""
    drawn = _once_seen(locations_map(marks, streets, map_id), map_id)
    return _parts(drawn, nonce, leaflet_url)


def bounding_points(itinerary: Itinerary) -> list[Point]:
    """The points around which streets are worth drawing."""
    return [point for leg in itinerary.legs for point in leg.coordinates]


@cache
def templates() -> Environment:
    """The templates of maps, escaping everything."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def own(name: str) -> Markup:
    """The text of our own script or style sheet ``name``."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


def _parts(drawn: DrawnMap, nonce: str, leaflet_url: str) -> MapParts:
    url = leaflet_url.rstrip("/")
    style = Markup(
        '<link rel="stylesheet" href="{}/leaflet.css">\n<style nonce="{}">{}</style>\n'
    ).format(url, nonce, own("map.css"))
    # Modules wait for the page and for what is deferred before them, also inline.
    library = Markup(
        '<script src="{}/leaflet.js" defer></script>\n'
        '<script nonce="{}" type="module">{}</script>\n'
    ).format(url, nonce, own("map.js"))
    script = Markup('<script nonce="{}" type="module">{}</script>\n').format(nonce, drawn.script)
    return MapParts(style, library, drawn.html, script)


def _once_seen(drawn: DrawnMap, map_id: str) -> DrawnMap:
    script = Markup('wijkkaart.whenSeen("{}").then(() => {{ {} }});')
    return replace(drawn, script=script.format(_box_id(map_id), drawn.script))


def _box_id(map_id: str) -> str:
    return f"wijkkaart-{map_id}"


def _framed(map_id: str, label: str, html: str, script: str) -> DrawnMap:
    frame = Markup(
        '<div class="wijkkaart" id="{}" role="region" aria-label="{}">\n{}\n'
        "<noscript><p>De kaart heeft JavaScript nodig. Alles wat erop staat, staat ook in de "
        "lijst op deze pagina.</p></noscript>\n</div>"
    ).format(_box_id(map_id), label, Markup(html))  # noqa: S704 - folium's own, from numbers and fixed words
    return DrawnMap(frame, Markup(f"(async function () {{\n{script}\n}})();"))  # noqa: S704 - idem
