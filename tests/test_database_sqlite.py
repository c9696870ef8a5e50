"""The write lock and the files of SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.databases import opened
from wijksafari.database import Database
from wijksafari.models import GeocodeAnswer


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path / 'new' / 'deep' / 'test.sqlite3'}") as database:
        database.upgrade()
        yield database


def _answer(query: str) -> GeocodeAnswer:
    moment = datetime(2026, 6, 4, 17, 30, tzinfo=UTC)
    return GeocodeAnswer(
        provider="pdok", query=query, lat=52.0, lon=4.4, label=query, asked_at=moment
    )


def _read_then_write_in_turn(first: Session, second: Session) -> None:
    """Two actions that each read, then write what they read plus one."""
    first.scalars(select(GeocodeAnswer)).all()
    second.execute(text("PRAGMA busy_timeout=50"))
    second.scalars(select(GeocodeAnswer)).all()
    first.add(_answer("Kerkstraat 1"))
    first.commit()
    second.add(_answer("Kerkstraat 2"))
    second.commit()


def test_a_second_writer_waits_at_the_door_and_not_halfway(database: Database) -> None:
    path = str(database.engine.url.database)
    with database.writing() as first, closing(sqlite3.connect(path)) as second:
        first.scalars(select(GeocodeAnswer)).all()  # it has only read so far
        second.execute("PRAGMA busy_timeout=50")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            second.execute("BEGIN IMMEDIATE")


def test_without_the_immediate_lock_the_second_writer_loses_its_work(tmp_path: Path) -> None:
    plain = create_engine(f"sqlite:///{tmp_path / 'plain.sqlite3'}")

    @event.listens_for(plain, "connect")
    def _wal(connection, _record) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(plain, "begin")
    def _deferred(connection) -> None:
        connection.exec_driver_sql("BEGIN")

    GeocodeAnswer.metadata.create_all(plain)
    with (
        Session(plain) as first,
        Session(plain) as second,
        pytest.raises(OperationalError, match="locked"),
    ):
        _read_then_write_in_turn(first, second)
    plain.dispose()


def test_what_is_acknowledged_is_on_the_disk(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_backup_taken_while_the_site_runs_holds_every_row(
    database: Database, tmp_path: Path
) -> None:
    with database.writing.begin() as session:
        session.add(_answer("Kerkstraat 1"))
    copy = tmp_path / "backup.sqlite3"
    with database.writing.begin() as session, closing(sqlite3.connect(copy)) as target:
        session.add(_answer("Kerkstraat 2"))
        session.flush()
        with closing(sqlite3.connect(database.engine.url.database)) as source:
            source.backup(target)
    with opened(f"sqlite:///{copy}") as restored:
        restored.upgrade()
        with restored.reading() as session:
            assert session.scalars(select(GeocodeAnswer.query)).all() == ["Kerkstraat 1"]


def test_a_migration_leaves_references_guarded_for_who_writes_next(database: Database) -> None:
    guarded = text("PRAGMA foreign_keys")
    with database.engine.execution_options(migrating=True).connect() as connection:
        assert connection.scalar(guarded) == 0
    with database.writing.begin() as session:
        assert session.scalar(guarded) == 1
