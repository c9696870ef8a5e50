"""The application on a temporary database with the small named world."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.databases import copied_database, template_database
from tests.web.logins import log_in
from tests.web.world import NOW, STREETS, build
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings
from wijksafari.database import Database


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with the world in it, to be copied."""
    with template_database(tmp_path_factory.mktemp("world"), build) as url:
        yield url


@pytest.fixture
def app(built: str, tmp_path: Path) -> Iterator[Flask]:
    (tmp_path / "streets").mkdir()
    (tmp_path / "streets" / STREETS).symlink_to(PROJECT / "data" / STREETS)
    with copied_database(built, tmp_path) as url:
        settings = Settings(instance=tmp_path, secret_key="secret in tests only", database_url=url)
        app = create_app(settings, now=lambda: NOW)
        yield app
        app.extensions["wijksafari"].database.close()


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's own."""
    database: Database = app.extensions["wijksafari"].database
    return database


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Logged in as adviser of the wijk ``proefwijk``."""
    return log_in(app.test_client())


@pytest.fixture
def anonymous(app: Flask) -> FlaskClient:
    """Not logged in."""
    return app.test_client()
