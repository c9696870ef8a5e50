"""The practices of a wijk's huisartsengroep."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from wijksafari.errors import NotFoundError, StaleError
from wijksafari.models import Neighbourhood, Practice
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.changes import changing_group, changing_practice, check_in_group
from wijksafari.services.texts.names import TakenError, name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEntry:
    """A practice as it is listed; its GPs and practice nurses count for the threshold."""

    name: str
    gps: int
    practice_nurses: int
    address: str = ""
    contact_name: str = ""
    contact_email: str = ""


def practices_of(session: Session, neighbourhood: Neighbourhood) -> list[Practice]:
    """The practices in the group, by name, with their people."""
    present = [each for each in _all_practices(session, neighbourhood) if not each.removed_at]
    return sorted(present, key=lambda each: name_key(each.name))


def find_practice(session: Session, neighbourhood: Neighbourhood, number: int) -> Practice:
    """The practice with this id in the group. Raises NotFoundError, also once it was removed."""
    row = session.scalar(select(Practice).filter_by(id=number, neighbourhood_id=neighbourhood.id))
    if row is None:
        raise NotFoundError("Deze praktijk bestaat niet (meer).")
    check_in_group(row)
    return row


def entry_of(practice: Practice) -> PracticeEntry:
    """What the practice is listed as."""
    return PracticeEntry(
        name=practice.name,
        gps=practice.gps,
        practice_nurses=practice.practice_nurses,
        address=practice.address,
        contact_name=practice.contact_name,
        contact_email=practice.contact_email,
    )


def fingerprint(entry: PracticeEntry) -> str:
    """The same for two entries that say the same."""
    return hashlib.sha256(json.dumps(asdict(entry)).encode()).hexdigest()


def add_practice(
    session: Session,
    neighbourhood: Neighbourhood,
    entry: PracticeEntry,
    post: Post,
    *,
    actor: Actor,
    now: datetime,
) -> Practice:
    """A practice for ``entry``: new, or the one that was removed under its name.

    Adding the same twice adds it once. Raises TakenError where another
    practice of the group has the name.
    """
    with changing_group(session, neighbourhood, post, actor=actor, now=now):
        row = _named(session, neighbourhood, entry.name)
        if row is None:
            row = Practice(neighbourhood_id=neighbourhood.id)
            session.add(row)
        elif row.removed_at is None and entry_of(row) != entry:
            raise _taken(row.name)
        row.removed_at = None
        fill_practice(row, entry)
        session.flush()
    return row


def change_practice(
    session: Session,
    practice: Practice,
    entry: PracticeEntry,
    post: Post,
    *,
    seen: str,
    actor: Actor,
    now: datetime,
) -> None:
    """List ``practice`` as ``entry``.

    ``seen`` is the fingerprint of what the organiser had before them. Raises
    StaleError where somebody changed it meanwhile, and TakenError where another
    practice has the name.
    """
    with changing_practice(session, practice, post, actor=actor, now=now) as neighbourhood:
        if fingerprint(entry_of(practice)) != seen and entry_of(practice) != entry:
            raise StaleError(
                "Iemand anders heeft deze praktijk intussen gewijzigd. Uw wijziging is niet"
                " bewaard, maar staat nog op deze pagina."
            )
        other = _named(session, neighbourhood, entry.name)
        if other is not None and other is not practice:
            raise _taken(other.name)
        fill_practice(practice, entry)


def put_practices(
    session: Session, neighbourhood: Neighbourhood, entries: Sequence[PracticeEntry]
) -> None:
    """Add or change the practices of these names; all others stay as they are."""
    known = {name_key(row.name): row for row in _all_practices(session, neighbourhood)}
    for entry in entries:
        row = known.get(name_key(entry.name))
        if row is None:
            row = Practice(neighbourhood_id=neighbourhood.id)
            session.add(row)
        row.removed_at = None
        fill_practice(row, entry)
    session.flush()


def fill_practice(row: Practice, entry: PracticeEntry) -> None:
    """Write ``entry`` into the row."""
    for field, value in asdict(entry).items():
        setattr(row, field, value)


def _all_practices(session: Session, neighbourhood: Neighbourhood) -> Sequence[Practice]:
    query = select(Practice).filter_by(neighbourhood_id=neighbourhood.id)
    return session.scalars(query.options(selectinload(Practice.people))).all()


def _named(session: Session, neighbourhood: Neighbourhood, name: str) -> Practice | None:
    """The practice of this name, preferably one that is in the group."""
    key = name_key(name)
    found = [row for row in _all_practices(session, neighbourhood) if name_key(row.name) == key]
    return min(found, key=lambda row: row.removed_at is not None, default=None)


def _taken(name: str) -> TakenError:
    return TakenError(
        "name",
        f"Er is al een praktijk ‘{name}’ in deze wijk. Kies een andere naam, of wijzig die"
        " praktijk.",
    )
