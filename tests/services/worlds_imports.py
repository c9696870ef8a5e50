"""Lists that were read for the catalogue of the wijk ``proefwijk``."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import ACTOR, create_neighbourhood
from wijksafari.models import CatalogueImport
from wijksafari.planning.found import Found, FoundLocation
from wijksafari.planning.route import Point
from wijksafari.services.imports.lists import (
    choose_entries,
    find_import,
    keep,
    preview_import,
    write_import,
)
from wijksafari.services.imports.plan import ImportPlan
from wijksafari.services.imports.reading import read_catalogue

NEAR = Point(52.0444, 4.3954)


def found_location(name: str = "De Linde", key: str = "1", **told: Any) -> FoundLocation:
    """A location in Nootdorp, as a list tells of it."""
    return FoundLocation(**{"key": key, "name": name, "point": NEAR} | told)


def csv(*rows: str, columns: str = "id,name,latitude,longitude,type,contact_phone") -> Found:
    """What is in a list with these columns and rows."""
    return read_catalogue("\n".join((columns, *rows)).encode())


def create_import(
    session: Session, found: Found | None = None, *, wijk: str = "proefwijk"
) -> CatalogueImport:
    """A list with one location, to be looked at."""
    where = create_neighbourhood(session, wijk)
    found = found or Found(kind="csv", locations=(found_location(),))
    return keep(session, where, found, "lijst.csv", actor=ACTOR, now=NOW)


def preview(session: Session, found: Found, **choices: str) -> ImportPlan:
    """What the list would do. Choices are by title; nothing stays but the list itself."""
    row = _decided(session, found, choices)
    where = create_neighbourhood(session)
    session.commit()
    return preview_import(session, where, find_import(session, where, row.id))


def bring_in(session: Session, found: Found, **choices: str) -> ImportPlan:
    """Read the list, choose (by title), look, and write what was shown; commits."""
    number = _decided(session, found, choices).id
    where = create_neighbourhood(session)
    session.commit()
    shown = preview_import(session, where, find_import(session, where, number)).fingerprint
    plan = write_import(session, where, number, shown=shown, now=NOW)
    session.commit()
    return plan


def fates(plan: ImportPlan) -> dict[str, str]:
    """What becomes of each entry, by title."""
    return {each.title: each.fate for each in plan.entries}


def _decided(session: Session, found: Found, choices: dict[str, str]) -> CatalogueImport:
    row = create_import(session, found)
    by_title = {
        entry.item.get("name") or entry.item.get("title"): entry.id for entry in row.entries
    }
    choose_entries(row, {by_title[title]: value for title, value in choices.items()})
    session.flush()
    return row
