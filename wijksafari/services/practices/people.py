"""The people who are known to work at a practice."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Invitation, Link, Person, Practice
from wijksafari.planning.functions import Function
from wijksafari.services.journal import Actor
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.changes import changing_practice
from wijksafari.services.texts.names import TakenError, name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """Somebody as they are listed; ``email`` is empty where it is not known."""

    name: str
    function: Function
    email: str = ""


def find_person(practice: Practice, number: int) -> Person:
    """The person with this id at ``practice``. Raises NotFoundError."""
    for person in practice.people:
        if person.id == number:
            return person
    raise _gone()


def add_person(
    session: Session,
    practice: Practice,
    entry: PersonEntry,
    post: Post,
    *,
    actor: Actor,
    now: datetime,
) -> Person:
    """Add ``entry`` to the practice; the same twice is added once. Raises TakenError."""
    with changing_practice(session, practice, post, actor=actor, now=now):
        same = _named(practice, entry.name)
        if same is not None and _entry_of(same) == entry:
            return same
        _check(session, practice, entry, same)
        person = Person(**asdict(entry))
        practice.people.append(person)
        session.flush()
    return person


def change_person(
    session: Session, person: Person, entry: PersonEntry, post: Post, *, actor: Actor, now: datetime
) -> None:
    """List ``person`` as ``entry``. Raises TakenError."""
    practice = person.practice
    with changing_practice(session, practice, post, actor=actor, now=now):
        _check_listed(practice, person)
        same = _named(practice, entry.name)
        _check(session, practice, entry, same if same is not person else None, person)
        for field, value in asdict(entry).items():
            setattr(person, field, value)


def remove_person(
    session: Session, person: Person, post: Post, *, actor: Actor, now: datetime
) -> None:
    """Take ``person`` off the list; their invitations end, what they signed up for stays."""
    practice = person.practice
    with changing_practice(session, practice, post, actor=actor, now=now):
        _check_listed(practice, person)
        links = select(Link).join(Invitation).where(Invitation.person_id == person.id)
        for link in session.scalars(links):
            link.revoked_at = link.revoked_at or now
        practice.people.remove(person)


def shares_address(one_name: str, one_practice: int, other: Person) -> bool:
    """Whether these may have one mail address: somebody who works at two practices."""
    return name_key(one_name) == name_key(other.name) and one_practice != other.practice_id


def _gone() -> NotFoundError:
    return NotFoundError("Deze persoon staat niet (meer) bij deze praktijk; er is niets gewijzigd.")


def _check_listed(practice: Practice, person: Person) -> None:
    if person not in practice.people:
        raise _gone()


def _named(practice: Practice, name: str) -> Person | None:
    key = name_key(name)
    return next((each for each in practice.people if name_key(each.name) == key), None)


def _entry_of(person: Person) -> PersonEntry:
    function = cast(Function, person.function)
    return PersonEntry(name=person.name, function=function, email=person.email)


def _check(
    session: Session,
    practice: Practice,
    entry: PersonEntry,
    same: Person | None,
    oneself: Person | None = None,
) -> None:
    if same is not None:
        raise TakenError(
            "name",
            f"{same.name} staat al bij deze praktijk. Zijn het twee mensen? Maak de namen dan"
            " verschillend, bijvoorbeeld met een voorletter.",
        )
    for other in _with_address(session, practice, entry.email):
        if other is not oneself and not shares_address(entry.name, practice.id, other):
            raise TakenError(
                "email",
                f"Dit e-mailadres staat al bij {other.name} ({other.practice.name}). Ieder heeft"
                " een eigen adres nodig om zich aan te melden; laat het leeg als u dat niet kent.",
            )


def _with_address(session: Session, practice: Practice, email: str) -> list[Person]:
    if not email:
        return []
    query = (
        select(Person)
        .join(Practice)
        .where(Practice.neighbourhood_id == practice.neighbourhood_id, Person.email != "")
    )
    return [each for each in session.scalars(query) if email_key(each.email) == email_key(email)]
