"""The route as one HTML file that needs nothing but map tiles."""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from wijksafari.planning import words
from wijksafari.planning.cues import cues, distance, ride
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.route import Leg, Street
from wijksafari.render.map_parts import own, route_map, templates
from wijksafari.render.programme import (
    NAMES,
    Names,
    activity,
    line,
    places,
    promised_end,
    when,
)

_CREDITS = "© Kadaster / PDOK, CC BY 4.0; straten © OpenStreetMap-bijdragers (ODbL)"


def map_page(itinerary: Itinerary, streets: Sequence[Street] = (), names: Names = NAMES) -> str:
    """The page: the map with Leaflet inside it, and below it the programme as a list.

    ``streets`` are drawn under the tiles, and seen where tiles do not come.
    """
    drawn = route_map(itinerary, streets, names)
    styles = {"leaflet_css": leaflet_css(), "map_css": own("map.css"), "page_css": own("page.css")}
    scripts = {"leaflet_js": leaflet_js(), "map_js": own("map.js"), "script": drawn.script}
    return (
        templates()
        .get_template("map.html")
        .render(
            policy=_policy(scripts.values(), styles.values()),
            title=line(names.title),
            when=when(itinerary),
            summary=_summary(itinerary),
            violations=[line(one.sentence) for one in itinerary.violations],
            moments=_moments(itinerary, names),
            map=drawn.html,
            credits=_CREDITS,
            **styles,
            **scripts,
        )
    )


@cache
def leaflet_js() -> Markup:
    """Leaflet's script, without the address of its source map."""
    return Markup(re.sub(r"(?m)^//# sourceMappingURL=.*$", "", _leaflet("leaflet.js")))  # noqa: S704


@cache
def leaflet_css() -> Markup:
    """Leaflet's style sheet, without pictures that this page does not use."""
    return Markup(re.sub(r"url\((?:images/|#)[^)]*\)", "none", _leaflet("leaflet.css")))  # noqa: S704


def _leaflet(name: str) -> str:
    text = files("xstatic.pkg.leaflet").joinpath("data", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src https://service.pdok.nl data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _summary(itinerary: Itinerary) -> str:
    cycleway = round(itinerary.share("cycleway_metres") * 100)
    return (
        f"{words.stops(len(itinerary.visits))}, {distance(itinerary.riding_metres)} fietsen in "
        f"{words.duration(itinerary.riding_seconds)}, {cycleway}% over fietspad of fietsstrook"
    )


def _moments(itinerary: Itinerary, names: Names) -> list[dict[str, Any]]:
    start, *_, finish = places(itinerary, names)
    gathering = _moment(itinerary.evening.start, f"Verzamelen: {start.name}", ())
    leaving = _moment(itinerary.departs, "Vertrek", (), _riding(itinerary, 0, names))
    stops = [_stop(itinerary, number, names) for number in range(1, len(itinerary.visits) + 1)]
    arriving = _moment(
        itinerary.arrives,
        f"Aankomst: {finish.name}",
        (f"Afsluiting tot {words.clock(itinerary.ends)}",),
    )
    ending = _moment(promised_end(itinerary), "Uiterlijk einde van de avond", ())
    return [gathering, leaving, *stops, arriving, ending]


def _stop(itinerary: Itinerary, number: int, names: Names) -> dict[str, Any]:
    visit: Visit = itinerary.visits[number - 1]
    rows = (
        activity(visit.occurrence),
        line(visit.location.address),
        f"Bezoek {words.hours(visit.start)} tot {words.clock(visit.departure)}",
    )
    told = _moment(
        visit.arrival, line(visit.location.name), rows, _riding(itinerary, number, names)
    )
    return told | {"kind": "stop", "number": number}


def _riding(itinerary: Itinerary, number: int, names: Names) -> dict[str, Any]:
    if number >= len(itinerary.legs):
        return {}
    leg: Leg = itinerary.legs[number]
    destination = places(itinerary, names)[number + 1].name
    return {
        "ride": f"Naar {destination}: {ride(leg)}",
        "cues": [cue.sentence for cue in cues(leg)],
    }


def _moment(
    at: datetime, title: str, rows: Sequence[str], riding: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "kind": "moment",
        "number": None,
        "iso": at.isoformat(),
        "clock": words.clock(at),
        "title": title,
        "rows": [row for row in rows if row],
        "ride": "",
        "cues": [],
    } | (riding or {})
