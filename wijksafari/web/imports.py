"""Bringing lists into the catalogue: choose one, look, decide, and write."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.errors import ClosedError, InputError
from wijksafari.models import CatalogueImport, Neighbourhood
from wijksafari.services.background_work import state_now
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.imports.columns import ACTIVITY_COLUMNS, LOCATION_COLUMNS
from wijksafari.services.imports.files import keep_file
from wijksafari.services.imports.lists import (
    PlanChangedError,
    check_idle,
    choose_entries,
    find_import,
    imports_of,
    keep,
    preview_import,
    write_import,
)
from wijksafari.services.imports.lookup import ask_map, can_resume, resume_import
from wijksafari.services.imports.place_search import place_search
from wijksafari.services.imports.plan import ImportPlan
from wijksafari.services.imports.words import left_words
from wijksafari.services.texts.names import tidy
from wijksafari.services.wijken.street_fetch import area_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.import_choices import Unclear, read_choices
from wijksafari.web.import_file import LARGEST, check_file, is_map, read_file
from wijksafari.web.import_part import part_of

blueprint = Blueprint("imports", __name__)

_LONG = timedelta(minutes=2)
_MOST_IN_A_LIST = 500  # of locations; of more the page knows none, and the site finds what is typed

Page = str | tuple[str, int] | Response


@blueprint.get("/wijk/<wijk>/inlezen")
def page(wijk: str) -> Page:
    """Where a list is chosen, and the ones that were read before."""
    return _choose(wijk)


@blueprint.post("/wijk/<wijk>/inlezen")
def start(wijk: str) -> Page:
    """Read a file, or let OpenStreetMap be searched; nothing is written to the catalogue."""
    try:
        number = _asked_of_map(wijk) if request.form.get("bron") == "osm" else _read(wijk)
    except InputError as error:
        return _choose(wijk, error.problems)
    return redirect(url_for(".preview", wijk=wijk, number=number), 303)


@blueprint.get("/wijk/<wijk>/inlezen/<int:number>")
def preview(wijk: str, number: int) -> Page:
    """What the entries of the list would do, a part of them at a time."""
    return _shown(wijk, number)


@blueprint.post("/wijk/<wijk>/inlezen/<int:number>")
def write(wijk: str, number: int) -> Page:
    """Do what was shown, or show it again where it would be something else by now."""
    made = collaborators()
    shown = request.form.get("getoond", "")
    try:
        with made.database.writing.begin() as session:
            neighbourhood = find_neighbourhood(session, wijk)
            plan = write_import(session, neighbourhood, number, shown=shown, now=made.now())
    except (PlanChangedError, ClosedError) as error:
        return _shown(wijk, number, str(error))
    flash(_done(plan))
    return redirect(url_for(".preview", wijk=wijk, number=number), 303)


@blueprint.post("/wijk/<wijk>/inlezen/<int:number>/kies")
def choose(wijk: str, number: int) -> Page:
    """Note what somebody decided about entries; the preview tells what that will do."""
    made = collaborators()
    with made.database.reading() as session:
        plan = preview_import(session, *_found(session, wijk, number))
        search = place_search(session, find_neighbourhood(session, wijk))
    choices = read_choices(request.form, plan, search)
    with made.database.writing.begin() as session:
        _, row = _found(session, wijk, number, lock=True)
        check_idle(row)
        choose_entries(row, choices.made)
    if choices.unclear:
        return _shown(wijk, number, unclear=choices.unclear)
    way: dict[str, Any] = _way_on()
    return redirect(url_for(".preview", wijk=wijk, number=number, **way), 303)


def _way_on() -> dict[str, str]:
    """Which part of the list to show after the choices: the same, or where a button leads."""
    way, _, to = request.form.get("verder", "").partition("=")
    asked = {"toon": request.form.get("toon", ""), "blad": request.form.get("blad", "")}
    if way in ("bij", "blad") and to.isdecimal():
        asked = {"toon": asked["toon"], way: to[:9]}
    return {name: value[:20] for name, value in asked.items() if value}


@blueprint.post("/wijk/<wijk>/inlezen/<int:number>/hervat")
def resume(wijk: str, number: int) -> Response:
    """Look up what is not done yet."""
    with collaborators().database.writing.begin() as session:
        resume_import(session, _found(session, wijk, number, lock=True)[1])
    return redirect(url_for(".preview", wijk=wijk, number=number), 303)


@blueprint.post("/wijk/<wijk>/inlezen/<int:number>/weg")
def discard(wijk: str, number: int) -> Response:
    """Throw the list away; what was written of it stays in the catalogue."""
    with collaborators().database.writing.begin() as session:
        session.delete(_found(session, wijk, number, lock=True)[1])
    return redirect(url_for(".page", wijk=wijk), 303)


@blueprint.get("/wijk/<wijk>/inlezen/<int:number>/stand.json")
def state(wijk: str, number: int) -> Response:
    """How far the looking up is."""
    made = collaborators()
    with made.database.reading() as session:
        _, row = _found(session, wijk, number)
        return jsonify(_stand(row, made.now()))


def _stand(row: CatalogueImport, now: datetime) -> dict[str, bool | str]:
    """``busy`` while there is something to wait for, ``late`` where nobody seems to do it."""
    state = state_now(row, now)
    return {
        "busy": state in ("waiting", "busy"),
        "late": state == "waiting" and now - row.asked_at > _LONG,
        "said": row.said,
    }


def _found(
    session: Session, wijk: str, number: int, *, lock: bool = False
) -> tuple[Neighbourhood, CatalogueImport]:
    neighbourhood = find_neighbourhood(session, wijk)
    return neighbourhood, find_import(session, neighbourhood, number, lock=lock)


def _read(wijk: str) -> int:
    """Keep what is in the file that was sent; its import's number."""
    made = collaborators()
    upload = request.files.get("bestand")
    if upload is None or not upload.filename:
        raise InputError("Kies eerst een bestand.")
    with closing(upload):
        content = upload.read(LARGEST + 1)
    check_file(content)
    found = None if is_map(content) else read_file(content, made.now())
    name = tidy(upload.filename.replace("\\", "/").rpartition("/")[2])
    name = "".join(each for each in name if each.isprintable())[:120] or "bestand"
    with made.database.writing.begin() as session:
        where = find_neighbourhood(session, wijk)
        who, now = current_actor(), made.now()
        if found is None:
            return keep_file(session, where, content, name, actor=who, now=now).id
        return keep(session, where, found, name, actor=who, now=now).id


def _asked_of_map(wijk: str) -> int:
    made = collaborators()
    with made.database.writing.begin() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        return ask_map(session, neighbourhood, actor=current_actor(), now=made.now()).id


def _choose(wijk: str, problems: tuple[str, ...] = ()) -> Page:
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        text = render_template(
            "web/imports.html",
            neighbourhood=neighbourhood,
            area=area_of(neighbourhood),
            imports=imports_of(session, neighbourhood),
            problems=problems,
            columns=(LOCATION_COLUMNS, ACTIVITY_COLUMNS),
        )
    return text, 400 if problems else 200


def _shown(
    wijk: str, number: int, changed: str = "", unclear: Mapping[int, Unclear] | None = None
) -> Page:
    made = collaborators()
    with made.database.reading() as session:
        plan = preview_import(session, *_found(session, wijk, number))
        neighbourhood, row = _found(session, wijk, number)
        part = part_of(plan, request.form if request.method == "POST" else request.args)
        places = place_search(session, neighbourhood).places if plan.of("homeless") else ()
        text = render_template(
            "web/import_preview.html",
            neighbourhood=neighbourhood,
            list=row,
            state=state_now(row, made.now()),
            stand=_stand(row, made.now()),
            plan=plan,
            counts=plan.counts,
            left=left_words(plan),
            part=part,
            names={each.code: each.name for each in places},
            places=places if len(places) <= _MOST_IN_A_LIST else (),
            can_resume=can_resume(session, row),
            changed=changed,
            unclear=unclear or {},
        )
    return text, 409 if changed else 400 if unclear else 200


def _done(plan: ImportPlan) -> str:
    new, changed = plan.counts["new"], plan.counts["changed"]
    return f"Overgenomen: {new} nieuw en {changed} gewijzigd."
