"""Visitors without account, who open a private link and fill in the form behind it."""

from __future__ import annotations

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.worlds import create_invitation, create_practice, create_safari
from wijksafari.database import Database
from wijksafari.models import Link, Message, SignUp
from wijksafari.services.mail.post import Post

DAAN = {"naam": "Daan Dokter", "functie": "gp", "email": "daan@praktijk.nl", "akkoord": "ja"}


def post_of(app: Flask) -> Post:
    post: Post = app.extensions["wijksafari"].post
    return post


def address(app: Flask, link: Link) -> str:
    """Where the link in the mail leads."""
    return f"/l/{post_of(app).links.token(link)}"


def invited(app: Flask, wijk: str = "proefwijk", **safari: object) -> str:
    """The address of the link of a practice that is invited to a new safari."""
    with app.extensions["wijksafari"].database.writing.begin() as session:
        practice = create_practice(session, "Praktijk De Brug", wijk=wijk)
        evening = create_safari(session, wijk=wijk, **safari)
        return address(app, create_invitation(session, evening, practice).link)


def csrf(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]*)"', page.text)
    assert found, page.text
    return found[1]


def sign_up(client: FlaskClient, link: str, **typed: str) -> TestResponse:
    """Open the link, type, send; Daan's answers where nothing else is said."""
    page = client.get(link, follow_redirects=True)
    return client.post(page.request.path, data={**DAAN, **typed, "csrf_token": csrf(page)})


def press(client: FlaskClient, page: TestResponse, path: str) -> TestResponse:
    """Press a button of ``page`` that posts to ``path`` behind the page's own."""
    return client.post(f"{page.request.path}{path}", data={"csrf_token": csrf(page)})


def sign_ups(database: Database) -> list[SignUp]:
    with database.reading() as session:
        return list(session.scalars(select(SignUp).order_by(SignUp.id)))


def mails(database: Database) -> list[str]:
    """The kinds of mail in the outbox, oldest first."""
    with database.reading() as session:
        return list(session.scalars(select(Message.kind).order_by(Message.id)))


def own_address(app: Flask, email: str = "daan@praktijk.nl") -> str:
    """Where the link in somebody's confirmation leads."""
    with app.extensions["wijksafari"].database.reading() as session:
        row = session.scalars(select(SignUp).filter_by(email=email)).one()
        return address(app, row.link)


def words_of(page: TestResponse) -> str:
    """What somebody reads on the page."""
    main = page.text[page.text.index("<main") : page.text.index("</main")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())
