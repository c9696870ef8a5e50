"""Accounts: Flask-Security on our own tables, with only what this site needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, Request, g, session
from flask_login import user_logged_in
from flask_security import Security

from wijksafari.models import User
from wijksafari.web.account_words import MESSAGES
from wijksafari.web.accounts_database import open_accounts
from wijksafari.web.collaborators import Collaborators
from wijksafari.web.identity import current_organiser
from wijksafari.web.login_times import begin_login, login_goes_on

RESET_WITHIN = timedelta(hours=2)


class _Accounts(Security):
    """The library, which draws its QR codes with ours."""

    def _check_modules(self, module: str, config_name: str) -> Any:
        return module == "qrcode" or super()._check_modules(module, config_name)  # type: ignore[no-untyped-call]


def add_accounts(app: Flask) -> None:
    """Log people in, and tell every template who is looking (``organiser``)."""
    made: Collaborators = app.extensions["wijksafari"]
    app.config.update(_settings(made.settings.secret_key))
    security = _Accounts(app, open_accounts(app))
    security.want_json(_never)
    _end_logins(security)
    user_logged_in.connect(_new_session, app)
    app.context_processor(lambda: {"organiser": current_organiser()})


def _settings(secret_key: str) -> dict[str, Any]:
    return {
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_LOGIN_URL": "/inloggen",
        "SECURITY_LOGOUT_METHODS": None,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_RESET_URL": "/wachtwoord-vergeten",
        "SECURITY_RESET_PASSWORD_WITHIN": RESET_WITHIN,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_URL": "/account/wachtwoord",
        "SECURITY_POST_CHANGE_VIEW": "account.page",
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/inloggen/code",
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TOTP_SECRETS": {"1": secret_key},
        "SECURITY_TOTP_ISSUER": "Wijksafari",
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_FRESHNESS": timedelta(seconds=-1),
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": True,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"test_environment": True},
        **{f"SECURITY_MSG_{name}": message for name, message in MESSAGES.items()},
    }


def _end_logins(security: Security) -> None:
    """Load nobody whose time is over, and nobody by anything but the session."""
    load = security.login_manager._user_callback
    security.login_manager.user_loader(lambda user_id: load(user_id) if login_goes_on() else None)
    security.login_manager.request_loader(lambda _request: None)


def _new_session(_app: Flask, user: User) -> None:  # noqa: ARG001
    """Keep nothing of the session that was there before, such as its CSRF token."""
    kept = {key: session[key] for key in ("_user_id", "_fresh", "_id")}
    session.clear()
    session.update(kept)
    g.pop("csrf_token", None)
    g.pop("organiser", None)
    begin_login()


def _never(_request: Request) -> bool:
    """Whether to answer in JSON: that would hand out tokens that outlive a login."""
    return False
