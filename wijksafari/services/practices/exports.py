"""The huisartsengroep as a list that imports again without a change."""

from collections.abc import Iterable, Iterator

from wijksafari.models import Person, Practice
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.practices.people_csv import COLUMNS
from wijksafari.services.texts.spreadsheet_cells import spreadsheet

_EXAMPLE = (
    ("Praktijk De Brug", "Dorpsstraat 1", "Carla Voorbeeld", "info@debrug.voorbeeld.test"),
    ("Praktijk De Haven", "Havenweg 2", "Hans Voorbeeld", ""),
)


def group_list(practices: Iterable[Practice]) -> bytes:
    """A CSV file: a row for every practice, followed by one for each of its people."""
    return spreadsheet([COLUMNS, *(row for each in practices for row in _rows(each))])


def example_list() -> bytes:
    """The same of two invented practices, to fill in."""
    brug, haven = _EXAMPLE
    return spreadsheet(
        (
            COLUMNS,
            (*brug, "3", "2", "", "", ""),
            _of_person(brug[0], "Anna Voorbeeld", "huisarts", "anna@debrug.voorbeeld.test"),
            _of_person(brug[0], "Ben Voorbeeld", "POH-GGZ", "ben@debrug.voorbeeld.test"),
            (*haven, "1", "0", "", "", ""),
            _of_person(haven[0], "Cees Voorbeeld", "doktersassistent", ""),
        )
    )


def _rows(practice: Practice) -> Iterator[tuple[str, ...]]:
    yield (
        practice.name,
        practice.address,
        practice.contact_name,
        practice.contact_email,
        str(practice.gps),
        str(practice.practice_nurses),
        *("", "", ""),
    )
    for person in practice.people:
        yield _person_row(practice, person)


def _person_row(practice: Practice, person: Person) -> tuple[str, ...]:
    function = FUNCTION_NAMES[person.function]
    return _of_person(practice.name, person.name, function, person.email)


def _of_person(practice: str, name: str, function: str, email: str) -> tuple[str, ...]:
    return (practice, "", "", "", "", "", name, function, email)
