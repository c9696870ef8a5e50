"""What pages work with, handed in once by create_app()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from flask import current_app

from wijksafari.config import Settings
from wijksafari.database import Database
from wijksafari.planning.address import AddressFinder
from wijksafari.planning.route import Router
from wijksafari.services.mail.post import Post
from wijksafari.services.wijken.open_map import OpenMap


class Routers(Protocol):
    """Makes routers on stored street files; raises StreetFileError."""

    def __call__(self, path: Path, *, pace_kmh: float = 12.0, dark: bool = False) -> Router:
        """A router for a group at ``pace_kmh``, avoiding unlit ways when ``dark``."""


@dataclass(frozen=True, slots=True)
class Collaborators:
    """The database, the streets, the clock, the mail, the open map, and the settings.

    ``find_address`` asks geocoders, and takes up to ten seconds where they are
    down: call it outside any transaction.
    """

    settings: Settings
    database: Database
    routers: Routers
    now: Callable[[], datetime]
    post: Post
    open_map: OpenMap
    find_address: AddressFinder


def collaborators() -> Collaborators:
    """Those of the application that answers this request."""
    return cast(Collaborators, current_app.extensions["wijksafari"])
