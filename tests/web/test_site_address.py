"""Under https behind a proxy: cookies, headers, hosts and who is asking."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.databases import copied_database
from wijksafari import create_app
from wijksafari.config import Settings
from wijksafari.web.permissions import EVERYONE, PERMISSIONS

SITE = "https://wijksafari.uwregio.nl"


@pytest.fixture
def public(built: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setitem(PERMISSIONS, "who", EVERYONE)
    with copied_database(built, tmp_path) as url:
        app = create_app(
            Settings(instance=tmp_path, secret_key="x", database_url=url, base_url=SITE, proxies=1)
        )
        app.add_url_rule("/wie", "who", lambda: request.remote_addr or "")
        yield app
        app.extensions["wijksafari"].database.close()


def test_the_cookie_is_bound_to_this_host_and_to_https(public: Flask) -> None:
    answer = public.test_client().get("/inloggen", base_url=SITE)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-wijksafari=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_without_https_the_browser_is_not_told_to_keep_to_it(anonymous: FlaskClient) -> None:
    answer = anonymous.get("/inloggen")
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["Set-Cookie"].startswith("wijksafari=")


def test_a_form_can_be_sent_under_https_without_a_referrer(public: Flask) -> None:
    client = public.test_client()
    page = client.get("/inloggen", base_url=SITE).text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data = {"csrf_token": token, "email": "wie@dan.ook.nl", "password": "een wachtwoord"}
    answer = client.post("/inloggen", base_url=SITE, data=data)
    assert answer.status_code == 200
    assert "klopt niet" in answer.text


def test_a_visitor_is_who_the_nearest_proxy_says(public: Flask) -> None:
    headers = {"X-Forwarded-For": "6.6.6.6, 10.0.0.7", "X-Forwarded-Host": "evil.example"}
    assert public.test_client().get("/wie", base_url=SITE, headers=headers).text == "10.0.0.7"


def test_without_a_proxy_nobody_can_say_to_be_another(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERMISSIONS, "who", EVERYONE)
    app.add_url_rule("/wie", "who", lambda: request.remote_addr or "")
    headers = {"X-Forwarded-For": "6.6.6.6"}
    assert app.test_client().get("/wie", headers=headers).text == "127.0.0.1"


def test_another_host_is_refused(public: Flask) -> None:
    assert public.test_client().get("/wie", base_url="https://evil.example").status_code == 400
