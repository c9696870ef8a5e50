import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import TUESDAY, route_url, save
from wijksafari.database import Database
from wijksafari.models import Base

PAGES = ["/", "/plannen", f"/plannen?{TUESDAY}", f"/plannen/voorstel?{TUESDAY}", route_url()]


@pytest.mark.parametrize(
    "url", [*PAGES, "/nergens", "/safari/x", "/plannen?wijk=x&datum=2020-01-01"]
)
def test_every_page_carries_a_strict_policy_and_is_not_kept(client: FlaskClient, url: str) -> None:
    headers = client.get(url).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'none'", "object-src 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("url", PAGES)
def test_pages_have_nothing_that_the_policy_forbids(client: FlaskClient, url: str) -> None:
    answer = client.get(url)
    nonce = re.search(r"'nonce-([^']*)'", answer.headers["Content-Security-Policy"])
    assert nonce
    body = re.sub(r"<script nonce.*?</script>", "", answer.text, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\sstyle=", body)
    assert not re.search(r"<[^>]*\son[a-z]+=", body)
    for tag in re.findall(r"<(?:script|style)[^>]*>", answer.text):
        assert f'nonce="{nonce[1]}"' in tag or 'src="/' in tag


@pytest.mark.parametrize("url", PAGES)
def test_pages_fetch_nothing_from_third_parties(client: FlaskClient, url: str) -> None:
    for address in re.findall(r"(?:src|href)=\"(https?:[^\"]*)\"", client.get(url).text):
        assert address.startswith(("https://www.openstreetmap.org/", "https://www.pdok.nl"))


def test_every_page_has_one_heading_of_its_own_and_a_title(client: FlaskClient) -> None:
    titles = set()
    for url in PAGES:
        page = client.get(url).text
        assert page.count("<h1") == 1
        assert '<html lang="nl">' in page
        titles.add(re.findall(r"<title>(.*?)</title>", page)[0])
    assert len(titles) == len(PAGES)


def test_files_with_their_version_in_the_address_are_kept(client: FlaskClient) -> None:
    page = client.get(route_url()).text
    addresses = re.findall(r'(?:src|href)="(/(?:static|leaflet)/[^"]*)"', page)
    assert len(addresses) >= 4
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/leaflet/0.0/leaflet.js", "/leaflet/1.9.3.0/..%2fsecret"])
def test_other_files_are_not_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_strange_host_is_refused(app: Flask) -> None:
    answer = app.test_client().get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_looking_at_pages_changes_nothing(app: Flask, client: FlaskClient) -> None:
    place = save(client, route_url()).location.split("#")[0]
    database = app.extensions["wijksafari"].database
    before = _dump(database)
    actions = [route_url(more=f"&doe={each}") for each in ("volgorde", "weg:linde", "omlaag:linde")]
    for url in [*PAGES, *actions, place, f"{place}/kaart", f"{place}/route.gpx"]:
        assert client.get(url).status_code < 400
        assert client.head(url).status_code < 400
    assert _dump(database) == before


def _dump(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {
            name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
        }
