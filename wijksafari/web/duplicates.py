"""Locations that may be one: side by side, merged, or said to be two."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.services.catalogue.catalogue import find_neighbourhood, locations_of
from wijksafari.services.catalogue.duplicates import (
    MOST_SHOWN,
    call_distinct,
    look_alikes,
    side_by_side,
)
from wijksafari.services.catalogue.location_merge import merge_locations
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor

blueprint = Blueprint("duplicates", __name__)

_TWO = ("een", "ander")


@blueprint.get("/wijk/<wijk>/dubbel")
def page(wijk: str) -> str:
    """The pairs that look most alike, or the two that the address names."""
    made = collaborators()
    one, other = (request.args.get(name, "")[:60] for name in _TWO)
    chosen = bool(one and other and one != other)
    if one and one == other:
        flash("Kies twee verschillende locaties.", "error")
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        found = () if chosen else look_alikes(session, neighbourhood, made.now())
        if chosen:
            found = (side_by_side(session, neighbourhood, one, other, made.now()),)
        return render_template(
            "web/duplicates.html",
            neighbourhood=neighbourhood,
            found=found,
            most=MOST_SHOWN,
            chosen=chosen,
            locations=locations_of(session, neighbourhood),
            picked=dict(zip(_TWO, (one, other), strict=True)),
        )


@blueprint.post("/wijk/<wijk>/dubbel")
def merge(wijk: str) -> Response:
    """Let one of two go up in the other."""
    made = collaborators()
    one, other = (request.form.get(name, "")[:60] for name in _TWO)
    keep = request.form.get("blijft", "")[:60]
    try:
        if keep not in (one, other):
            raise InputError("Kies welke van de twee blijft.")
        with made.database.writing.begin() as session:
            row = merge_locations(
                session,
                find_neighbourhood(session, wijk),
                keep,
                other if keep == one else one,
                seen=request.form.get("gezien", ""),
                actor=current_actor(),
                now=made.now(),
            )
            name = row.name
    except (ClosedError, InputError, NotFoundError, StaleError) as error:
        flash(str(error), "error")
    else:
        flash(f"Samengevoegd tot ‘{name}’.")
    return redirect(url_for(".page", wijk=wijk), 303)


@blueprint.post("/wijk/<wijk>/dubbel/verschillend")
def distinct(wijk: str) -> Response:
    """Note that two are two, so that nobody is asked again."""
    one, other = (request.form.get(name, "")[:60] for name in _TWO)
    try:
        with collaborators().database.writing.begin() as session:
            call_distinct(session, find_neighbourhood(session, wijk), one, other)
    except (ClosedError, InputError, NotFoundError) as error:
        flash(str(error), "error")
    else:
        flash("Genoteerd: dit zijn twee locaties.")
    return redirect(url_for(".page", wijk=wijk), 303)
