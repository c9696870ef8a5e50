"""An outbox, a clock to turn, and a mail server that is there or not."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from tests.mail.parcels import arrived
from tests.mail.peers import LOCAL, Postbox, free_port
from tests.services.worlds_outbox import put_mail
from tests.worlds import NOW, POST, SECRET_KEY
from wijksafari.config import Settings
from wijksafari.database import Database
from wijksafari.jobs.deliver import deliver_due
from wijksafari.jobs.tools import Tools
from wijksafari.mail.sender import Sender
from wijksafari.models import Message
from wijksafari.streets.geocode import address_finder
from wijksafari.streets.open_map import OpenStreetMap

# Nobody listens there: mail needs no map.
NOBODY = "http://127.0.0.1:9"
NO_MAP = OpenStreetMap(NOBODY, NOBODY)
NO_ADDRESSES = address_finder(NOBODY, NOBODY)


@dataclass
class World:
    """One installation whose mail server listens at ``port``."""

    database: Database
    folder: Path
    port: int
    now: datetime = NOW

    @property
    def tools(self) -> Tools:
        settings = Settings(
            instance=self.folder,
            secret_key=SECRET_KEY,
            database_url=self.database.engine.url.render_as_string(hide_password=False),
            smtp_url=f"smtp://{LOCAL}:{self.port}",
        )
        return Tools(settings, self.database, replace(POST), lambda: self.now, NO_MAP, NO_ADDRESSES)

    def put(self, *recipients: str) -> None:
        with self.database.writing.begin() as session:
            for each in recipients:
                put_mail(session, each, now=self.now)

    def deliver(self, sender: Sender | None = None) -> int:
        return deliver_due(self.tools, sender)

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)

    def messages(self) -> dict[str, Message]:
        """By recipient."""
        with self.database.reading() as session:
            return {each.to_email: each for each in session.scalars(select(Message))}

    def statuses(self) -> Counter[str]:
        return Counter(each.status for each in self.messages().values())


def create_world(database: Database, folder: Path) -> World:
    return World(database, folder, free_port())


def ids_in(postbox: Postbox) -> Counter[str]:
    """How often each Message-ID arrived."""
    return Counter(str(arrived(each)["Message-ID"]) for each in postbox.contents)
