"""The database: engine, sessions, and its schema brought up to date."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

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

    def upgrade(self, revision: str = "head") -> None:
        """Bring the schema up to ``revision``."""
        with self.engine.connect() as connection:
            command.upgrade(_alembic(connection), revision)

    def downgrade(self, revision: str) -> None:
        """Bring the schema back to ``revision``."""
        with self.engine.connect() as connection:
            command.downgrade(_alembic(connection), revision)


def open_database(url: str) -> Database:
    """The database at ``url``; a new SQLite file gets its folder."""
    address = make_url(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    if on_sqlite and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
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
