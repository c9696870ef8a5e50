"""The planner served on loopback, with the small named world of the page tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from werkzeug.serving import make_server

from tests.web.world import NOW, STREETS, build
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings


@contextmanager
def planner_site(folder: Path) -> Iterator[str]:
    """The address of a running site that keeps everything in ``folder``."""
    (folder / "streets").mkdir(parents=True)
    shutil.copyfile(PROJECT / "data" / STREETS, folder / "streets" / STREETS)
    settings = Settings(
        instance=folder,
        secret_key="secret in tests only",
        database_url=f"sqlite:///{folder / 'wijksafari.sqlite3'}",
    )
    app = create_app(settings, now=lambda: NOW)
    database = app.extensions["wijksafari"].database
    database.upgrade()
    with database.writing.begin() as session:
        build(session)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        database.engine.dispose()
