"""What follows from where the site is found: hosts, cookies, proxies and https."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from wijksafari.config import LOOPBACK, Settings
from wijksafari.web.login_times import IDLE

HSTS = "max-age=31536000"


def settle(app: Flask, settings: Settings) -> None:
    """Let ``app`` answer only where ``settings`` say the site is."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-wijksafari" if settings.public else "wijksafari",
        SESSION_COOKIE_SECURE=settings.public,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=[urlsplit(settings.base_url).hostname or "", *LOOPBACK],
        # A form may stay open as long as a login lasts without a sign of life.
        WTF_CSRF_TIME_LIMIT=int(IDLE.total_seconds()),
        # Our pages send no referrer, not even to ourselves; the token is proof enough.
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0
        )
    if settings.public:
        app.after_request(_keep_to_https)


def _keep_to_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = HSTS
    return response
