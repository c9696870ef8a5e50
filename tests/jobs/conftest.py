from pathlib import Path

import pytest

from tests.jobs.world import World, create_world
from wijksafari.database import Database


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    return create_world(database, tmp_path / "instance")
