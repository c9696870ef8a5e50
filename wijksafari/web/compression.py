"""Fewer bytes to phones: files and the participant's pages, compressed.

Only where it gives nothing away: whoever sees how long a compressed answer is,
and has words of their own in it, can guess a secret beside them (BREACH). So
pages with forms, which carry a CSRF token, always travel as they are.
"""

from __future__ import annotations

from flask import Flask, Request, Response, g
from flask import request as current_request
from flask_compress import Compress

_FILES = frozenset(
    ("static", "leaflet.file", "offline.participants_worker", "offline.leaders_worker")
)
# None of them repeats what a visitor sent.
FREE_OF_SECRETS = _FILES | {
    "participant_ride.page",
    "participant_ride.gpx",
    "offline.manifest",
}


def compress_answers(app: Flask) -> None:
    """Compress what may be, for browsers that say they can read it."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=6,
        COMPRESS_STREAMS=False,
        COMPRESS_MIMETYPES=[
            *("text/html", "text/css", "text/javascript", "image/svg+xml"),
            *("application/json", "application/manifest+json", "application/gpx+xml"),
        ],
        COMPRESS_CACHE_BACKEND=_KeptFiles,
        COMPRESS_CACHE_KEY=_file_key,
    )
    compress = Compress(app)

    @app.after_request
    def _compress(response: Response) -> Response:
        # Part of a file (206) is a part of what is on the disk.
        if response.status_code != 200 or not _may_be_compressed():
            return response
        if current_request.endpoint in _FILES:
            g.compressed_file = f"{current_request.path} {response.get_etag()[0]}"
            response.direct_passthrough = False
            response.make_sequence()
        return compress.after_request(response)


class _KeptFiles:
    """Compressed files, for as long as the program runs; nothing else is kept."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._files.get(key)

    def set(self, key: str, value: bytes) -> None:
        if "compressed_file" in g:
            self._files[key] = value


def _may_be_compressed() -> bool:
    # Flask-WTF leaves the token it gave out, for a form, in ``g``.
    return current_request.endpoint in FREE_OF_SECRETS and "csrf_token" not in g


def _file_key(_request: Request) -> str:
    """Which file in which version; empty for what is not a file."""
    key: str = g.get("compressed_file", "")
    return key
