"""How much may be sent at once: little, but for the few pages that take files."""

from __future__ import annotations

from flask import Flask, request

from wijksafari.web.import_file import LARGEST

_ROOM_FOR_THE_FORM = 100_000
# A boundary that is too large is taken too: the form then comes back with what was typed.
_LIMITS = dict.fromkeys(
    ("imports.start", "wijken.add", "wijken.change"), LARGEST + _ROOM_FOR_THE_FORM
)


def limit_uploads(app: Flask) -> None:
    """Set it before anything reads the form; register this first.

    Whoever may not send a file to such a page is turned away unread: web/access.py
    looks at the visitor before it looks at the form.
    """
    app.config.update(MAX_CONTENT_LENGTH=1_000_000, MAX_FORM_MEMORY_SIZE=500_000)
    app.before_request(_limit)


def _limit() -> None:
    if request.endpoint in _LIMITS:
        request.max_content_length = _LIMITS[request.endpoint]
