"""One process that serves the site: ``python -m tests.pressure.web_worker FOLDER DATABASE LOCKS``.

It prints its port. With ``LOCKS`` 0 it forgets every lock on the database: the
proof that tests under pressure notice that.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from pathlib import Path
from typing import Any

import waitress
from sqlalchemy import Engine, event

from tests.worlds import SECRET_KEY
from wijksafari import create_app
from wijksafari.config import Settings

LOCKS = re.compile(r"(?<=^BEGIN) IMMEDIATE$|\s+FOR UPDATE( OF \w+)?( SKIP LOCKED)?")


def main(folder: Path, database_url: str, locks: bool) -> None:
    """Serve until killed."""
    settings = Settings(
        instance=folder, secret_key=SECRET_KEY, database_url=database_url, proxies=1
    )
    app = create_app(settings)
    logging.getLogger("waitress").setLevel(logging.ERROR)  # its queue is meant to be deep
    if not locks:
        logging.disable()  # much goes wrong now, as it should
        engine = app.extensions["wijksafari"].database.engine
        forget_locks(engine)
        dwell(engine)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    sys.stdout.write(f"{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


def forget_locks(engine: Engine) -> None:
    """Begin on SQLite without the write lock; lock no row on PostgreSQL."""

    def without(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any
    ) -> tuple[str, Any]:
        return LOCKS.sub("", statement), parameters

    event.listen(engine, "before_cursor_execute", without, retval=True)


def dwell(engine: Engine) -> None:
    """Take a while between looking and writing, so that what may go wrong then does.

    Where processes take turns they would else seldom meet.
    """

    def pause(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            time.sleep(0.05)

    event.listen(engine, "before_cursor_execute", pause)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "1")
