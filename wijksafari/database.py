"""The database: engine, sessions, and its schema brought up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from wijksafari.errors import InputError

MIGRATIONS = Path(__file__).parent / "migrations"
CONNECTIONS = 8  # one for each thread that answers requests
PATIENCE = 10  # seconds until somebody who waits for the database is told so

# Both databases keep to these; PostgreSQL counts in milliseconds.
_SQLITE_SETTINGS = (
    f"busy_timeout={1000 * PATIENCE}",  # first: the next one may have to wait
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
)
_POSTGRESQL_SETTINGS = (
    f"statement_timeout={1000 * PATIENCE}",
    f"lock_timeout={500 * PATIENCE}",
    f"idle_in_transaction_session_timeout={6000 * PATIENCE}",
    "timezone=UTC",
)
_REFERENCES = "foreign_keys"  # what a connection that writes was told last


@dataclass(frozen=True, slots=True)
class Database:
    """Sessions for two purposes, and the engine of those that write.

    A ``reading`` session sees one moment of the database, cannot change it and
    never blocks a writer.

    A ``writing`` session decides. On SQLite it has the write lock from its start
    (BEGIN IMMEDIATE), so that what it read is still true when it writes. On
    PostgreSQL (READ COMMITTED) it first locks the row that the decision is
    about, mostly the safari, with ``with_for_update()``: what it reads after
    that stays true for everybody who does the same.
    """

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    def upgrade(self) -> None:
        """Bring the schema up to date; programs that start together do so one after the other."""
        self._migrate(command.upgrade, "head")

    def downgrade(self, revision: str) -> None:
        """Take the schema back to ``revision``; what later ones added is lost."""
        self._migrate(command.downgrade, revision)

    def close(self) -> None:
        """Close every connection that is not in use."""
        for sessions in (self.reading, self.writing):
            sessions.kw["bind"].dispose()

    def _migrate(self, step: Any, revision: str) -> None:
        with self.engine.execution_options(migrating=True).connect() as connection:
            step(_alembic(connection), revision)


def open_database(url: str) -> Database:
    """The database at ``url``, SQLite or PostgreSQL; a new SQLite file gets its folder.

    Raises InputError where the address is none, or of another kind.
    """
    try:
        address = make_url(url)
        engine, reader = _ENGINES[address.get_backend_name()](address)
    except (ArgumentError, ImportError, KeyError, TypeError, ValueError) as error:
        # The address may hold a password: it stays out of the sentence.
        raise InputError(
            "DATABASE_URL is geen adres van een database die wijksafari kent; schrijf bijvoorbeeld"
            " sqlite:////var/lib/wijksafari/wijksafari.sqlite3 of"
            " postgresql://naam:wachtwoord@computer/wijksafari."
        ) from error
    return Database(
        engine=engine,
        reading=sessionmaker(reader),
        writing=sessionmaker(engine),
    )


def _open_sqlite(address: URL) -> tuple[Engine, Engine]:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    # The writers of one process queue for one connection: first come, first served.
    # SQLite itself lets them try again now and then, and some never get a turn.
    writing = _sqlite_engine(address, 1, _SQLITE_SETTINGS)
    event.listen(writing, "begin", _begin_writing)
    reading = _sqlite_engine(address, CONNECTIONS, (*_SQLITE_SETTINGS, "query_only=ON"))
    event.listen(reading, "begin", _begin_reading)
    return writing, reading


def _sqlite_engine(address: URL, connections: int, pragmas: Sequence[str]) -> Engine:
    engine = create_engine(address, pool_size=connections, max_overflow=0, pool_timeout=PATIENCE)

    def prepare(connection: Any, _record: object) -> None:
        # The driver would begin transactions by itself, deferred; what follows does it better.
        connection.isolation_level = None
        for each in pragmas:
            connection.execute(f"PRAGMA {each}")

    event.listen(engine, "connect", prepare)
    return engine


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    # A migration that rebuilds a table drops the old one, and every row that refers
    # to it would go along. This can only be set between transactions.
    references = "OFF" if connection.get_execution_options().get("migrating") else "ON"
    # Only when it differs: SQLite prepares every statement anew after it.
    if connection.info.get(_REFERENCES, "ON") != references:
        connection.exec_driver_sql(f"PRAGMA foreign_keys={references}")
        connection.info[_REFERENCES] = references
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _open_postgresql(address: URL) -> tuple[Engine, Engine]:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=CONNECTIONS,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,  # the server may have been restarted
        connect_args={
            "options": " ".join(f"-c {setting}" for setting in _POSTGRESQL_SETTINGS),
            "connect_timeout": PATIENCE,
            "application_name": "wijksafari",
        },
    )
    return engine, engine.execution_options(
        postgresql_readonly=True, isolation_level="REPEATABLE READ"
    )


# "postgres" is what hosting providers still write.
_ENGINES = {
    "sqlite": _open_sqlite,
    "postgresql": _open_postgresql,
    "postgres": _open_postgresql,
}


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
