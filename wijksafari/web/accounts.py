"""Accounts: Flask-Security on our own tables, with only what this site needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, g, redirect, request, session
from flask_login import user_logged_in
from flask_security import Security
from werkzeug.wrappers import Response as BaseResponse

from wijksafari.models import User
from wijksafari.services.accounts.passwords import ARGON2
from wijksafari.web.account_library import (
    ForgottenForm,
    NoRescueForm,
    OneTimeCodes,
    OurPasswords,
    OutboxMail,
    PlainLoginForm,
)
from wijksafari.web.account_words import MESSAGES
from wijksafari.web.accounts_database import open_accounts
from wijksafari.web.collaborators import Collaborators
from wijksafari.web.identity import current_organiser
from wijksafari.web.login_times import (
    begin_halfway,
    begin_login,
    halfway_goes_on,
    login_goes_on,
)

RESET_WITHIN = timedelta(hours=2)


class _Accounts(Security):
    """The library, which draws its QR codes with ours."""

    def _check_modules(self, module: str, config_name: str) -> Any:
        return module == "qrcode" or super()._check_modules(module, config_name)  # type: ignore[no-untyped-call]


def add_accounts(app: Flask) -> None:
    """Log people in, and tell every template who is looking (``visitor``)."""
    made: Collaborators = app.extensions["wijksafari"]
    app.config.update(_settings(made.settings.secret_key))
    security = _Accounts(
        app,
        open_accounts(app),
        login_form=PlainLoginForm,
        forgot_password_form=ForgottenForm,
        two_factor_rescue_form=NoRescueForm,
        mail_util_cls=OutboxMail,
        password_util_cls=OurPasswords,
        totp_cls=OneTimeCodes,
    )
    security.want_json(_never)
    _end_logins(security)
    user_logged_in.connect(_new_session, app)
    app.before_request(_second_step)
    app.after_request(_note_first_step)
    app.context_processor(lambda: {"visitor": current_organiser()})


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
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            f"argon2__{name}": value for name, value in ARGON2.items()
        },
        "SECURITY_EMAIL_PLAINTEXT": False,
        "SECURITY_EMAIL_HTML": False,
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


def _second_step() -> BaseResponse | None:
    """The page for the code is for who just gave the right password, and for nobody else."""
    if request.endpoint != "security.two_factor_token_validation":
        return None
    if current_organiser() is not None:
        return redirect("/", 303)
    if not halfway_goes_on():
        session.clear()
    return None


def _note_first_step(response: Response) -> Response:
    if request.endpoint == "security.login" and "tf_user_id" in session:
        begin_halfway()
    return response


def _never(_request: Request) -> bool:
    """Whether to answer in JSON: that would hand out tokens that outlive a login."""
    return False
