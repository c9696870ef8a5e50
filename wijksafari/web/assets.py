"""Addresses of our own static files that change with what is in them."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app

STATIC = Path(__file__).parent / "static"


def add_assets(app: Flask) -> None:
    """Add ``asset(name)`` to every template."""
    app.context_processor(lambda: {"asset": asset})


def asset(name: str) -> str:
    """The address of a static file; browsers may keep what it gives for a year."""
    mark = _fingerprint(name, (STATIC / name).stat().st_mtime_ns if current_app.debug else 0)
    # Not url_for(): the page for a strange host, too, needs its style sheet.
    return f"{current_app.static_url_path}/{name}?v={mark}"


@cache
def _fingerprint(name: str, _changed: int) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]
