import re
import subprocess
import sys

import pytest

from tests.render.worlds import BAKEN, HOSTILE, LINDE, hostile, itinerary, streets
from wijksafari.errors import InputError
from wijksafari.render.map_parts import LocationMark, MapParts, locations_map_parts, map_parts

NONCE = "bm9uY2U"


def route(map_id: str = "route") -> MapParts:
    return map_parts(
        itinerary(), streets(), nonce=NONCE, leaflet_url="/static/leaflet/", map_id=map_id
    )


def locations(*marks: LocationMark) -> MapParts:
    return locations_map_parts(marks, nonce=NONCE, leaflet_url="/static/leaflet")


def whole(parts: MapParts) -> str:
    return f"{parts.head}{parts.body}{parts.script}"


def test_leaflet_comes_from_our_own_server() -> None:
    assert '<script src="/static/leaflet/leaflet.js" defer></script>' in route().head
    assert '<link rel="stylesheet" href="/static/leaflet/leaflet.css">' in route().head
    assert re.findall(r"""(?:src|href)="(?!/static/)([^"]*)""", route().head + route().body) == []


def test_every_inline_script_and_style_carries_the_nonce() -> None:
    inline = re.findall(r"<(?:script|style)(?![^>]*src=)([^>]*)>", whole(route()))

    assert inline == [f' nonce="{NONCE}"', *[f' nonce="{NONCE}" type="module"'] * 2]


def test_there_are_no_style_attributes_or_event_handlers() -> None:
    assert not re.search(r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=", whole(route()))


def test_the_head_is_the_same_for_every_map_on_a_page() -> None:
    assert route("route").head == route("route_2").head == locations(mark()).head


def test_two_maps_on_one_page_do_not_share_names() -> None:
    first, second = (set(re.findall(r'id="([^"]+)"', route(name).body)) for name in ("a", "b"))

    assert first
    assert not first & second


@pytest.mark.parametrize("name", ["", "Route", "a b", "a'", "1", 'x"><script>'])
def test_a_map_id_that_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="naam van een kaart"):
        route(name)


def test_a_page_without_javascript_says_where_to_look() -> None:
    assert "<noscript>" in route().body


def test_the_parts_are_not_escaped_again_by_a_template() -> None:
    assert str(route().body).startswith('<div class="wijkkaart"')
    assert route().body.__html__() == route().body


def mark(**details: object) -> LocationMark:
    values: dict[str, object] = {"name": LINDE.name, "point": LINDE.point} | details
    return LocationMark(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("details", "state", "sign"),
    [
        ({"wish": "must"}, "open, moet mee", "✓"),
        ({"wish": "may"}, "open, mag mee", "•"),
        ({"wish": "not"}, "open, gaat niet mee", "×"),
        ({"is_open": False}, "die avond niet open", "–"),
    ],
)
def test_a_location_shows_its_state_in_words_and_shape(
    details: dict[str, object], state: str, sign: str
) -> None:
    script = locations(mark(**details)).script

    assert f'"Buurtkamer De Linde",["{state}"]' in script
    assert sign.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00") in script


def test_a_map_of_no_locations_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="geen locaties"):
        locations()


def test_hostile_words_reach_the_script_as_harmless_values() -> None:
    parts = locations(mark(name=HOSTILE, details=(HOSTILE,)), mark(point=BAKEN.point))
    tour = map_parts(hostile().itinerary, nonce=NONCE, leaflet_url="/static/leaflet")

    for script in (parts.script, tour.script):
        assert "36481" not in script
        assert script.count("<") == 2  # the script element itself
        outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", script)
        assert "boom" not in outside


def test_folium_is_imported_only_when_a_map_is_drawn() -> None:
    code = "import sys, wijksafari.render.map; sys.exit('folium' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
