"""What changes in the catalogue, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wijksafari.planning.duplicates import metres_between
from wijksafari.planning.route import Point
from wijksafari.planning.words import day, listed
from wijksafari.services.imports.fields import Difference
from wijksafari.services.imports.plan import ImportPlan

LABELS = {
    "name": "naam",
    "spot": "plek",
    "address": "adres",
    "type": "soort",
    "theme": "thema",
    "other_themes": "andere thema’s",
    "priority": "prioriteit",
    "entrance": "ingang",
    "bicycle_parking": "fietsen",
    "accessibility": "toegankelijkheid",
    "contact_name": "contactpersoon",
    "contact_email": "e-mail van de contactpersoon",
    "contact_phone": "telefoon van de contactpersoon",
    "welzijnscoach_name": "welzijnscoach",
    "welzijnscoach_email": "e-mail van de welzijnscoach",
    "welzijnscoach_phone": "telefoon van de welzijnscoach",
    "title": "titel",
    "kind": "vorm",
    "first_date": "eerste keer",
    "until": "tot en met",
    "except_dates": "vervalt op",
    "in_school_holidays": "in schoolvakanties",
    "on_public_holidays": "op feestdagen",
    "min_visit_minutes": "kortste bezoek",
    "max_visit_minutes": "langste bezoek",
}
_KINDS = {"live": "live", "presentation": "presentatie op afspraak"}
_DATES = ("first_date", "until")
_LEFT = (
    "Deze stonden in de lijst toen u haar eerder inlas, en nu niet meer. Zij blijven in de"
    " catalogus tot u ze zelf verwijdert; kijk of dat nodig is."
)
_LEFT_BY_FAULT = " Misschien staat een ervan in een regel met een fout."
_LEFT_BY_PART = " Leest u maar een deel van de lijst in, dan klopt dit."


def changes(differences: Iterable[Difference]) -> tuple[str, ...]:
    """ "soort: leeg → Bibliotheek", for each."""
    return tuple(_change(each) for each in differences)


def kept(differences: Iterable[Difference]) -> tuple[str, ...]:
    """ "naam: blijft De Linde; de lijst zegt Linde", for each."""
    return tuple(_kept(each) for each in differences)


def left_words(plan: ImportPlan) -> str:
    """What to think of what left the list; empty where nothing did."""
    if not plan.left:
        return ""
    return _LEFT + (_LEFT_BY_FAULT if plan.counts["fault"] else "") + _LEFT_BY_PART


def _change(difference: Difference) -> str:
    if difference.field == "spot":
        return f"plek: {_metres(difference)} verplaatst"
    known, said = (_shown(difference.field, each) for each in (difference.known, difference.said))
    return f"{LABELS[difference.field]}: {known} → {said}"


def _kept(difference: Difference) -> str:
    if difference.field == "spot":
        return f"plek: blijft zoals zij is; de lijst zegt {_metres(difference)} verderop"
    known, said = (_shown(difference.field, each) for each in (difference.known, difference.said))
    return f"{LABELS[difference.field]}: blijft {known}; de lijst zegt {said}"


def _metres(difference: Difference) -> str:
    metres = metres_between(Point(*difference.known), Point(*difference.said))
    return f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.1f} km".replace(".", ",")


def _shown(field: str, value: Any) -> str:
    if value in ("", None, []):
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if field in _DATES:
        return day(date.fromisoformat(value))
    if field == "except_dates":
        return listed(day(date.fromisoformat(each)) for each in value)
    if isinstance(value, list):
        return listed(value)
    return _KINDS.get(value, str(value)) if field == "kind" else str(value)
