"""How often a page asks the database, however much there is to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from tests.worlds import (
    STARTS_AT,
    create_activity,
    create_invitation,
    create_location,
    create_riding_group,
    create_safari,
    create_sign_up,
)
from wijksafari.database import Database


@contextmanager
def asked() -> Iterator[list[str]]:
    """Everything the database is asked meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def add(database: Database, times: int) -> None:
    """Safaris with a group, a practice and somebody who comes; and pairs that look alike."""
    with database.writing.begin() as session:
        for number in range(times):
            safari = create_safari(session, starts_at=STARTS_AT + timedelta(days=number))
            practice = create_invitation(session, safari).practice
            create_sign_up(session, safari, practice)
            create_riding_group(session, safari)
            for _ in range(2):
                create_activity(session, create_location(session, name=f"Zaal {number}"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wijk/proefwijk/locaties?open=di",
        "/wijk/proefwijk/locaties/linde",
        "/wijk/proefwijk/dubbel",
        "/wijk/proefwijk/agenda",
        "/plannen?wijk=proefwijk&datum=2027-02-02&begin=17:30",
    ],
)
def test_more_to_show_asks_the_database_no_more_often(
    client: FlaskClient, database: Database, path: str
) -> None:
    add(database, 2)
    client.get(path)
    with asked() as few:
        assert client.get(path).status_code == 200
    add(database, 4)
    with asked() as many:
        assert client.get(path).status_code == 200
    assert 0 < len(few) == len(many) <= 40
