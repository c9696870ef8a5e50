"""Reading the municipal list of Amsterdam into the catalogue: read, shown, written, and once more.

On a new database in a temporary file, as the site has it.
"""

import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from wijksafari.database import Database, open_database
from wijksafari.models import Neighbourhood
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.imports.lists import find_import, keep, preview_import, write_import
from wijksafari.services.imports.plan import ImportPlan
from wijksafari.services.imports.reading import read_catalogue
from wijksafari.services.journal import PROGRAM

LIST = Path(__file__).parents[2] / "shared" / "data" / "locations" / "amsterdam.csv"
SLUG = "amsterdam"


def main() -> None:
    """Print the seconds of both times; without the list, say so."""
    if not LIST.exists():
        print(f"Catalogue import: {LIST.name} is not beside this checkout, skipped.")
        return
    print(f"Bringing {LIST.name} into the catalogue")
    print(f"{'':12} {'seconds':>8} {'new':>5} {'changed':>8} {'same':>5}")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/catalogue.sqlite3"
        with closing(open_database(url)) as database:
            database.upgrade()
            _add_wijk(database)
            for name in ("first time", "second time"):
                begin = time.perf_counter()
                plan = bring_in(database, LIST.read_bytes())
                seconds, counts = time.perf_counter() - begin, plan.counts
                print(
                    f"{name:12} {seconds:8.2f} {counts['new']:5} {counts['changed']:8}"
                    f" {counts['same']:5}"
                )


def bring_in(database: Database, content: bytes) -> ImportPlan:
    """Read, keep, show and write the list, each as a page of the site does."""
    now = datetime.now(UTC)
    with database.writing.begin() as session:
        wijk = find_neighbourhood(session, SLUG)
        found = read_catalogue(content)
        number = keep(session, wijk, found, LIST.name, actor=PROGRAM, now=now).id
    with database.reading() as session:
        wijk = find_neighbourhood(session, SLUG)
        shown = preview_import(session, wijk, find_import(session, wijk, number)).fingerprint
    with database.writing.begin() as session:
        wijk = find_neighbourhood(session, SLUG)
        return write_import(session, wijk, number, shown=shown, now=now)


def _add_wijk(database: Database) -> None:
    with database.writing.begin() as session:
        session.add(
            Neighbourhood(
                slug=SLUG,
                name="Amsterdam",
                school_region="Noord",
                streets="",
                meeting_name="Dam",
                meeting_lat=52.373,
                meeting_lon=4.893,
            )
        )


if __name__ == "__main__":
    main()
