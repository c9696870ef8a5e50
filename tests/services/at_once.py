"""Several people doing something at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from sqlalchemy.orm import Session

from wijksafari.database import Database
from wijksafari.errors import WijksafariError


def at_once(database: Database, *tasks: Callable[[Session], object]) -> list[str]:
    """Each task in a transaction of its own, begun together; the sentences that stopped some."""
    begin = Barrier(len(tasks))
    stopped: list[str] = []

    def run(task: Callable[[Session], object]) -> None:
        begin.wait()
        try:
            with database.writing.begin() as session:
                task(session)
        except WijksafariError as error:
            stopped.append(str(error))

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return stopped
