"""Whatever is in a list: it is shown or refused, and brought in twice it is the same."""

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.group_files import bring_in, fates, group, preview
from tests.worlds import create_neighbourhood
from wijksafari.database import Database
from wijksafari.errors import InputError
from wijksafari.models import Practice
from wijksafari.services.practices.exports import group_list
from wijksafari.services.practices.people_csv import COLUMNS
from wijksafari.services.practices.practices import practices_of

ODD = (
    *("De Brug", "de  brug", "De Haven", "=1+1", "'=1+1", "<b>", "O'Brien", "x" * 300, "\u202e"),
    *("0", "1", "3", "99", "-1", "1e3", "٣", "huisarts", "POH-S", "HAIO", "kok", "Jan", "jan"),
    *("jan@brug.nl", "JAN@brug.nl", "jan@@", "jo@b\u00fccher.nl", "e\u0301", "\u00e9", '"', ";\t,"),
)
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=8)
CELLS = st.sampled_from(ODD) | TEXT
ROW = st.tuples(
    *(st.sampled_from((*ODD[:5], "")) if name == "praktijk" else CELLS for name in COLUMNS)
)
SETTINGS = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def clean(database: Database) -> Iterator[Session]:
    """A session of which nothing stays, over and over."""
    with database.writing.begin() as session:
        create_neighbourhood(session)
    with database.writing() as session:
        yield session


def as_csv(rows: list[tuple[str, ...]], delimiter: str) -> bytes:
    lines = [delimiter.join(COLUMNS)]
    lines += [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join(lines).encode(errors="replace")


@SETTINGS
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_any_bytes_are_read_or_refused_in_a_sentence(clean: Session, content: bytes) -> None:
    with contextlib.suppress(InputError):
        preview(clean, content)
    with contextlib.suppress(InputError):
        preview(clean, b"praktijk;naam;functie\n" + content)


@SETTINGS
@given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from(";,\t"))
def test_twice_the_same_changes_nothing_the_second_time(
    clean: Session, rows: list[tuple[str, ...]], delimiter: str
) -> None:
    _empty(clean)
    content = as_csv(rows, delimiter)
    first = bring_in(clean, content)
    again = bring_in(clean, content)
    assert again.changes == 0
    assert again.counts["fault"] <= first.counts["fault"]
    _exported_the_same(clean)


def _empty(session: Session) -> None:
    session.rollback()
    for practice in session.scalars(select(Practice)):
        session.delete(practice)


def _exported_the_same(session: Session) -> None:
    before = group(session)
    if before:
        content = group_list(practices_of(session, create_neighbourhood(session)))
        assert set(fates(bring_in(session, content))) == {"unchanged"}
        assert group(session) == before
