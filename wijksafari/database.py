"""The database: engine, sessions, and its schema brought up to date."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from wijksafari.errors import InputError

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Database:
    """One engine, and sessions for two purposes.

    A ``writing`` session takes SQLite's write lock at its start, so that what it
    read is still true when it writes; a ``reading`` session never blocks a writer.
    """

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    def upgrade(self) -> None:
        """Bring the schema up to date."""
        with self.engine.connect() as connection:
            command.upgrade(_alembic(connection), "head")


def open_database(url: str) -> Database:
    """The database at ``url``; a new SQLite file gets its folder.

    Raises InputError where the address is none, or of a kind that is not installed.
    """
    try:
        address = make_url(url)
        engine = create_engine(address)
    except (ArgumentError, ImportError, ValueError) as error:
        # The address may hold a password: it stays out of the sentence.
        raise InputError(
            "DATABASE_URL is geen adres van een database die wijksafari kent; schrijf bijvoorbeeld"
            " sqlite:////var/lib/wijksafari/wijksafari.sqlite3."
        ) from error
    on_sqlite = address.get_backend_name() == "sqlite"
    if on_sqlite and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    if on_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return Database(
        engine=engine,
        reading=sessionmaker(engine.execution_options(reading=True)),
        writing=sessionmaker(engine),
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, deferred; _begin_sqlite does it better.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
