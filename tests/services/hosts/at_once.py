"""The same round by several workers at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.pressure.web_worker import forget_locks
from tests.worlds import POST
from wijksafari.database import Database, open_database
from wijksafari.services.mail.post import Post

WORKERS = 6


def all_at_once(
    database: Database,
    work: Callable[[Session, Post, datetime], int],
    now: datetime,
    *,
    locks: bool,
) -> list[int | None]:
    """What each worker's round said; None where it failed. ``locks``: whether they wait in line."""
    together = Barrier(WORKERS)
    url = database.engine.url.render_as_string(hide_password=False)

    def round_of_one_worker(_: int) -> int | None:
        own = open_database(url)
        try:
            if not locks:
                forget_locks(own.engine)
            with own.writing.begin() as session:
                together.wait(timeout=60)
                return work(session, POST, now)
        except DBAPIError:
            return None
        finally:
            own.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(round_of_one_worker, range(WORKERS)))
