"""Lists of practices and people for tests, and what became of them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import ACTOR, POST, create_neighbourhood
from wijksafari.models import Person, Practice
from wijksafari.services.practices.imports import ImportPlan, import_group, preview_group
from wijksafari.services.practices.people_csv import read_group


def preview(session: Session, content: bytes | str) -> ImportPlan:
    """What importing this into proefwijk would do."""
    file = read_group(content if isinstance(content, bytes) else content.encode())
    return preview_group(session, create_neighbourhood(session), file)


def bring_in(session: Session, content: bytes | str, *, skip_faults: bool = True) -> ImportPlan:
    """Preview, then import what was shown."""
    wijk = create_neighbourhood(session)
    session.commit()
    file = read_group(content if isinstance(content, bytes) else content.encode())
    shown = preview_group(session, wijk, file).fingerprint
    return import_group(
        session, wijk, file, POST, shown=shown, skip_faults=skip_faults, actor=ACTOR, now=NOW
    )


def fates(plan: ImportPlan) -> list[str]:
    """The fate of every row."""
    return [row.fate for row in plan.rows]


def group(session: Session) -> list[tuple[str, int, int, list[tuple[str, str, str]]]]:
    """Every practice in the group with its numbers and people."""
    rows = session.scalars(select(Practice).filter_by(removed_at=None).order_by(Practice.name))
    return [
        (row.name, row.gps, row.practice_nurses, [_told(each) for each in row.people])
        for row in rows
    ]


def _told(person: Person) -> tuple[str, str, str]:
    return person.name, person.function, person.email
