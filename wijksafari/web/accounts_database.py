"""One database session a request for the accounts library, opened when it is first needed."""

from __future__ import annotations

from flask import Flask, Response, after_this_request, g, request
from flask_security import SQLAlchemySessionUserDatastore
from sqlalchemy.orm import Session
from werkzeug.local import LocalProxy

from wijksafari.models import Role, User
from wijksafari.web.collaborators import collaborators

# Everything else reads the account and must not wait for, or hold up, whoever writes.
CHANGES_AN_ACCOUNT = frozenset(
    f"security.{name}"
    for name in (
        "forgot_password",
        "reset_password",
        "change_password",
        "two_factor_token_validation",
    )
)


def open_accounts(app: Flask) -> SQLAlchemySessionUserDatastore:
    """The accounts as the library wants them; ``app`` closes the session after each request."""
    app.teardown_request(lambda _error: close_accounts())
    return SQLAlchemySessionUserDatastore(LocalProxy(accounts_session), User, Role)  # type: ignore[arg-type]


def close_accounts() -> None:
    """Let go of the connection; what was read stays readable."""
    session: Session | None = g.pop("accounts", None)
    if session is not None:
        session.close()


def commit_after() -> None:
    """Commit once the view is done with this request."""

    def commit(response: Response) -> Response:
        accounts_session().commit()
        return response

    after_this_request(commit)


def accounts_session() -> Session:
    """The session of this request."""
    if "accounts" not in g:
        database = collaborators().database
        writes = request.method == "POST" and request.endpoint in CHANGES_AN_ACCOUNT
        g.accounts = database.writing() if writes else database.reading()
    session: Session = g.accounts
    return session
