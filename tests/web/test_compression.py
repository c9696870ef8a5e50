"""Fewer bytes to phones, without giving away what stands beside them."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from tests.web.world import TUESDAY, route_url, save
from wijksafari.config import PROJECT
from wijksafari.web.compression import FREE_OF_SECRETS
from wijksafari.web.leaflet import VERSION

CSS = "/static/wijksafari.css"
LEAFLET = f"/leaflet/{VERSION}/leaflet.js"
WRITTEN = (PROJECT / "wijksafari" / "web" / "static" / "wijksafari.css").read_bytes()


def ask(
    client: FlaskClient, path: str, encodings: str = "gzip, deflate, br", **headers: str
) -> TestResponse:
    answer = client.get(path, headers={"Accept-Encoding": encodings, **headers})
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize(
    ("encodings", "chosen", "read"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0.1, gzip;q=0.9", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_file_comes_in_the_encoding_that_the_browser_likes_best(
    anonymous: FlaskClient, encodings: str, chosen: str | None, read: Callable[[bytes], bytes]
) -> None:
    for _ in range(2):  # the second time from what is kept
        answer = ask(anonymous, CSS, encodings)
        assert answer.headers.get("Content-Encoding") == chosen
        assert answer.content_length == len(answer.data)
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert read(answer.data) == WRITTEN


def test_an_encoding_that_is_refused_is_not_sent(anonymous: FlaskClient) -> None:
    answer = ask(anonymous, CSS, "br;q=0, gzip;q=0, identity")
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", [CSS, LEAFLET])
def test_files_shrink_to_a_third(anonymous: FlaskClient, path: str) -> None:
    whole = len(ask(anonymous, path, "identity").data)
    assert len(ask(anonymous, path).data) < whole / 3


@pytest.mark.parametrize("encodings", ["br", "gzip", "identity"])
def test_a_file_the_browser_has_is_not_sent_again(anonymous: FlaskClient, encodings: str) -> None:
    first = ask(anonymous, CSS, encodings)
    again = ask(anonymous, CSS, encodings, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_each_encoding_of_a_file_has_an_etag_of_its_own(anonymous: FlaskClient) -> None:
    etags = {ask(anonymous, CSS, each).headers["ETag"] for each in ("br", "gzip", "identity")}
    assert len(etags) == 3


def test_part_of_a_file_is_part_of_what_is_on_the_disk(anonymous: FlaskClient) -> None:
    answer = ask(anonymous, CSS, Range="bytes=0-99")
    assert (answer.status_code, answer.data) == (206, WRITTEN[:100])
    assert "Content-Encoding" not in answer.headers


def test_pages_with_forms_travel_as_they_are(client: FlaskClient, anonymous: FlaskClient) -> None:
    safari = save(client, route_url()).location.split("#")[0]
    for path in ("/", "/plannen", f"/plannen?{TUESDAY}", safari):
        answer = ask(client, path)
        assert b"csrf_token" in answer.data
        assert "Content-Encoding" not in answer.headers
    assert "Content-Encoding" not in ask(anonymous, "/inloggen").headers


def test_a_page_that_turns_out_to_have_a_form_travels_as_it_is(app: Flask) -> None:
    def page() -> str:
        return f"<p>{'lang ' * 500}{generate_csrf()}"

    app.view_functions["leaflet.file"] = lambda **_: page()
    assert "Content-Encoding" not in ask(app.test_client(), LEAFLET).headers


def test_failures_travel_as_they_are(anonymous: FlaskClient) -> None:
    answer = ask(anonymous, "/static/nergens.css")
    assert answer.status_code == 404
    assert "Content-Encoding" not in answer.headers


def test_only_endpoints_that_exist_are_compressed(app: Flask) -> None:
    assert app.view_functions.keys() >= FREE_OF_SECRETS
