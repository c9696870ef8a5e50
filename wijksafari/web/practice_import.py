"""Importing a list of practices and people: upload or paste, look, confirm."""

from __future__ import annotations

import base64
import binascii

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import InputError
from wijksafari.models import Neighbourhood
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.practices.exports import example_list, group_list
from wijksafari.services.practices.function_words import EXPECTED
from wijksafari.services.practices.imports import (
    ImportPlan,
    PlanChangedError,
    import_group,
    preview_group,
)
from wijksafari.services.practices.people_csv import COLUMNS, MAX_BYTES, read_group
from wijksafari.services.practices.practices import practices_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import CSV, attachment
from wijksafari.web.identity import current_actor

blueprint = Blueprint("practice_import", __name__)

_MEANINGS = (
    "de naam van de praktijk",
    "het adres van de praktijk",
    "wie u er aanspreekt",
    "het e-mailadres van de praktijk",
    "hoeveel huisartsen er werken",
    "hoeveel praktijkondersteuners er werken",
    "de naam van een medewerker",
    f"van die medewerker: {EXPECTED}",
    "het e-mailadres van die medewerker",
)

Page = str | tuple[str, int] | Response


@blueprint.get("/wijk/<wijk>/praktijken/inlezen")
def page(wijk: str) -> Page:
    """Where a list is chosen."""
    return _choose(wijk)


@blueprint.post("/wijk/<wijk>/praktijken/inlezen")
def preview(wijk: str) -> Page:
    """What every row of the list would do; nothing is written."""
    try:
        return _preview(wijk, _given())
    except InputError as error:
        return _choose(wijk, error.problems)


@blueprint.post("/wijk/<wijk>/praktijken/inlezen/bewaar")
def write(wijk: str) -> Page:
    """Do what the preview showed, or show it again where it would be something else by now."""
    made = collaborators()
    content = _carried()
    try:
        with made.database.writing.begin() as session:
            plan = import_group(
                session,
                find_neighbourhood(session, wijk),
                read_group(content),
                made.post,
                shown=request.form.get("getoond", ""),
                skip_faults=request.form.get("overslaan") == "ja",
                actor=current_actor(),
                now=made.now(),
            )
    except PlanChangedError as error:
        return _preview(wijk, content, changed=str(error))
    except InputError as error:
        return _preview(wijk, content, errors={"overslaan": str(error)})
    new, changed = plan.counts["new"], plan.counts["changed"]
    return redirect(url_for("practices.page", wijk=wijk, nieuw=new, gewijzigd=changed), 303)


@blueprint.get("/wijk/<wijk>/praktijken/voorbeeld.csv")
def example(wijk: str) -> Response:
    """A list to fill in."""
    return attachment(example_list(), CSV, f"voorbeeld-{wijk}.csv")


@blueprint.get("/wijk/<wijk>/praktijken/praktijken.csv")
def export(wijk: str) -> Response:
    """The present list."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        content = group_list(practices_of(session, neighbourhood))
    return attachment(content, CSV, f"praktijken-{neighbourhood.slug}.csv")


def _given() -> bytes:
    """The list, from a file or pasted."""
    upload = request.files.get("bestand")
    content = upload.read(MAX_BYTES + 1) if upload else b""
    text = request.form.get("tekst", "")
    if content and text.strip():
        raise InputError("Kies een bestand of plak een lijst, niet allebei.")
    if not content and not text.strip():
        raise InputError("Kies een bestand, of plak een lijst in het vak.")
    return content or text.encode()


def _carried() -> bytes:
    """The list that was shown, as the preview page carries it along."""
    try:
        return base64.b64decode(request.form.get("lijst", ""), validate=True)
    except (binascii.Error, ValueError):
        raise InputError("Deze aanvraag klopt niet. Kies de lijst opnieuw.") from None


def _choose(wijk: str, problems: tuple[str, ...] = ()) -> Page:
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
    text = render_template(
        "web/practice_import.html",
        neighbourhood=neighbourhood,
        problems=problems,
        text=request.form.get("tekst", ""),
        columns=tuple(zip(COLUMNS, _MEANINGS, strict=True)),
    )
    return text, 400 if problems else 200


def _preview(
    wijk: str, content: bytes, *, changed: str = "", errors: dict[str, str] | None = None
) -> Page:
    file = read_group(content)
    with collaborators().database.reading() as session:
        plan = preview_group(session, find_neighbourhood(session, wijk), file)
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
    text = _shown(neighbourhood, content, plan, changed, errors or {})
    return text, 409 if changed else 400 if errors else 200


def _shown(
    neighbourhood: Neighbourhood,
    content: bytes,
    plan: ImportPlan,
    changed: str,
    errors: dict[str, str],
) -> str:
    return render_template(
        "web/practice_preview.html",
        neighbourhood=neighbourhood,
        plan=plan,
        content=base64.b64encode(content).decode(),
        changed=changed,
        errors=errors,
    )
