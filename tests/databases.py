"""New databases for tests, each a copy of one that was migrated once.

They are SQLite files, or live on the PostgreSQL server at
``WIJKSAFARI_TEST_DATABASE_URL`` where that is set; its user may create databases.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from wijksafari.database import Database, open_database

SERVER = os.environ.get("WIJKSAFARI_TEST_DATABASE_URL", "")


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if not SERVER:
        yield _file(folder)
        return
    with _on_server("template0") as url:
        yield url


@contextmanager
def template_database(folder: Path, fill: Callable[[Session], None] | None = None) -> Iterator[str]:
    """The address of a migrated database with what ``fill`` adds, to be copied."""
    with empty_database(folder) as url:
        with opened(url) as database:
            database.upgrade()
            if fill is not None:
                with database.writing.begin() as session:
                    fill(session)
        yield url


@contextmanager
def copied_database(template: str, folder: Path) -> Iterator[str]:
    """The address of a copy of ``template``, which nobody has open."""
    if not SERVER:
        url = _file(folder)
        shutil.copyfile(make_url(template).database or "", make_url(url).database or "")
        yield url
        return
    with _on_server(make_url(template).database or "") as url:
        yield url


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database at ``url``; its connections are closed after."""
    database = open_database(url)
    try:
        yield database
    finally:
        database.close()


def _file(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'wijksafari.sqlite3'}"


@contextmanager
def _on_server(template: str) -> Iterator[str]:
    name = f"wijksafari_test_{uuid4().hex}"
    _tell_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        _tell_server(f"DROP DATABASE {name} WITH (FORCE)")


def _tell_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)
