"""The wijken: adding one, and what is known of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import FieldsError, InputError, StaleError
from wijksafari.models import Neighbourhood, StreetFetch
from wijksafari.planning.boundary import SURROUNDINGS_METRES, is_beyond, square_kilometres
from wijksafari.planning.route import Point
from wijksafari.services.background_work import state_now
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.wijken.street_fetch import area_of, ask_streets, latest_fetch
from wijksafari.services.wijken.wijken import add_wijk, change_wijk, counts_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.form_fields import typed
from wijksafari.web.identity import current_actor
from wijksafari.web.whole_number import seen_version
from wijksafari.web.wijk_form import FIELDS, read_wijk
from wijksafari.web.wijk_form_page import (
    Typed,
    add_page,
    as_typed,
    change_page,
    own_roles,
    with_spot,
)
from wijksafari.web.wijk_map import wijk_map

blueprint = Blueprint("wijken", __name__)

_LONG = timedelta(minutes=2)

Page = str | tuple[str, int] | Response


@blueprint.get("/wijken/nieuw")
def add_form() -> str:
    """An empty form."""
    return add_page(Typed({}))


@blueprint.post("/wijken/nieuw")
def add() -> Page:
    """Add a wijk; whoever adds it works there from then on."""
    made = collaborators()
    roles = own_roles()
    if request.form.get("zoek"):
        return _looked_up(add_page)
    try:
        form = read_wijk(request.form, request.files.get("grens"), made.open_map, roles)
        with made.database.writing.begin() as session:
            slug = add_wijk(
                session,
                form.entry,
                form.boundary,
                role=form.role,
                actor=current_actor(),
                now=made.now(),
            ).slug
    except FieldsError as error:
        return add_page(_typed(errors=error.fields)), 400
    flash("De wijk is toegevoegd. Voeg nu locaties toe, of lees een lijst in.")
    return redirect(url_for(".page", wijk=slug), 303)


@blueprint.get("/wijk/<wijk>")
def page(wijk: str) -> str:
    """What is known of the wijk, and how its streets stand."""
    with collaborators().database.reading() as session:
        row = find_neighbourhood(session, wijk)
        return render_template(
            "web/wijk.html",
            neighbourhood=row,
            counts=counts_of(session, row),
            size=square_kilometres(row.boundary) if row.boundary else None,
            beyond=_meets_beyond(row),
            can_fetch=area_of(row).known,
            fetch=_told(latest_fetch(session, row)),
            map=wijk_map(row),
        )


@blueprint.get("/wijk/<wijk>/instellingen")
def change_form(wijk: str) -> str:
    """The wijk as a form."""
    with collaborators().database.reading() as session:
        row = find_neighbourhood(session, wijk)
    return change_page(wijk, Typed(as_typed(row), seen=row.revision))


@blueprint.post("/wijk/<wijk>/instellingen")
def change(wijk: str) -> Page:
    """Keep the wijk as it was typed."""
    made = collaborators()
    if request.form.get("zoek"):
        return _looked_up(lambda shown: change_page(wijk, shown))
    try:
        form = read_wijk(request.form, request.files.get("grens"), made.open_map)
        with made.database.writing.begin() as session:
            change_wijk(
                session,
                find_neighbourhood(session, wijk),
                form.entry,
                form.boundary,
                without_boundary=form.without_boundary,
                seen=seen_version(request.form),
                actor=current_actor(),
                now=made.now(),
            )
    except FieldsError as error:
        return change_page(wijk, _typed(errors=error.fields)), 400
    except StaleError as error:
        return change_page(wijk, _typed(stale=str(error))), 409
    flash("De instellingen zijn bewaard.")
    return redirect(url_for(".page", wijk=wijk), 303)


@blueprint.post("/wijk/<wijk>/straten")
def fetch_streets(wijk: str) -> Response:
    """Have the streets fetched in the background."""
    made = collaborators()
    try:
        with made.database.writing.begin() as session:
            row = find_neighbourhood(session, wijk)
            ask_streets(session, row, actor=current_actor(), now=made.now())
    except InputError as error:
        flash(str(error), "error")
    return redirect(url_for(".page", wijk=wijk), 303)


@blueprint.get("/wijk/<wijk>/straten.json")
def streets_state(wijk: str) -> Response:
    """How far the fetching is, for the page that waits for it."""
    with collaborators().database.reading() as session:
        fetch = latest_fetch(session, find_neighbourhood(session, wijk))
    return jsonify(_told(fetch) or {})


def _meets_beyond(row: Neighbourhood) -> bool:
    """Whether the meeting point lies where no streets of the wijk are fetched."""
    spot = Point(row.meeting_lat, row.meeting_lon)
    return bool(row.boundary) and is_beyond(row.boundary or {}, spot, SURROUNDINGS_METRES)


def _typed(errors: dict[str, str] | None = None, stale: str = "") -> Typed:
    """The form as it was sent."""
    values = typed(request.form, FIELDS)
    sent = request.files.get("grens")
    return Typed(
        values,
        errors=errors or {},
        seen=seen_version(request.form),
        stale=stale,
        file=(sent.filename or "")[:80] if sent else "",
    )


def _looked_up(show: Callable[[Typed], str]) -> Page:
    shown = with_spot(_typed())
    return show(shown), 400 if shown.errors else 200


def _told(fetch: StreetFetch | None) -> dict[str, Any] | None:
    """The fetch in words; ``busy`` while there is something to wait for."""
    if fetch is None:
        return None
    now = collaborators().now()
    state = state_now(fetch, now)
    return {
        "state": state,
        "asked_by": fetch.asked_by,
        "busy": state in ("waiting", "busy"),
        "said": fetch.said if state == "busy" else "",
        "problem": fetch.problem if state == "failed" else "",
        # Without a worker nothing happens, and nobody would know why.
        "late": state == "waiting" and now - fetch.asked_at > _LONG,
    }
