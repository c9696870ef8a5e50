"""One location of a wijk: everything about it, its form, and taking it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.errors import InputError, StaleError
from wijksafari.models import Location, Neighbourhood
from wijksafari.services.catalogue import find_location, find_neighbourhood
from wijksafari.services.catalogue_list import Wanted, catalogue_of
from wijksafari.services.location_removal import remove_location
from wijksafari.services.location_visits import safaris_along
from wijksafari.services.locations import (
    change_location,
    check_location,
    entry_of,
    new_location,
)
from wijksafari.services.names import TakenError
from wijksafari.web.address_lookup import Lookup, look_up
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.location_form import (
    LABELS,
    LONGEST,
    PERSON_LABELS,
    PRIORITIES,
    LocationFormError,
    labels_of,
    location_as_typed,
    person_field,
    person_rows,
    read_location,
    taken,
    typed_location,
)
from wijksafari.web.location_page import about
from wijksafari.web.whole_number import version_number
from wijksafari.web.wijk_map import wijk_map

blueprint = Blueprint("locations", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/wijk/<wijk>/locaties/nieuw")
def add_form(wijk: str) -> Page:
    """An empty form."""
    return _form(wijk, dict.fromkeys(LABELS, "") | {"belang": "5"})


@blueprint.post("/wijk/<wijk>/locaties/nieuw")
def add(wijk: str) -> Page:
    """Add the location that was typed, or fill in what else was asked for."""
    made = collaborators()
    if request.form.get("doe"):
        return _go_on(wijk)
    values, found = _with_spot()
    try:
        entry = read_location(values)
        with made.database.writing.begin() as session:
            code = new_location(session, find_neighbourhood(session, wijk), entry).code
    except LocationFormError as error:
        return _form(wijk, values, error=error, found=found)
    except TakenError as error:
        return _form(wijk, values, error=taken(error))
    flash(f"{entry.name} staat in de lijst. Voeg nu toe wat er te doen is.")
    return redirect(url_for(".location", wijk=wijk, code=code), 303)


@blueprint.get("/wijk/<wijk>/locaties/<code>")
def location(wijk: str, code: str) -> str:
    """Everything about one location."""
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        row = find_location(session, neighbourhood, code)
        return render_template(
            "web/location.html",
            neighbourhood=neighbourhood,
            location=row,
            **about(session, neighbourhood, row, made.now()),
        )


@blueprint.get("/wijk/<wijk>/locaties/<code>/wijzig")
def change_form(wijk: str, code: str) -> Page:
    """The location as a form."""
    with collaborators().database.reading() as session:
        row = find_location(session, find_neighbourhood(session, wijk), code)
        values = location_as_typed(entry_of(row))
    return _form(wijk, values, code)


@blueprint.post("/wijk/<wijk>/locaties/<code>/wijzig")
def change(wijk: str, code: str) -> Page:
    """Have the location say what was typed, or fill in what else was asked for."""
    made = collaborators()
    if request.form.get("doe"):
        return _go_on(wijk, code)
    values, found = _with_spot()
    try:
        entry = read_location(values)
        with made.database.writing.begin() as session:
            row = find_location(session, find_neighbourhood(session, wijk), code)
            seen = version_number(request.form.get("gezien", ""))
            change_location(session, row, entry, seen=-1 if seen is None else seen)
    except LocationFormError as error:
        return _form(wijk, values, code, error=error, found=found)
    except StaleError as error:
        return _form(wijk, values, code, stale=str(error))
    flash("De wijziging is bewaard.")
    return redirect(url_for(".location", wijk=wijk, code=code), 303)


@blueprint.post("/wijk/<wijk>/locaties/<code>/nagekeken")
def checked(wijk: str, code: str) -> Response:
    """Note that everything about the location is still true."""
    made = collaborators()
    now = made.now()
    with made.database.writing.begin() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        row = find_location(session, neighbourhood, code)
        seen = request.form.get("gezien", "")
        check_location(session, row, seen=seen, actor=current_actor(), now=now)
    flash("Genoteerd: alles klopt nog. Over een half jaar vragen wij u weer te kijken.")
    return redirect(url_for(".location", wijk=wijk, code=code), 303)


@blueprint.get("/wijk/<wijk>/locaties/<code>/verwijder")
def remove_form(wijk: str, code: str) -> Page:
    """What taking the location out would mean."""
    return _remove_form(wijk, code)


@blueprint.post("/wijk/<wijk>/locaties/<code>/verwijder")
def remove(wijk: str, code: str) -> Page:
    """Take the location out of the list."""
    made = collaborators()
    try:
        with made.database.writing.begin() as session:
            row = find_location(session, find_neighbourhood(session, wijk), code)
            name = row.name
            remove_location(
                session,
                row,
                confirmed=request.form.get("akkoord") == "ja",
                actor=current_actor(),
                now=made.now(),
            )
    except InputError as error:
        return _remove_form(wijk, code, {"akkoord": str(error)})
    flash(f"{name} is uit de lijst gehaald.")
    return redirect(url_for("catalogue.page", wijk=wijk), 303)


def _with_spot() -> tuple[dict[str, str], Lookup | None]:
    """What was typed; an address without a spot is looked up first, as nobody placed it."""
    values = typed_location(request.form)
    if values["breedte"].strip() or values["lengte"].strip() or not values["adres"].strip():
        return values, None
    found = look_up(values["adres"])
    return _placed(values, found), found


def _go_on(wijk: str, code: str = "") -> Page:
    """The form again, nothing saved: with the address looked up, or room for somebody else."""
    values = typed_location(request.form)
    if request.form.get("doe") != "zoek":
        return _form(wijk, values, code)
    found = look_up(values["adres"])
    return _form(wijk, _placed(values, found), code, found=found)


def _placed(values: dict[str, str], found: Lookup) -> dict[str, str]:
    if found.point is None:
        return values
    return values | {"breedte": str(found.point.lat), "lengte": str(found.point.lon)}


def _form(
    wijk: str,
    values: Mapping[str, str],
    code: str = "",
    *,
    error: LocationFormError | None = None,
    found: Lookup | None = None,
    stale: str = "",
) -> Page:
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
        "person_field": person_field,
        "map": wijk_map(neighbourhood),
    }


def _remove_form(wijk: str, code: str, errors: dict[str, str] | None = None) -> Page:
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        row = find_location(session, neighbourhood, code)
        text = render_template(
            "web/location_removal.html",
            neighbourhood=neighbourhood,
            location=row,
            safaris=safaris_along(session, neighbourhood, row.code, made.now()),
            errors=errors or {},
        )
    return text, 400 if errors else 200
