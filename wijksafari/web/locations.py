"""One location of a wijk: everything about it, its form, and taking it out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import InputError, StaleError
from wijksafari.services.catalogue.catalogue import find_location, find_neighbourhood
from wijksafari.services.catalogue.location_removal import remove_location
from wijksafari.services.catalogue.location_visits import safaris_along
from wijksafari.services.catalogue.locations import (
    change_location,
    check_location,
    entry_of,
    new_location,
)
from wijksafari.services.texts.names import TakenError
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.location_form import (
    LABELS,
    LocationFormError,
    location_as_typed,
    read_location,
    taken,
    typed_location,
)
from wijksafari.web.location_form_page import go_on, render_form, with_spot
from wijksafari.web.location_page import about
from wijksafari.web.whole_number import seen_version

blueprint = Blueprint("locations", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/wijk/<wijk>/locaties/nieuw")
def add_form(wijk: str) -> Page:
    """An empty form."""
    return render_form(wijk, dict.fromkeys(LABELS, "") | {"belang": "5"})


@blueprint.post("/wijk/<wijk>/locaties/nieuw")
def add(wijk: str) -> Page:
    """Add the location that was typed, or fill in what else was asked for."""
    made = collaborators()
    if request.form.get("doe"):
        return go_on(wijk)
    values, found = with_spot(typed_location(request.form))
    try:
        entry = read_location(values)
        with made.database.writing.begin() as session:
            code = new_location(session, find_neighbourhood(session, wijk), entry).code
    except LocationFormError as error:
        return render_form(wijk, values, error=error, found=found)
    except TakenError as error:
        return render_form(wijk, values, error=taken(error))
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
    return render_form(wijk, values, code)


@blueprint.post("/wijk/<wijk>/locaties/<code>/wijzig")
def change(wijk: str, code: str) -> Page:
    """Have the location say what was typed, or fill in what else was asked for."""
    made = collaborators()
    if request.form.get("doe"):
        return go_on(wijk, code)
    values, found = with_spot(typed_location(request.form))
    try:
        entry = read_location(values)
        with made.database.writing.begin() as session:
            row = find_location(session, find_neighbourhood(session, wijk), code)
            change_location(session, row, entry, seen=seen_version(request.form))
    except LocationFormError as error:
        return render_form(wijk, values, code, error=error, found=found)
    except StaleError as error:
        return render_form(wijk, values, code, stale=str(error))
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
