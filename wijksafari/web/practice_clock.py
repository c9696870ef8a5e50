"""A bar on every page of a site whose clock is not the real one."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from wijksafari.clock import AMSTERDAM
from wijksafari.web.collaborators import collaborators


def show_practice_clock(app: Flask) -> None:
    """Add ``practice_moment()`` to every template."""
    app.context_processor(lambda: {"practice_moment": practice_moment})


def practice_moment() -> datetime | None:
    """What time it is here; None where that is the real time."""
    made = collaborators()
    return made.now().astimezone(AMSTERDAM) if made.settings.clock_ahead else None
