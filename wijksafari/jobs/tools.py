"""What jobs work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wijksafari.config import Settings
from wijksafari.database import Database
from wijksafari.planning.address import AddressFinder
from wijksafari.services.mail.post import Post
from wijksafari.services.wijken.open_map import OpenMap


@dataclass(frozen=True, slots=True)
class Tools:
    """The settings, the database, the mail to write, the clock, the open map and geocoders.

    Ask the last two outside any transaction: they take seconds to minutes.
    """

    settings: Settings
    database: Database
    post: Post
    now: Callable[[], datetime]
    open_map: OpenMap
    find_address: AddressFinder
