"""The planner served on loopback, with the small named world of the page tests.

It runs in a process of its own, under the server that serves it in earnest:
``python -m tests.browser.planner_site FOLDER DATABASE`` prints its port and serves.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import waitress

from tests.databases import template_database
from tests.web.world import NOW, STREETS, build
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings


@contextmanager
def planner_site(folder: Path) -> Iterator[str]:
    """The address of a running site that keeps everything in ``folder``."""
    with template_database(folder, build) as url:
        site = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.planner_site", str(folder), url],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert site.stdout is not None
            yield f"http://127.0.0.1:{int(site.stdout.readline())}"
        finally:
            site.terminate()
            site.communicate(timeout=10)


def main(folder: Path, database_url: str) -> None:
    """Serve the world that lies in the database."""
    (folder / "streets").mkdir(parents=True)
    shutil.copyfile(PROJECT / "data" / STREETS, folder / "streets" / STREETS)
    settings = Settings(
        instance=folder,
        secret_key="secret in tests only",
        database_url=database_url,
    )
    app = create_app(settings, now=lambda: NOW)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=8)
    sys.stdout.write(f"{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
