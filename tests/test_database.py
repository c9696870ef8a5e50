"""Sessions, the write lock and migrations, on real SQLite."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, event, inspect, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session

from wijksafari.database import Database, _alembic, open_database
from wijksafari.errors import InputError
from wijksafari.models import GeocodeAnswer


def _answer(query: str, asked_at: datetime = datetime(2026, 6, 4, 17, 30, tzinfo=UTC)):
    return GeocodeAnswer(
        provider="pdok", query=query, lat=52.0, lon=4.4, label=query, asked_at=asked_at
    )


def test_the_migrations_make_just_the_tables_the_models_describe(database: Database) -> None:
    with database.engine.connect() as connection:
        command.check(_alembic(connection))


def test_migrations_go_down_and_up_again(database: Database) -> None:
    database.downgrade("base")
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    database.upgrade()
    assert "safari" in inspect(database.engine).get_table_names()


def test_an_upgrade_keeps_what_is_there(database: Database) -> None:
    with database.writing.begin() as session:
        session.add(_answer("Kerkstraat 1"))
    database.upgrade()
    with database.reading() as session:
        assert session.scalars(select(GeocodeAnswer.query)).all() == ["Kerkstraat 1"]


def test_moments_come_back_in_utc(database: Database) -> None:
    summer = datetime(2026, 6, 4, 17, 30, tzinfo=timezone(timedelta(hours=2)))
    with database.writing.begin() as session:
        session.add(_answer("Kerkstraat 1", summer))
    with database.reading() as session:
        stored = session.scalars(select(GeocodeAnswer.asked_at)).one()
    assert stored == summer
    assert stored.utcoffset() == timedelta(0)


def test_a_moment_without_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 6, 4, 17, 30, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(StatementError), database.writing.begin() as session:
        session.add(_answer("Kerkstraat 1", naive))


def test_unique_rows_stay_unique(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing.begin() as session:
        session.add_all([_answer("Kerkstraat 1"), _answer("Kerkstraat 1")])


def test_a_failed_action_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing.begin() as session:
        session.add(_answer("Kerkstraat 1"))
        session.flush()
        raise RuntimeError
    with database.reading() as session:
        assert session.scalars(select(GeocodeAnswer)).all() == []


def test_a_reader_is_not_held_up_by_a_writer(database: Database) -> None:
    with database.writing.begin() as writer, database.reading() as reader:
        writer.add(_answer("Kerkstraat 1"))
        writer.flush()
        assert reader.scalars(select(GeocodeAnswer)).all() == []


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
    with database.writing() as first, closing(database.engine.raw_connection()) as second:
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


def test_a_new_database_gets_its_folder(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'new' / 'deep' / 'test.sqlite3'}")
    database.upgrade()
    assert (tmp_path / "new" / "deep" / "test.sqlite3").exists()
    database.engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "wijksafari",
        "postgresql://host:poort/db",
        "nergens://ros:geheim@host/db",
        "mssql+pyodbc://ros:geheim@host/db",
    ],
)
def test_an_unusable_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(InputError, match="DATABASE_URL") as refusal:
        open_database(url)
    assert "geheim" not in str(refusal.value)
