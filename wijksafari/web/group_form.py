"""The forms of a practice and of a person: what was typed, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from wijksafari.errors import FieldsError
from wijksafari.planning.functions import FUNCTIONS, Function
from wijksafari.services.practices.people import PersonEntry
from wijksafari.services.practices.practices import PracticeEntry
from wijksafari.services.texts.names import TakenError
from wijksafari.web.form_fields import email, line
from wijksafari.web.whole_number import whole_number

PRACTICE_FIELDS = ("naam", "adres", "contactpersoon", "contact_email", "huisartsen", "poh")
PERSON_FIELDS = ("naam", "functie", "email")
_MOST_PEOPLE = 99
_TAKEN_FIELDS = {"name": "naam", "email": "email"}


class GroupFormError(FieldsError):
    """What has to be mended about a practice or a person."""

    order = tuple(dict.fromkeys((*PRACTICE_FIELDS, *PERSON_FIELDS)))


def taken(error: TakenError) -> GroupFormError:
    """The same, said at the field."""
    return GroupFormError({_TAKEN_FIELDS[error.field]: str(error)})


def read_practice(form: Mapping[str, str]) -> PracticeEntry:
    """The practice that was typed. Raises GroupFormError."""
    wrong: dict[str, str] = {}
    entry = PracticeEntry(
        name=line(form, "naam", 120, wrong),
        address=line(form, "adres", 200, wrong),
        contact_name=line(form, "contactpersoon", 120, wrong),
        contact_email=email(form, "contact_email", wrong),
        gps=_number(form, "huisartsen", wrong),
        practice_nurses=_number(form, "poh", wrong),
    )
    if not entry.name:
        wrong.setdefault("naam", "Vul de naam van de praktijk in.")
    if entry.gps + entry.practice_nurses == 0:
        wrong.setdefault("huisartsen", "Vul minstens één huisarts of POH in.")
    if wrong:
        raise GroupFormError(wrong)
    return entry


def read_person(form: Mapping[str, str]) -> PersonEntry:
    """The person that was typed. Raises GroupFormError."""
    wrong: dict[str, str] = {}
    function = form.get("functie", "")
    entry = PersonEntry(
        name=line(form, "naam", 120, wrong),
        function=cast(Function, function),
        email=email(form, "email", wrong),
    )
    if not entry.name:
        wrong.setdefault("naam", "Vul de naam in.")
    if function not in FUNCTIONS:
        wrong["functie"] = "Kies een functie."
    if wrong:
        raise GroupFormError(wrong)
    return entry


def _number(form: Mapping[str, str], name: str, wrong: dict[str, str]) -> int:
    number = whole_number(form.get(name, "").strip() or "0", 3)
    if number is not None and number <= _MOST_PEOPLE:
        return number
    wrong[name] = f"Vul een heel getal in van 0 tot en met {_MOST_PEOPLE}."
    return 0
