"""Logging in, in tests: the cookie that logging in would give, made by the app's own session."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import ADVISER
from wijksafari.models import User
from wijksafari.web.collaborators import Collaborators
from wijksafari.web.login_times import SEEN, SINCE


def log_in(client: FlaskClient, who: str | User = ADVISER) -> FlaskClient:
    """The same ``client``, now logged in as the account with this e-mail address."""
    with client.session_transaction() as session:
        session.clear()
        session.update(login_of(client.application.extensions["wijksafari"], who))
    return client


def log_out(client: FlaskClient) -> FlaskClient:
    """The same ``client``, now of somebody without account."""
    with client.session_transaction() as session:
        session.clear()
    return client


def login_of(made: Collaborators, who: str | User = ADVISER) -> dict[str, object]:
    """What the session of somebody who logged in just now holds."""
    email = who if isinstance(who, str) else who.email
    with made.database.reading() as session:
        uniquifier = session.scalars(select(User.fs_uniquifier).filter_by(email=email)).one()
    moment = int(made.now().timestamp())
    return {"_user_id": uniquifier, "_fresh": True, SINCE: moment, SEEN: moment}
