"""Steps that the tests of accounts share: an account, a form that is filled in, the mail."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.worlds import POST, create_user
from wijksafari.database import Database
from wijksafari.models import Message, User
from wijksafari.services.accounts.passwords import hashed

PASSWORD = "vier losse woorden hier"
EMAIL = "anne@wijk.test"


@cache
def _hashed(password: str) -> str:
    return hashed(password)


def create_account(
    database: Database, email: str = EMAIL, *, password: str | None = PASSWORD, **more: object
) -> User:
    """An account that can log in; ``more`` goes to create_user."""
    kept = _hashed(password) if password else None
    with database.writing(expire_on_commit=False) as session, session.begin():
        return create_user(session, email=email, password=kept, **more)


def send(client: FlaskClient, path: str, **typed: str) -> TestResponse:
    """Open the form at ``path``, fill it in, and send it."""
    page = client.get(path)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    hidden = re.search(r'name="next" value="([^"]*)"', page.text)
    data = {"csrf_token": token[1] if token else "", **typed}
    if hidden:
        data["next"] = unescape(hidden[1])
    return client.post(path.partition("?")[0], data=data)


def mails(database: Database, app_post: object = POST) -> list[tuple[str, str, str]]:
    """To whom, subject and text of every mail in the outbox."""
    with database.reading() as session:
        return [
            (each.to_email, each.subject, app_post.unseal(each.sealed)["text"])  # type: ignore[attr-defined]
            for each in session.scalars(select(Message).order_by(Message.id))
        ]
