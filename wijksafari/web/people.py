"""The people of a practice."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.models import Neighbourhood, Person, Practice
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.practices.people import (
    add_person,
    change_person,
    find_person,
    remove_person,
)
from wijksafari.services.practices.practices import find_practice
from wijksafari.services.texts.names import TakenError
from wijksafari.web.collaborators import collaborators
from wijksafari.web.form_fields import typed
from wijksafari.web.group_form import PERSON_FIELDS, GroupFormError, read_person, taken
from wijksafari.web.identity import current_actor

blueprint = Blueprint("people", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/wijk/<wijk>/praktijken/<int:number>/mensen/nieuw")
def add_form(wijk: str, number: int) -> Page:
    """An empty form."""
    return _add_form(wijk, number)


@blueprint.post("/wijk/<wijk>/praktijken/<int:number>/mensen/nieuw")
def add(wijk: str, number: int) -> Page:
    """Add a person to the practice."""
    made = collaborators()
    try:
        entry = read_person(request.form)
        with made.database.writing.begin() as session:
            _, practice = _found(session, wijk, number)
            add_person(session, practice, entry, made.post, actor=current_actor(), now=made.now())
    except GroupFormError as error:
        return _add_form(wijk, number, error)
    except TakenError as error:
        return _add_form(wijk, number, taken(error))
    return _back(wijk, number)


@blueprint.get("/wijk/<wijk>/praktijken/<int:number>/mensen/<int:person>")
def change_form(wijk: str, number: int, person: int) -> Page:
    """The person as a form."""
    with collaborators().database.reading() as session:
        neighbourhood, practice = _found(session, wijk, number)
        row = find_person(practice, person)
        values = {"naam": row.name, "functie": row.function, "email": row.email}
        return _form(neighbourhood, practice, values, person=row)


@blueprint.post("/wijk/<wijk>/praktijken/<int:number>/mensen/<int:person>")
def change(wijk: str, number: int, person: int) -> Page:
    """List the person as typed."""
    made = collaborators()
    try:
        entry = read_person(request.form)
        with made.database.writing.begin() as session:
            row = find_person(_found(session, wijk, number)[1], person)
            change_person(session, row, entry, made.post, actor=current_actor(), now=made.now())
    except GroupFormError as error:
        return _change_form(wijk, number, person, error)
    except TakenError as error:
        return _change_form(wijk, number, person, taken(error))
    return _back(wijk, number)


@blueprint.post("/wijk/<wijk>/praktijken/<int:number>/mensen/<int:person>/verwijder")
def remove(wijk: str, number: int, person: int) -> Page:
    """Take the person off the list."""
    made = collaborators()
    with made.database.writing.begin() as session:
        row = find_person(_found(session, wijk, number)[1], person)
        remove_person(session, row, made.post, actor=current_actor(), now=made.now())
    return _back(wijk, number)


def _found(session: Session, wijk: str, number: int) -> tuple[Neighbourhood, Practice]:
    neighbourhood = find_neighbourhood(session, wijk)
    return neighbourhood, find_practice(session, neighbourhood, number)


def _back(wijk: str, number: int) -> Response:
    return redirect(url_for("practices.practice", wijk=wijk, number=number, _anchor="mensen"), 303)


def _add_form(wijk: str, number: int, error: GroupFormError | None = None) -> Page:
    with collaborators().database.reading() as session:
        neighbourhood, practice = _found(session, wijk, number)
        return _form(neighbourhood, practice, typed(request.form, PERSON_FIELDS), error)


def _change_form(wijk: str, number: int, person: int, error: GroupFormError) -> Page:
    with collaborators().database.reading() as session:
        neighbourhood, practice = _found(session, wijk, number)
        row = find_person(practice, person)
        return _form(neighbourhood, practice, typed(request.form, PERSON_FIELDS), error, person=row)


def _form(
    neighbourhood: Neighbourhood,
    practice: Practice,
    values: dict[str, str],
    error: GroupFormError | None = None,
    *,
    person: Person | None = None,
) -> Page:
    text = render_template(
        "web/person_form.html",
        neighbourhood=neighbourhood,
        practice=practice,
        person=person,
        typed=values,
        errors=error.fields if error else {},
        functions=FUNCTION_NAMES,
    )
    return text, 400 if error else 200
