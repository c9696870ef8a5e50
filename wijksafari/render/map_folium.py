"""Maps drawn by folium, without what folium would fetch from others or write itself.

folium draws the map, its tiles, lines and signs from numbers. Everything that
somebody wrote stays out of it, in the script's own ``values``, for our own
functions: folium would make JavaScript of it, and branca compiles what it
rendered as a Jinja template once more, so that ``{{ … }}`` would run here.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.map import CustomPane
from folium.raster_layers import TileLayer
from folium.template import Template
from folium.vector_layers import PolyLine

from wijksafari.errors import InputError
from wijksafari.planning.route import Point
from wijksafari.render.map_words import Mark

TILES = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png"
CREDITS = (
    '© <a href="https://www.pdok.nl">Kadaster / PDOK</a>, CC BY 4.0; '
    'straten © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap-bijdragers</a> '
    "(ODbL)"
)
_ROUTE = "#a3123f"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


class _Text(Element):
    """Text that branca takes over as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_kwargs: Any) -> str:
        return self._text


class _Scripted(MacroElement):
    """What only writes a script: branca would compile each as a template, 0.2 ms a time."""

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        script = self._template.module.script(self, kwargs)
        figure = cast(Figure, self.get_root())
        figure.script.add_child(_Text(script.removesuffix("\n")), name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)


class _Call(_Scripted):
    """A call of our own script with JavaScript names or expressions of ours.

    What comes after ``breathe`` waits until the browser had time for something else.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        {{ "await " if this.waits }}wijkkaart.{{ this.function }}({{ this.arguments|join(", ") }});
        {% endmacro %}
        """
    )

    def __init__(self, function: str, arguments: Sequence[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.function = function
        self.arguments = arguments
        self.waits = function == "breathe"


class Drawing:
    """One map in the making. ``name`` tells maps on one page apart."""

    def __init__(self, name: str, around: Sequence[Point]) -> None:
        if not _NAME.fullmatch(name):
            raise InputError("De naam van een kaart bestaat uit kleine letters en cijfers.")
        self._label = name
        self._count = 0
        self._values: list[Any] = []
        bounds = _bounds(around)
        self.map = folium.Map(
            location=_middle(bounds),
            zoom_start=14,
            zoom_snap=0.5,
            tiles=None,
            zoom_control=False,
        )
        self.map.default_js, self.map.default_css = [], []
        self._named(self.map)
        for pane, height in (("straten", 150), ("pijlen", 410)):
            self._add(CustomPane(pane, z_index=height))
        self._add(TileLayer(TILES, attr=CREDITS, min_zoom=6, max_zoom=19, control=False))
        self._call("prepare", self.map, bounds)
        self._call("breathe")

    def streets(self, lines: dict[str, str]) -> None:
        """Draw encoded street lines beneath the tiles."""
        self._call("streets", self.map, lines)

    def route(self, lines: Iterable[Sequence[Point]], words: Sequence[dict[str, Any]]) -> None:
        """Draw each leg with a pale edge, arrows along it and a popup."""
        drawn = [_pairs(line) for line in lines if len(line) > 1]
        told = [text for line, text in zip(lines, words, strict=True) if len(line) > 1]
        for line in drawn:
            self._line(line, color="#ffffff", weight=11, opacity=0.9).options["interactive"] = False
        legs = [self._line(line, color=_ROUTE, weight=7) for line in drawn]
        self._call("breathe")
        for leg, text in zip(legs, told, strict=True):
            self._call("tell", leg, text)
        self._call("arrows", self.map, tuple(legs))

    def mark(self, marks: Iterable[Mark]) -> None:
        """Put up signs; those at one spot stand below each other."""
        taken: dict[tuple[float, float], int] = {}
        signs = []
        for mark in marks:
            spot = (round(mark.point.lat, 4), round(mark.point.lon, 4))
            below = taken[spot] = taken.get(spot, -1) + 1
            # Planners draw hundreds: folium would write 600 characters for each.
            place = [round(mark.point.lat, 6), round(mark.point.lon, 6), below]
            signs.append([*place, mark.style, mark.face, mark.width, mark.title, mark.rows])
        self._call("signs", self.map, signs)

    def parts(self) -> tuple[str, str]:
        """The map's HTML element, and the script that draws it."""
        figure = cast(Figure, self.map.get_root())
        figure.render()
        script = f"const values = {_json(self._values)};\n{figure.script.render()}"
        return figure.html.render().strip(), script

    def _line(self, line: list[list[float]], **style: Any) -> Any:
        return self._add(PolyLine(line, **style))  # type: ignore[no-untyped-call]

    def _call(self, function: str, *arguments: Any) -> None:
        """Have our script do something with elements, tuples of them, and values for JSON."""
        self._add(_Call(function, [self._expression(argument) for argument in arguments]))

    def _expression(self, argument: Any) -> str:
        if isinstance(argument, Element):
            return argument.get_name()
        if isinstance(argument, tuple):
            return f"[{', '.join(map(self._expression, argument))}]"
        self._values.append(argument)
        return f"values[{len(self._values) - 1}]"

    def _add(self, element: Any) -> Any:
        self.map.add_child(self._named(element))
        return element

    def _named(self, element: Any) -> Any:
        """Give the element a name that is the same each time the map is drawn."""
        element._id = f"{self._label}_{self._count}"
        self._count += 1
        return element


def _json(value: Any) -> str:
    """``value`` as JSON that cannot end the script it stands in."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _pairs(line: Sequence[Point]) -> list[list[float]]:
    return [[round(point.lat, 6), round(point.lon, 6)] for point in line]


def _bounds(points: Sequence[Point]) -> list[list[float]]:
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


def _middle(bounds: list[list[float]]) -> list[float]:
    (south, west), (north, east) = bounds
    return [(south + north) / 2, (west + east) / 2]
