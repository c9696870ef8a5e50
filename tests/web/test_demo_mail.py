"""Reading the mails that are kept while there is no mail server."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.mail.parcels import CALENDAR, INVITE, create_parcel
from wijksafari.mail.folder import FolderSender, kept_mails
from wijksafari.mail.mime import message_of
from wijksafari.web.collaborators import Collaborators

HTML = (
    "<!doctype html><html><head><title>x</title><style>p { color: red }</style></head><body>"
    '<script>alert(1)</script><a href="https://wijksafari.test/l/abc">Uw link</a></body></html>'
)


@pytest.fixture
def keep(app: Flask) -> Callable[..., str]:
    """Keeps a mail and gives its address on the site."""
    folder = app.extensions["wijksafari"].settings.mail_folder

    def keep(**parcel: Any) -> str:
        FolderSender(folder).send(message_of(create_parcel(**parcel)), "a@x.test", "b@x.test")
        return f"/mail/{kept_mails(folder)[0].name}"

    return keep


def _with(app: Flask, **settings: Any) -> None:
    made: Collaborators = app.extensions["wijksafari"]
    app.extensions["wijksafari"] = replace(made, settings=replace(made.settings, **settings))


def test_kept_mails_are_listed(client: FlaskClient, keep: Callable[..., str]) -> None:
    assert "nog geen mail" in client.get("/mail").text
    address = keep(subject="U doet <b>mee</b>")
    page = client.get("/mail").text
    assert "U doet &lt;b&gt;mee&lt;/b&gt;" in page
    assert f'href="{address}"' in page


def test_a_mail_is_read_as_text_with_links_to_follow(
    client: FlaskClient, keep: Callable[..., str]
) -> None:
    text = "Beste <Daan>,\nkijk op https://wijksafari.test/l/abc_-1.\n"
    page = client.get(keep(text=text)).text
    assert "Beste &lt;Daan&gt;," in page
    link = "https://wijksafari.test/l/abc_-1"
    assert f'<a href="{link}">{link}</a>.' in page


def test_a_mail_in_html_is_shown_in_a_frame_that_runs_nothing(
    client: FlaskClient, keep: Callable[..., str]
) -> None:
    address = keep(html=HTML)
    page = client.get(address)
    assert f'src="{address}/brief"' in page.text
    assert "<script>alert" not in page.text
    frame = client.get(f"{address}/brief")
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox;" in policy
    assert '<head><base target="_blank">' in frame.text


def test_attachments_are_there_to_keep(client: FlaskClient, keep: Callable[..., str]) -> None:
    address = keep(invite=INVITE)
    assert "wijksafari.ics" in client.get(address).text
    file = client.get(f"{address}/bijlage/0")
    assert file.data == CALENDAR.encode()
    assert file.headers["Content-Disposition"] == "attachment; filename=wijksafari.ics"
    assert client.get(f"{address}/bijlage/1").status_code == 404


def test_the_whole_mail_can_be_opened_in_a_mail_program(
    client: FlaskClient, keep: Callable[..., str]
) -> None:
    source = client.get(f"{keep()}/bron")
    assert source.content_type == "message/rfc822"
    assert message_from_bytes(source.data)["Subject"] == "U doet mee aan de wijksafari"


@pytest.mark.parametrize("end", ["", "/brief", "/bijlage/0", "/bron"])
@pytest.mark.parametrize(
    "settings",
    [{"smtp_url": "smtp://mail.voorbeeld.nl"}, {"host": "0.0.0.0"}],  # noqa: S104
)
def test_with_a_mail_server_or_for_others_there_is_no_such_page(
    app: Flask,
    client: FlaskClient,
    keep: Callable[..., str],
    settings: dict[str, str],
    end: str,
) -> None:
    address = keep(invite=INVITE)
    assert client.get(address + end).status_code == 200
    _with(app, **settings)
    assert client.get(address + end).status_code == 404
    assert client.get("/mail").status_code == 404


@pytest.mark.parametrize("name", ["..%2Fsecret.key", "x.eml", "20261122T110000Z-x.eml", "%00"])
def test_nothing_else_in_the_installation_is_read(client: FlaskClient, name: str) -> None:
    assert client.get(f"/mail/{name}").status_code == 404
    assert client.get(f"/mail/{name}/bron").status_code == 404
