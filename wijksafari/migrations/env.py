"""Runs migrations on the connection the program hands over: one program at a time, all or nothing."""

from alembic import context
from sqlalchemy import Connection, text

from wijksafari.models import Base

LOCK = 0x77696A6B  # any number, as long as nobody else on this server uses it


def run() -> None:
    """Wait for other programs, migrate, and check on SQLite that no reference broke."""
    connection: Connection = context.config.attributes["connection"]
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.configure(
            connection=connection, target_metadata=Base.metadata, render_as_batch=True
        )
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            _check_references(connection)


def _check_references(connection: Connection) -> None:
    """SQLite rebuilds tables without looking after references; PostgreSQL always does."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise RuntimeError(f"after this migration, rows refer to nothing in: {tables}")


run()
