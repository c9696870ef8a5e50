"""What PostgreSQL is asked for; skipped where the tests run on SQLite."""

import psycopg
import pytest
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import OperationalError

from tests.databases import SERVER, opened
from tests.worlds import create_safari
from wijksafari.database import Database
from wijksafari.models import Safari

pytestmark = pytest.mark.skipif(not SERVER, reason="WIJKSAFARI_TEST_DATABASE_URL is not set")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_write_the_address_is_understood(
    database: Database, scheme: str
) -> None:
    address = make_url(database.engine.url).set(drivername=scheme)
    with opened(address.render_as_string(hide_password=False)) as again, again.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM safari")) == 0


def test_no_request_waits_for_ever(database: Database) -> None:
    with database.writing() as session:
        limits = {
            name: session.scalar(text(f"SHOW {name}"))
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        }
    assert limits == {
        "statement_timeout": "10s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "1min",
    }


def test_who_decides_on_a_safari_waits_for_whoever_was_first(database: Database) -> None:
    with database.writing.begin() as session:
        create_safari(session)
    locked = select(Safari).with_for_update()
    with database.writing() as first, database.writing() as second:
        first.scalars(locked).one()
        second.execute(text("SET LOCAL lock_timeout = 50"))
        with pytest.raises(OperationalError) as refusal:
            second.scalars(locked).one()
        assert isinstance(refusal.value.orig, psycopg.errors.LockNotAvailable)


def test_a_server_that_was_restarted_is_found_again(database: Database) -> None:
    with database.reading() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
    with psycopg.connect(SERVER, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with database.reading() as session:
        assert session.scalar(text("SELECT 1")) == 1
