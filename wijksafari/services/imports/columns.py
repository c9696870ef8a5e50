"""What lists of locations and activities call their columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijksafari.services.texts.csv_rows import Row, Table
from wijksafari.services.texts.spreadsheet_cells import text_of

Spellings = Mapping[str, tuple[str, ...]]

# The first spelling is our own name for the column.
LOCATION_COLUMNS: Spellings = {
    "id": ("id", "nummer", "nr", "code", "locatie_id", "locatienummer"),
    "name": ("name", "naam", "locatie", "locatienaam", "naam locatie"),
    "address": ("address", "adres", "straat", "straat en huisnummer", "bezoekadres"),
    "postcode": ("postcode", "postal_code", "pc6"),
    "city": ("city", "plaats", "woonplaats", "stad"),
    "latitude": ("latitude", "lat", "breedtegraad"),
    "longitude": ("longitude", "lon", "lng", "long", "lengtegraad"),
    "type": ("type", "soort", "soort locatie", "categorie"),
    "theme": ("theme", "thema"),
    "other_themes": ("other_themes", "andere thema's", "andere thema’s", "overige thema's"),
    "priority": ("priority", "belang", "prioriteit"),
    "entrance": ("entrance", "ingang", "hoe vindt u de ingang"),
    "bicycle_parking": ("bicycle_parking", "fietsen", "fietsenstalling", "fietsen stallen"),
    "accessibility": ("accessibility", "toegankelijkheid"),
    "contact_name": ("contact_name", "contactpersoon", "contact"),
    "contact_email": ("contact_email", "e-mail", "email", "mail", "e-mailadres", "emailadres"),
    "contact_phone": ("contact_phone", "telefoon", "telefoonnummer", "tel"),
    "welzijnscoach_name": ("welzijnscoach_name", "welzijnscoach"),
    "welzijnscoach_email": ("welzijnscoach_email", "e-mail welzijnscoach", "email welzijnscoach"),
    "welzijnscoach_phone": ("welzijnscoach_phone", "telefoon welzijnscoach"),
}
ACTIVITY_COLUMNS: Spellings = {
    "id": ("id", "nummer", "nr", "activiteit_id"),
    "location_id": ("location_id", "locatie_id", "locatienummer"),
    "location_name": ("location_name", "locatie", "locatienaam", "naam locatie", "waar"),
    "title": ("title", "titel", "activiteit", "naam", "name"),
    "kind": ("kind", "soort"),
    "rrule": ("rrule", "herhaling"),
    "first_date": ("first_date", "eerste keer", "datum", "eerste datum", "begindatum"),
    "until": ("until", "tot en met", "laatste keer", "einddatum"),
    "except_dates": ("except_dates", "behalve op", "uitzonderingen"),
    "opens": ("opens", "opent", "van", "begin", "begintijd", "starttijd"),
    "closes": ("closes", "sluit", "tot", "einde", "eindtijd"),
    "in_school_holidays": ("in_school_holidays", "in schoolvakanties"),
    "on_public_holidays": ("on_public_holidays", "op feestdagen"),
    "min_visit_minutes": ("min_visit_minutes", "kortste bezoek"),
    "max_visit_minutes": ("max_visit_minutes", "langste bezoek"),
}


@dataclass(frozen=True, slots=True)
class Translated:
    """The rows of a list under our own names; ``headings`` are the list's.

    ``others`` are by our name the columns that mean the same as the one that counts.
    """

    rows: tuple[Row, ...]
    headings: dict[str, str]
    others: dict[str, tuple[str, ...]]


def translated(table: Table, spellings: Spellings) -> Translated:
    """``table`` under our own column names; of two columns for one, the usual spelling counts."""
    headings: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for ours, spelled in spellings.items():
        used = [each for each in spelled if each in table.columns]
        headings.update((ours, each) for each in used[:1])
        others.update((ours, tuple(used[1:])) for _ in used[1:2])
    rows = tuple(_row(row, headings, spellings) for row in table.rows)
    return Translated(rows, headings, others)


def every_spelling(*all_spellings: Spellings) -> tuple[str, ...]:
    """All names a column may have."""
    every = (each for spellings in all_spellings for words in spellings.values() for each in words)
    return tuple(dict.fromkeys(every))


def _row(row: Row, headings: Mapping[str, str], spellings: Spellings) -> Row:
    cells = {ours: text_of(row.cells.get(headings.get(ours, ""), "")) for ours in spellings}
    return Row(row.number, cells, row.problem)
