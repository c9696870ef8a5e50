"""Sessions and what they promise, on whichever database the tests run."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from tests.databases import empty_database, opened
from wijksafari.config import PROJECT
from wijksafari.database import Database, open_database
from wijksafari.errors import InputError
from wijksafari.models import GeocodeAnswer

UPGRADE = "import sys; from wijksafari.database import *; open_database(sys.argv[1]).upgrade()"


def _answer(query: str, asked_at: datetime = datetime(2026, 6, 4, 17, 30, tzinfo=UTC)):
    return GeocodeAnswer(
        provider="pdok", query=query, lat=52.0, lon=4.4, label=query, asked_at=asked_at
    )


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


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.reading() as reader:
        assert reader.scalars(select(GeocodeAnswer)).all() == []
        with database.writing.begin() as writer:
            writer.add(_answer("Kerkstraat 1"))
        assert reader.scalars(select(GeocodeAnswer)).all() == []


def test_a_reader_cannot_change_anything(database: Database) -> None:
    with database.reading() as reader:
        reader.add(_answer("Kerkstraat 1"))
        with pytest.raises(DBAPIError, match=r"read-?only"):
            reader.commit()
    with database.writing.begin() as writer:
        assert writer.scalars(select(GeocodeAnswer)).all() == []
        writer.add(_answer("Kerkstraat 1"))


def test_programs_that_start_together_migrate_one_after_the_other(tmp_path: Path) -> None:
    with empty_database(tmp_path) as url:
        starting = [
            subprocess.Popen(
                [sys.executable, "-c", UPGRADE, url], cwd=PROJECT, stderr=subprocess.PIPE
            )
            for _ in range(4)
        ]
        told = [each.communicate(timeout=60)[1].decode() for each in starting]
        assert [each.returncode for each in starting] == [0, 0, 0, 0], told
        with opened(url) as database:
            assert "sign_up" in inspect(database.engine).get_table_names()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "wijksafari",
        "sqlite://",
        "postgresql://host:poort/db",
        "nergens://ros:geheim@host/db",
        "mssql+pyodbc://ros:geheim@host/db",
    ],
)
def test_an_unusable_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(InputError, match="DATABASE_URL") as refusal:
        open_database(url)
    assert "geheim" not in str(refusal.value)
