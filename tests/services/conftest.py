"""What the tests of services share."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from wijksafari.database import Database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session; what is not committed is gone."""
    with database.writing() as session:
        yield session
