"""The form of a location: what was typed, read strictly."""

from __future__ import annotations

from collections.abc import Mapping

from wijksafari.errors import FieldsError
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.locations import LocationEntry
from wijksafari.services.texts.csv_cells import MOST_WORDS
from wijksafari.services.texts.names import TakenError, name_key, tidy
from wijksafari.web.contact_persons_form import (
    person_fields,
    person_labels,
    persons_as_typed,
    read_persons,
)
from wijksafari.web.form_fields import LONGEST_EMAIL, LONGEST_PHONE, email, line, phone, typed
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
_THEME = 60
# How many characters fit in what is text.
LONGEST = {
    "naam": 120,
    "soort": 60,
    "adres": 200,
    "ingang": 300,
    "stalling": 300,
    "toegankelijk": 300,
    "thema": _THEME,
    "andere_themas": MOST_WORDS * (_THEME + 2),
    "contact_naam": 120,
    "contact_email": LONGEST_EMAIL,
    "contact_telefoon": LONGEST_PHONE,
    "coach_naam": 120,
    "coach_email": LONGEST_EMAIL,
    "coach_telefoon": LONGEST_PHONE,
}
PRIORITIES = {1: "1 – alleen als het zo uitkomt", 5: "5 – gewoon", 10: "10 – graag altijd mee"}
_NOWHERE = Point(0.0, 0.0)  # while the spot is to be mended

_TAKEN = {"name": "naam"}


def _in_order() -> tuple[str, ...]:
    """Every field as the form has them; further persons stand between the contact and the coach."""
    known = tuple(LABELS)
    first = known.index("coach_naam")
    return (*known[:first], *person_fields(), *known[first:])


class LocationFormError(FieldsError):
    """What has to be mended about a location."""

    order = _in_order()


def typed_location(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed, to show it again."""
    persons = (each for each in person_fields() if each in form)
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
    return dict(zip(LABELS, values, strict=True)) | persons_as_typed(entry.contacts)


def labels_of(values: Mapping[str, str]) -> dict[str, str]:
    """What people call each field there is something in, persons included."""
    return LABELS | person_labels(values)


def read_location(values: Mapping[str, str]) -> LocationEntry:
    """The location that was typed. Raises LocationFormError."""
    wrong: dict[str, str] = {}
    entry = LocationEntry(
        name=_line(values, "naam", wrong),
        type=_line(values, "soort", wrong),
        address=_line(values, "adres", wrong),
        point=read_point(values, "breedte", "lengte", wrong) or _NOWHERE,
        entrance=_line(values, "ingang", wrong),
        bicycle_parking=_line(values, "stalling", wrong),
        accessibility=_line(values, "toegankelijk", wrong),
        theme=_line(values, "thema", wrong),
        other_themes=_themes(values, wrong),
        priority=_priority(values, wrong),
        contact_name=_line(values, "contact_naam", wrong),
        contact_email=email(values, "contact_email", wrong),
        contact_phone=phone(values, "contact_telefoon", wrong),
        contacts=read_persons(values, wrong),
        welzijnscoach_name=_line(values, "coach_naam", wrong),
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


def _line(values: Mapping[str, str], name: str, wrong: dict[str, str]) -> str:
    return line(values, name, LONGEST[name], wrong)


def _themes(values: Mapping[str, str], wrong: dict[str, str]) -> tuple[str, ...]:
    """Further themes, parted by commas, each once and without the first one."""
    text = _line(values, "andere_themas", wrong)
    found = {name_key(each): tidy(each) for each in text.split(",") if tidy(each)}
    found.pop(name_key(values.get("thema", "")), None)
    if any(len(theme) > _THEME for theme in found.values()):
        wrong["andere_themas"] = f"Een thema heeft hooguit {_THEME} tekens. Zet er komma’s tussen."
    elif len(found) > MOST_WORDS:
        wrong["andere_themas"] = f"Kies hooguit {MOST_WORDS} thema’s."
    return tuple(found.values())


def _priority(values: Mapping[str, str], wrong: dict[str, str]) -> int:
    number = whole_number(values.get("belang", "").strip() or "5", 2)
    if number is not None and 1 <= number <= 10:
        return number
    wrong["belang"] = "Kies een belang van 1 tot en met 10."
    return 5
