"""What every test stands on: no way out to the network, and an empty database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wijksafari.database import Database, open_database

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real data that may lie beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the real data (../shared/data) is not here")
    return SHARED


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new SQLite database with every table."""
    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    database.upgrade()
    yield database
    database.engine.dispose()
