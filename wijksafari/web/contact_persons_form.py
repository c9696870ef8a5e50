"""The further contact persons in the form of a location, each with a number from 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijksafari.services.catalogue.locations import ContactEntry
from wijksafari.web.form_fields import LONGEST_EMAIL, LONGEST_PHONE, email, line, phone

MOST_PERSONS = 20  # more than two merged locations have: what the form has no room for is lost
PERSON_LABELS = {
    "naam": "Naam",
    "functie": "Functie",
    "email": "E-mailadres",
    "telefoon": "Telefoonnummer",
}
PERSON_LONGEST = {"naam": 120, "functie": 120, "email": LONGEST_EMAIL, "telefoon": LONGEST_PHONE}
_NUMBERS = range(1, MOST_PERSONS + 1)


def person_field(number: int, part: str) -> str:
    """What the form calls one field of the person with this number."""
    return f"persoon{number}_{part}"


def person_fields() -> tuple[str, ...]:
    """Every field of every person there can be, in the order of the form."""
    return tuple(person_field(number, part) for number in _NUMBERS for part in PERSON_LABELS)


def persons_as_typed(persons: Sequence[ContactEntry]) -> dict[str, str]:
    """The persons as somebody would have typed them."""
    fields = {}
    for number, person in enumerate(persons, start=1):
        parts = (person.name, person.function, person.email, person.phone)
        for part, text in zip(PERSON_LABELS, parts, strict=True):
            fields[person_field(number, part)] = text
    return fields


def person_labels(values: Mapping[str, str]) -> dict[str, str]:
    """What people call each field there is something in."""
    return {
        field: f"Nog een contactpersoon ({number}): {label.lower()}"
        for number in _NUMBERS
        for part, label in PERSON_LABELS.items()
        if values.get(field := person_field(number, part))
    }


def person_rows(values: Mapping[str, str]) -> range:
    """The numbers of the persons to show: those there are, and one more while there is room."""
    filled = [each for each in _NUMBERS if _has_person(values, each)]
    return range(1, min(max(filled, default=0) + 1, MOST_PERSONS) + 1)


def read_persons(values: Mapping[str, str], wrong: dict[str, str]) -> tuple[ContactEntry, ...]:
    """The persons that were typed; numbers without any are passed over."""
    return tuple(_person(values, each, wrong) for each in _NUMBERS if _has_person(values, each))


def _person(values: Mapping[str, str], number: int, wrong: dict[str, str]) -> ContactEntry:
    field = person_field(number, "naam")
    name = line(values, field, PERSON_LONGEST["naam"], wrong)
    if not name:
        wrong[field] = "Vul de naam van deze contactpersoon in, of maak de andere vakken leeg."
    function = person_field(number, "functie")
    return ContactEntry(
        name=name,
        function=line(values, function, PERSON_LONGEST["functie"], wrong),
        email=email(values, person_field(number, "email"), wrong),
        phone=phone(values, person_field(number, "telefoon"), wrong),
    )


def _has_person(values: Mapping[str, str], number: int) -> bool:
    return any(values.get(person_field(number, part), "").strip() for part in PERSON_LABELS)
