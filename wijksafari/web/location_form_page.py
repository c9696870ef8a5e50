"""The form of a location as a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from wijksafari.models import Location, Neighbourhood
from wijksafari.services.catalogue.catalogue import find_location, find_neighbourhood
from wijksafari.services.catalogue.locations import entry_of
from wijksafari.services.catalogue.search import Wanted, catalogue_of
from wijksafari.web.address_lookup import Lookup, look_up
from wijksafari.web.collaborators import collaborators
from wijksafari.web.contact_persons_form import (
    MOST_PERSONS,
    PERSON_LABELS,
    PERSON_LONGEST,
    person_field,
    person_rows,
)
from wijksafari.web.location_form import (
    LONGEST,
    PRIORITIES,
    LocationFormError,
    labels_of,
    location_as_typed,
    typed_location,
)
from wijksafari.web.wijk_map import wijk_map


def render_form(
    wijk: str,
    values: Mapping[str, str],
    code: str = "",
    *,
    error: LocationFormError | None = None,
    found: Lookup | None = None,
    stale: str = "",
) -> tuple[str, int]:
    """The form with these ``values``; of the location with ``code``, where it is not a new one.

    ``found`` is what looking the address up gave; ``stale`` why saving was refused.
    """
    made = collaborators()
    errors = dict(error.fields) if error else {}
    if found is not None and found.problem:
        # Why there are no coordinates says more than that there are none.
        errors = {name: each for name, each in errors.items() if name not in ("breedte", "lengte")}
        errors["adres"] = found.problem
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        row = find_location(session, neighbourhood, code) if code else None
        text = render_template(
            "web/location_form.html",
            neighbourhood=neighbourhood,
            location=row,
            typed=values,
            errors=errors,
            found=found,
            stale=stale,
            **_seen(row, values, stale, retyped=request.method == "POST"),
            **_choices(session, neighbourhood, values, made.now()),
        )
    return text, 409 if stale else 400 if errors else 200


def with_spot(values: dict[str, str]) -> tuple[dict[str, str], Lookup | None]:
    """What was typed; an address without a spot is looked up first, as nobody placed it."""
    if values["breedte"].strip() or values["lengte"].strip() or not values["adres"].strip():
        return values, None
    found = look_up(values["adres"])
    return _placed(values, found), found


def go_on(wijk: str, code: str = "") -> tuple[str, int]:
    """The form again, nothing saved: with the address looked up, or room for somebody else."""
    values = typed_location(request.form)
    if request.form.get("doe") != "zoek":
        return render_form(wijk, values, code)
    found = look_up(values["adres"])
    return render_form(wijk, _placed(values, found), code, found=found)


def _placed(values: dict[str, str], found: Lookup) -> dict[str, str]:
    if found.point is None:
        return values
    return values | {"breedte": str(found.point.lat), "lengte": str(found.point.lon)}


def _seen(
    row: Location | None, values: Mapping[str, str], stale: str, *, retyped: bool
) -> dict[str, Any]:
    """Which version the form answers, and where the one that is kept differs from it."""
    if row is None:
        return {"seen": "", "differing": ()}
    # After both versions were seen, saving replaces the other knowingly.
    seen = request.form.get("gezien", "") if retyped and not stale else str(row.revision)
    kept = location_as_typed(entry_of(row)) if stale else {}
    labels = labels_of({**kept, **values}) if stale else {}
    differing = tuple(
        (label, kept.get(name, ""), values.get(name, ""))
        for name, label in labels.items()
        if kept.get(name, "") != values.get(name, "")
    )
    return {"seen": seen, "differing": differing}


def _choices(
    session: Session, neighbourhood: Neighbourhood, values: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """What the form can suggest."""
    known = catalogue_of(session, neighbourhood, Wanted(), now)
    return {
        "themes": known.themes,
        "kinds": sorted({each.type for each in known.found if each.type}),
        "longest": LONGEST,
        "priorities": [(number, PRIORITIES.get(number, str(number))) for number in range(1, 11)],
        "person_rows": person_rows(values),
        "person_parts": PERSON_LABELS,
        "person_longest": PERSON_LONGEST,
        "most_persons": MOST_PERSONS,
        "person_field": person_field,
        "map": wijk_map(neighbourhood),
    }
