"""Maps inside a page of ours, under the policy that every response carries."""

from collections.abc import Iterator
from importlib.resources import files
from mimetypes import guess_type
from threading import Thread

import pytest
from flask import Flask, Response, render_template_string
from playwright.sync_api import expect
from werkzeug.serving import make_server

from tests.browser.conftest import WIDTHS, OpenPage
from tests.render.worlds import BAKEN, BRUG, HOSTILE, HUIS, LINDE, hostile, itinerary, streets
from wijksafari.render.map_parts import LocationMark, locations_map_parts, map_parts
from wijksafari.web.security import csp_nonce, protect

pytestmark = pytest.mark.browser
LEAFLET = "/static/leaflet"
SIGNS_ARE_WITHIN = """() => {
  const frame = document.querySelector(".wijkkaart").getBoundingClientRect();
  const signs = [...document.querySelectorAll(".leaflet-marker-icon")];
  return signs.length === 4 && signs
    .map((sign) => sign.getBoundingClientRect().x)
    .every((x) => frame.x <= x && x <= frame.right - 20);
}"""
PAGE = """<!doctype html><html lang="nl"><head><title>Kaarten</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">{{ maps[0].head }}</head>
<body><main><h1>Kaarten</h1>{% for map in maps %}{{ map.body }}{% endfor %}</main>
{% for map in maps %}{{ map.script }}{% endfor %}</body></html>"""


def pages() -> Flask:
    app = Flask(__name__, static_folder=None)
    protect(app)

    @app.get("/static/leaflet/<path:name>")
    def leaflet(name: str) -> Response:
        content = (files("xstatic.pkg.leaflet") / "data" / name).read_bytes()
        return Response(content, mimetype=guess_type(name)[0])

    @app.get("/route")
    def route() -> str:
        tours = {"route": itinerary(), "route_2": itinerary(), "route_3": hostile().itinerary}
        maps = [
            map_parts(
                tour,
                streets(),
                nonce=csp_nonce(),
                leaflet_url=LEAFLET,
                map_id=name,
                label=f"Kaart {name}",
            )
            for name, tour in tours.items()
        ]
        return render_template_string(PAGE, maps=maps)

    @app.get("/locations")
    def locations() -> str:
        marks = (
            LocationMark(name=LINDE.name, point=LINDE.point, wish="must", details=("Samen eten",)),
            LocationMark(name=BAKEN.name, point=BAKEN.point),
            LocationMark(name=HUIS.name, point=HUIS.point, wish="not"),
            LocationMark(name=HOSTILE, point=BRUG.point, is_open=False, details=(HOSTILE,)),
        )
        parts = locations_map_parts(marks, streets(), nonce=csp_nonce(), leaflet_url=LEAFLET)
        return render_template_string(PAGE, maps=[parts])

    return app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, pages(), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/route", "/locations"])
def test_the_strict_policy_stops_nothing_of_ours(
    open_page: OpenPage, address: str, path: str, width: int
) -> None:
    with open_page(width) as opened:
        opened.page.add_init_script("window.boom = () => { window.boomed = true; };")
        with opened.page.expect_request("https://service.pdok.nl/**"):
            opened.page.goto(f"{address}{path}")
        for sign in opened.page.locator(".leaflet-marker-icon").all():
            sign.dispatch_event("click")
            expect(opened.page.locator(".leaflet-popup-content").last).to_be_visible()

        opened.settle()
        assert opened.errors == []
        assert {url.split("/")[2] for url in opened.away} == {"service.pdok.nl"}
        assert opened.page.evaluate("window.boomed") is None
        assert opened.page.evaluate("document.documentElement.scrollWidth") == width


def test_three_maps_live_on_one_page(open_page: OpenPage, address: str) -> None:
    with open_page(1280) as opened:
        opened.page.goto(f"{address}/route")

        expect(opened.page.get_by_role("region", name="Kaart route_3")).to_have_count(1)
        expect(opened.page.get_by_role("button", name="Stop 2: Het Baken")).to_have_count(2)


def test_every_location_is_named_with_its_state(open_page: OpenPage, address: str) -> None:
    with open_page(390) as opened:
        opened.page.goto(f"{address}/locations")

        for name in (
            "Buurtkamer De Linde, open, moet mee",
            "Het Baken, open, mag mee",
            "Huis van de Wijk Westerpark, open, gaat niet mee",
        ):
            expect(opened.page.get_by_role("button", name=name)).to_have_count(1)


def test_a_map_that_was_hidden_fits_once_it_is_shown(open_page: OpenPage, address: str) -> None:
    with open_page(1280) as opened:
        opened.page.goto(f"{address}/locations")
        box = opened.page.locator(".wijkkaart")
        box.evaluate("element => { element.hidden = true; }")
        opened.page.set_viewport_size({"width": 500, "height": 844})
        box.evaluate("element => { element.hidden = false; }")
        opened.page.wait_for_function(SIGNS_ARE_WITHIN)


def test_words_lead_to_no_template_on_the_server(open_page: OpenPage, address: str) -> None:
    with open_page(390) as opened:
        opened.page.goto(f"{address}/locations")

        assert "{{ 191*191 }}" in opened.page.content()
        assert "36481" not in opened.page.content()
