"""Merging the rows of a list into the practices and people that are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from wijksafari.models import Neighbourhood, Person, Practice
from wijksafari.planning.functions import COUNTING, FUNCTION_NAMES
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.practices.function_words import EXPECTED
from wijksafari.services.practices.merge_addresses import Addresses
from wijksafari.services.practices.numbers import Numbers, in_words
from wijksafari.services.practices.people_csv import GroupRow
from wijksafari.services.texts.names import name_key

Fate = Literal["fault", "new", "changed", "unchanged"]
FATES: tuple[Fate, ...] = get_args(Fate)

PRACTICE_FIELDS = {
    "address": "adres",
    "contact_name": "contactpersoon",
    "contact_email": "e-mail van de praktijk",
    "gps": "huisartsen",
    "practice_nurses": "POH’s",
}
PERSON_FIELDS = {"function": "functie", "email": "e-mailadres"}

Given = list[tuple[str, str | int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedRow:
    """What becomes of one row: ``details`` are sentences, of a fault what is wrong with it."""

    number: int
    practice: str
    person: str
    function: str
    fate: Fate
    details: tuple[str, ...]


def merge(
    session: Session, neighbourhood: Neighbourhood, rows: Sequence[GroupRow]
) -> tuple[MergedRow, ...]:
    """Bring ``rows`` into the practices and people of the wijk; nothing is flushed.

    Practices and people are recognised by name. An empty cell changes nothing.
    A row at fault changes nothing either.
    """
    query = select(Practice).filter_by(neighbourhood_id=neighbourhood.id)
    known = list(session.scalars(query.options(selectinload(Practice.people))))
    return tuple(_Merge(session, neighbourhood, known, rows).merged())


class _Merge:
    """The practices as they become, and what earlier rows said about them."""

    def __init__(
        self,
        session: Session,
        neighbourhood: Neighbourhood,
        known: list[Practice],
        rows: Sequence[GroupRow],
    ) -> None:
        self._session = session
        self._neighbourhood = neighbourhood
        # Should two names differ in capitals only, the practice in the group is meant.
        known.sort(key=lambda each: each.removed_at is None)
        self._practices = {name_key(each.name): each for each in known}
        self._rows = rows
        self._addresses = Addresses(known, rows)
        self._with_numbers = {name_key(row.practice) for row in rows if _has_numbers(row)}
        self._said: dict[tuple[str, str], tuple[int, str | int]] = {}
        self._named: dict[tuple[str, str], GroupRow] = {}
        self._people = {
            (name_key(practice.name), name_key(person.name)): person
            for practice in known
            for person in practice.people
        }

    def merged(self) -> Iterator[MergedRow]:
        """Merge row after row."""
        for row in self._rows:
            problems = row.problems or tuple(self._problems(row))
            yield _told(row, "fault", problems) if problems else _told(row, *self._merge(row))

    def _problems(self, row: GroupRow) -> Iterator[str]:
        key = name_key(row.practice)
        for field, value in _given(row):
            number, said = self._said.get((key, field), (0, value))
            if said != value:
                yield (
                    f"Rij {number} zegt bij {PRACTICE_FIELDS[field]}: {said}. Deze rij zegt:"
                    f" {value}. Maak ze gelijk."
                )
        practice = self._practices.get(key)
        if practice is None and key not in self._with_numbers:
            yield "Deze praktijk is nieuw. Noem het aantal huisartsen of POH’s, of een van hen."
        if row.person:
            yield from self._problems_of_person(row, self._people.get(_person_key(row)))

    def _problems_of_person(self, row: GroupRow, person: Person | None) -> Iterator[str]:
        earlier = self._named.get(_person_key(row))
        if earlier and (earlier.function, earlier.email) != (row.function, row.email):
            yield (
                f"Rij {earlier.number} noemt bij deze praktijk dezelfde naam, met een andere"
                " functie of een ander e-mailadres. Zijn het twee mensen? Maak de namen dan"
                " verschillend, bijvoorbeeld met een voorletter."
            )
        elif person is None and row.function is None:
            yield f"Vul de functie in: {EXPECTED}."
        elif row.email and (person is None or email_key(person.email) != email_key(row.email)):
            yield from self._addresses.problems(row)

    def _merge(self, row: GroupRow) -> tuple[Fate, tuple[str, ...]]:
        key = name_key(row.practice)
        self._said |= {(key, field): (row.number, value) for field, value in _given(row)}
        practice = self._practices.get(key)
        if practice is None:
            practice = self._practices[key] = self._new_practice(row)
            joined, changed = [_stated(row)], list[str]()
        else:
            joined = _returned(practice)
            changed = _changed(practice, PRACTICE_FIELDS, _given(row))
        if row.person:
            person = self._people.get(_person_key(row))
            if person is None:
                joined.append(self._arrival(practice, row))
            else:
                changed += _changed(person, PERSON_FIELDS, _given_of_person(row))
        repeated = self._repeated(row)
        if joined:
            return "new", (*joined, *changed)
        return ("changed", tuple(changed)) if changed else ("unchanged", repeated)

    def _arrival(self, practice: Practice, row: GroupRow) -> str:
        """Add the person, who has a function, and say so."""
        person = Person(name=row.person, function=row.function or "other", email=row.email)
        practice.people.append(person)
        self._people[_person_key(row)] = person
        return f"{row.person} komt erbij, {row.email or 'zonder e-mailadres'}."

    def _repeated(self, row: GroupRow) -> tuple[str, ...]:
        """A word on a person who was in the list before."""
        if not row.person:
            return ()
        earlier = self._named.setdefault(_person_key(row), row)
        return () if earlier is row else (f"Staat ook in rij {earlier.number}.",)

    def _new_practice(self, row: GroupRow) -> Practice:
        practice = Practice(
            neighbourhood_id=self._neighbourhood.id,
            name=row.practice,
            address=row.address,
            contact_name=row.contact_name,
            contact_email=row.contact_email,
            gps=row.gps or 0,
            practice_nurses=row.practice_nurses or 0,
        )
        self._session.add(practice)
        return practice


def _told(row: GroupRow, fate: Fate, details: tuple[str, ...]) -> MergedRow:
    return MergedRow(
        number=row.number,
        practice=row.practice,
        person=row.person,
        function=FUNCTION_NAMES[row.function] if row.function else "",
        fate=fate,
        details=details,
    )


def _given(row: GroupRow) -> Given:
    """What the row says about the practice."""
    values = [(field, getattr(row, field)) for field in PRACTICE_FIELDS]
    return [(field, value) for field, value in values if value not in ("", None)]


def _given_of_person(row: GroupRow) -> Given:
    values = [(field, getattr(row, field)) for field in PERSON_FIELDS]
    return [(field, value) for field, value in values if value]


def _has_numbers(row: GroupRow) -> bool:
    """Whether the row tells of anybody who counts."""
    counts = row.gps or row.practice_nurses or (row.person and row.function in COUNTING)
    return bool(counts) and not row.problems


def _person_key(row: GroupRow) -> tuple[str, str]:
    return name_key(row.practice), name_key(row.person)


def _returned(practice: Practice) -> list[str]:
    if practice.removed_at is None:
        return []
    practice.removed_at = None
    return ["De praktijk komt terug in de groep."]


def _stated(row: GroupRow) -> str:
    if row.gps is None and row.practice_nurses is None:
        return "De praktijk komt erbij."
    numbers = Numbers(row.gps or 0, row.practice_nurses or 0)
    return f"De praktijk komt erbij, met {in_words(numbers)}."


def _changed(target: Practice | Person, labels: dict[str, str], given: Given) -> list[str]:
    """Write what is ``given``, and tell every value that it changes."""
    told = []
    for field, value in given:
        old = getattr(target, field)
        if old != value:
            setattr(target, field, value)
            told.append(f"{labels[field]}: {_shown(old)} → {_shown(value)}")
    return told


def _shown(value: str | int) -> str | int:
    if value == "":
        return "leeg"
    return FUNCTION_NAMES.get(str(value), value)
