"""The form of a location: what was typed, read strictly."""

from __future__ import annotations

from collections.abc import Mapping

from wijksafari.errors import FieldsError
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.locations import ContactEntry, LocationEntry
from wijksafari.services.texts.names import TakenError, name_key, tidy
from wijksafari.web.form_fields import email, line, phone, typed
from wijksafari.web.point_form import read_point
from wijksafari.web.whole_number import whole_number

# The field of a location by the name it has in the form, in the order of the form.
LABELS = {
    "naam": "Naam",
    "soort": "Soort plek",
    "adres": "Adres",
    "breedte": "Breedtegraad",
    "lengte": "Lengtegraad",
    "ingang": "Ingang",
    "stalling": "Fietsen stallen",
    "toegankelijk": "Toegankelijkheid",
    "thema": "Thema",
    "andere_themas": "Andere thema’s",
    "belang": "Belang",
    "contact_naam": "Contactpersoon",
    "contact_email": "E-mailadres van de contactpersoon",
    "contact_telefoon": "Telefoonnummer van de contactpersoon",
    "coach_naam": "Welzijnscoach",
    "coach_email": "E-mailadres van de welzijnscoach",
    "coach_telefoon": "Telefoonnummer van de welzijnscoach",
}
PERSON_LABELS = {
    "naam": "Naam",
    "functie": "Functie",
    "email": "E-mailadres",
    "telefoon": "Telefoonnummer",
}
LONGEST = {"naam": 120, "soort": 60, "adres": 200, "ingang": 300, "stalling": 300}
MOST_PERSONS = 8
MOST_THEMES = 8
PRIORITIES = {1: "1 – alleen als het zo uitkomt", 5: "5 – gewoon", 10: "10 – graag altijd mee"}
_LONG_TEXT, _THEME, _NAME = 300, 60, 120

_NOWHERE = Point(0.0, 0.0)  # while the spot is to be mended

_TAKEN = {"name": "naam"}


def person_field(number: int, part: str) -> str:
    """What the form calls one field of the further person with this number, from 1."""
    return f"persoon{number}_{part}"


def _in_order() -> tuple[str, ...]:
    """Every field as the form has them; further persons stand between the contact and the coach."""
    known = tuple(LABELS)
    first = known.index("coach_naam")
    persons = (person_field(n + 1, part) for n in range(MOST_PERSONS) for part in PERSON_LABELS)
    return (*known[:first], *persons, *known[first:])


class LocationFormError(FieldsError):
    """What has to be mended about a location."""

    order = _in_order()


def typed_location(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed, to show it again."""
    persons = [
        person_field(number, part)
        for number in range(1, MOST_PERSONS + 1)
        for part in PERSON_LABELS
        if person_field(number, part) in form
    ]
    return typed(form, (*LABELS, *persons))


def location_as_typed(entry: LocationEntry) -> dict[str, str]:
    """The location as somebody would have typed it."""
    values = (
        *(entry.name, entry.type, entry.address, str(entry.point.lat), str(entry.point.lon)),
        *(entry.entrance, entry.bicycle_parking, entry.accessibility),
        *(entry.theme, ", ".join(entry.other_themes), str(entry.priority)),
        *(entry.contact_name, entry.contact_email, entry.contact_phone),
        *(entry.welzijnscoach_name, entry.welzijnscoach_email, entry.welzijnscoach_phone),
    )
    fields = dict(zip(LABELS, values, strict=True))
    for number, person in enumerate(entry.contacts, start=1):
        parts = (person.name, person.function, person.email, person.phone)
        fields |= {
            person_field(number, part): text
            for part, text in zip(PERSON_LABELS, parts, strict=True)
        }
    return fields


def labels_of(values: Mapping[str, str]) -> dict[str, str]:
    """What people call each field there is something in, persons included."""
    persons = {
        person_field(number, part): f"Nog een contactpersoon ({number}): {label.lower()}"
        for number in range(1, MOST_PERSONS + 1)
        for part, label in PERSON_LABELS.items()
        if values.get(person_field(number, part))
    }
    return LABELS | persons


def person_rows(values: Mapping[str, str]) -> range:
    """The numbers of the persons to show: those there are, and one more while there is room."""
    filled = [each for each in range(1, MOST_PERSONS + 1) if _has_person(values, each)]
    return range(1, min(max(filled, default=0) + 1, MOST_PERSONS) + 1)


def read_location(values: Mapping[str, str]) -> LocationEntry:
    """The location that was typed. Raises LocationFormError."""
    wrong: dict[str, str] = {}
    entry = LocationEntry(
        name=line(values, "naam", LONGEST["naam"], wrong),
        type=line(values, "soort", LONGEST["soort"], wrong),
        address=line(values, "adres", LONGEST["adres"], wrong),
        point=read_point(values, "breedte", "lengte", wrong) or _NOWHERE,
        entrance=line(values, "ingang", _LONG_TEXT, wrong),
        bicycle_parking=line(values, "stalling", _LONG_TEXT, wrong),
        accessibility=line(values, "toegankelijk", _LONG_TEXT, wrong),
        theme=line(values, "thema", _THEME, wrong),
        other_themes=_themes(values, wrong),
        priority=_priority(values, wrong),
        contact_name=line(values, "contact_naam", _NAME, wrong),
        contact_email=email(values, "contact_email", wrong),
        contact_phone=phone(values, "contact_telefoon", wrong),
        contacts=_persons(values, wrong),
        welzijnscoach_name=line(values, "coach_naam", _NAME, wrong),
        welzijnscoach_email=email(values, "coach_email", wrong),
        welzijnscoach_phone=phone(values, "coach_telefoon", wrong),
    )
    if not entry.name:
        wrong["naam"] = "Vul de naam van de locatie in."
    if wrong:
        raise LocationFormError(wrong)
    return entry


def taken(error: TakenError) -> LocationFormError:
    """The same, said at the field."""
    return LocationFormError({_TAKEN[error.field]: str(error)})


def _themes(values: Mapping[str, str], wrong: dict[str, str]) -> tuple[str, ...]:
    """Further themes, parted by commas, each once and without the first one."""
    text = line(values, "andere_themas", MOST_THEMES * (_THEME + 2), wrong)
    found = {name_key(each): tidy(each) for each in text.split(",") if tidy(each)}
    found.pop(name_key(values.get("thema", "")), None)
    if any(len(theme) > _THEME for theme in found.values()):
        wrong["andere_themas"] = f"Een thema heeft hooguit {_THEME} tekens. Zet er komma’s tussen."
    elif len(found) > MOST_THEMES:
        wrong["andere_themas"] = f"Kies hooguit {MOST_THEMES} thema’s."
    return tuple(found.values())


def _priority(values: Mapping[str, str], wrong: dict[str, str]) -> int:
    number = whole_number(values.get("belang", "").strip() or "5", 2)
    if number is not None and 1 <= number <= 10:
        return number
    wrong["belang"] = "Kies een belang van 1 tot en met 10."
    return 5


def _persons(values: Mapping[str, str], wrong: dict[str, str]) -> tuple[ContactEntry, ...]:
    numbers = range(1, MOST_PERSONS + 1)
    return tuple(_person(values, each, wrong) for each in numbers if _has_person(values, each))


def _person(values: Mapping[str, str], number: int, wrong: dict[str, str]) -> ContactEntry:
    field = person_field(number, "naam")
    name = line(values, field, _NAME, wrong)
    if not name:
        wrong[field] = "Vul de naam van deze contactpersoon in, of maak de andere vakken leeg."
    return ContactEntry(
        name=name,
        function=line(values, person_field(number, "functie"), _NAME, wrong),
        email=email(values, person_field(number, "email"), wrong),
        phone=phone(values, person_field(number, "telefoon"), wrong),
    )


def _has_person(values: Mapping[str, str], number: int) -> bool:
    return any(values.get(person_field(number, part), "").strip() for part in PERSON_LABELS)
