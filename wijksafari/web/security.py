"""What every response carries so that browsers do nothing they should not."""

import secrets

from flask import Flask, Response, g, request

TILES = "https://service.pdok.nl"
FOR_EVER = "public, max-age=31536000, immutable"
_FILES = ("static", "leaflet.file", "offline.participants_worker", "offline.leaders_worker")


def csp_nonce() -> str:
    """This response's nonce, for our own inline scripts and styles."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def protect(app: Flask) -> None:
    """Add security headers to every response, and ``csp_nonce()`` to every template."""
    app.after_request(_add_headers)
    app.context_processor(lambda: {"csp_nonce": csp_nonce})


def show_letters() -> None:
    """Let this page show mails in frames; web/letters.py makes what goes into them."""
    g.csp_frames = "'self'"


def allow_position() -> None:
    """Let this page ask the visitor where they are; it stays in their browser."""
    g.position = "(self)"


def _policy() -> str:
    nonce = csp_nonce()
    frames = g.get("csp_frames", "'none'")
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            f"img-src 'self' data: {TILES}",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            f"frame-src {frames}",
            "frame-ancestors 'none'",
        )
    )


def _add_headers(response: Response) -> Response:
    # A mail in a frame brings a stricter one of its own.
    response.headers.setdefault("Content-Security-Policy", _policy())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = (
        f"camera=(), microphone=(), payment=(), geolocation={g.get('position', '()')}"
    )
    if request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = FOR_EVER
    elif request.endpoint not in _FILES or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response
