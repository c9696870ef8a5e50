"""A mail in HTML, shown as it is in a frame of a page of ours."""

from __future__ import annotations

import base64
import hashlib
import re

from flask import Response

_HEAD = re.compile(r"(<head[^>]*>)", re.IGNORECASE)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def letter_response(html: str, *, links: bool = False) -> Response:
    """``html`` alone, with no rights: no scripts, forms or links, nothing from elsewhere.

    Only its own style sheets apply, and only a page of this site that called
    security.show_letters() can show it. With ``links`` they open in a tab of their own.
    """
    if links:
        html = _HEAD.sub(r'\1<base target="_blank">', html, count=1)
    response = Response(html, content_type="text/html; charset=utf-8")
    # An empty list allows none.
    hashes = " ".join(f"'sha256-{_digest(style)}'" for style in _STYLE.findall(html))
    response.headers["Content-Security-Policy"] = "; ".join(
        (
            "default-src 'none'",
            f"style-src {hashes}",
            "sandbox allow-popups allow-popups-to-escape-sandbox" if links else "sandbox",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )
    return response


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
