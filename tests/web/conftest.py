"""The application on a temporary database with the small named world."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.world import NOW, STREETS, build
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings
from wijksafari.database import Database, open_database


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the world in it, to be copied."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite3"
    database = open_database(f"sqlite:///{path}")
    database.upgrade()
    with database.writing.begin() as session:
        build(session)
    database.engine.dispose()
    return path


@pytest.fixture
def app(built: Path, tmp_path: Path) -> Iterator[Flask]:
    (tmp_path / "streets").mkdir()
    (tmp_path / "streets" / STREETS).symlink_to(PROJECT / "data" / STREETS)
    path = tmp_path / "wijksafari.sqlite3"
    shutil.copyfile(built, path)
    settings = Settings(
        instance=tmp_path, secret_key="secret in tests only", database_url=f"sqlite:///{path}"
    )
    app = create_app(settings, now=lambda: NOW)
    yield app
    app.extensions["wijksafari"].database.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's own."""
    database: Database = app.extensions["wijksafari"].database
    return database


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
