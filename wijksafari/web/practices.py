"""The practices of a wijk: the list, and each of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.errors import InputError, StaleError
from wijksafari.models import Neighbourhood, Practice
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.practices.gaps import gaps_of
from wijksafari.services.practices.numbers import Numbers, numbers_of
from wijksafari.services.practices.practices import (
    PracticeEntry,
    add_practice,
    change_practice,
    entry_of,
    find_practice,
    fingerprint,
    practices_of,
)
from wijksafari.services.practices.removal import affected_safaris, remove_practice
from wijksafari.services.texts.names import TakenError
from wijksafari.web.collaborators import collaborators
from wijksafari.web.form_fields import typed
from wijksafari.web.group_form import PRACTICE_FIELDS, GroupFormError, read_practice, taken
from wijksafari.web.identity import current_actor, require_organiser

blueprint = Blueprint("practices", __name__)

Page = str | tuple[str, int] | Response


@dataclass(frozen=True, slots=True)
class Listed:
    """A practice in the list."""

    practice: Practice
    numbers: Numbers
    gaps: tuple[str, ...]


@blueprint.get("/wijk/<wijk>/praktijken")
def page(wijk: str) -> str:
    """All practices, with what they count and what is missing."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        listed = [
            Listed(each, numbers_of(each), gaps_of(each))
            for each in practices_of(session, neighbourhood)
        ]
    return render_template(
        "web/practices.html",
        neighbourhood=neighbourhood,
        listed=listed,
        total=Numbers(
            sum(each.numbers.gps for each in listed),
            sum(each.numbers.practice_nurses for each in listed),
        ),
        may_change=require_organiser().roles.get(wijk) == "ros_adviser",
        imported={name: request.args.get(name, 0, int) for name in ("nieuw", "gewijzigd")},
    )


@blueprint.get("/wijk/<wijk>/praktijken/nieuw")
def add_form(wijk: str) -> Page:
    """An empty form."""
    return _add_form(wijk)


@blueprint.post("/wijk/<wijk>/praktijken/nieuw")
def add(wijk: str) -> Page:
    """Add a practice, or put back the one that was removed under its name."""
    made = collaborators()
    try:
        entry = read_practice(request.form)
        with made.database.writing.begin() as session:
            neighbourhood = find_neighbourhood(session, wijk)
            row = add_practice(
                session, neighbourhood, entry, made.post, actor=current_actor(), now=made.now()
            )
            number = row.id
    except GroupFormError as error:
        return _add_form(wijk, error)
    except TakenError as error:
        return _add_form(wijk, taken(error))
    return redirect(url_for(".practice", wijk=wijk, number=number), 303)


@blueprint.get("/wijk/<wijk>/praktijken/<int:number>")
def practice(wijk: str, number: int) -> str:
    """One practice with its people."""
    with collaborators().database.reading() as session:
        neighbourhood, row = _found(session, wijk, number)
        return render_template(
            "web/practice.html",
            neighbourhood=neighbourhood,
            practice=row,
            numbers=numbers_of(row),
            gaps=gaps_of(row),
            functions=FUNCTION_NAMES,
        )


@blueprint.get("/wijk/<wijk>/praktijken/<int:number>/wijzig")
def change_form(wijk: str, number: int) -> Page:
    """The practice as a form."""
    with collaborators().database.reading() as session:
        neighbourhood, row = _found(session, wijk, number)
        return _form(neighbourhood, _as_typed(entry_of(row)), practice=row)


@blueprint.post("/wijk/<wijk>/praktijken/<int:number>/wijzig")
def change(wijk: str, number: int) -> Page:
    """List the practice as it was typed."""
    made = collaborators()
    try:
        entry = read_practice(request.form)
        with made.database.writing.begin() as session:
            change_practice(
                session,
                _found(session, wijk, number)[1],
                entry,
                made.post,
                seen=request.form.get("gezien", ""),
                actor=current_actor(),
                now=made.now(),
            )
    except GroupFormError as error:
        return _change_form(wijk, number, error)
    except TakenError as error:
        return _change_form(wijk, number, taken(error))
    except StaleError as error:
        return _change_form(wijk, number, stale=str(error))
    return redirect(url_for(".practice", wijk=wijk, number=number), 303)


@blueprint.get("/wijk/<wijk>/praktijken/<int:number>/verwijder")
def remove_form(wijk: str, number: int) -> Page:
    """What removing the practice would mean."""
    return _remove_form(wijk, number)


@blueprint.post("/wijk/<wijk>/praktijken/<int:number>/verwijder")
def remove(wijk: str, number: int) -> Page:
    """Take the practice out of the group."""
    made = collaborators()
    try:
        with made.database.writing.begin() as session:
            remove_practice(
                session,
                _found(session, wijk, number)[1],
                made.post,
                confirmed=request.form.get("akkoord") == "ja",
                actor=current_actor(),
                now=made.now(),
            )
    except InputError as error:
        return _remove_form(wijk, number, {"akkoord": str(error)})
    return redirect(url_for(".page", wijk=wijk), 303)


def _found(session: Session, wijk: str, number: int) -> tuple[Neighbourhood, Practice]:
    neighbourhood = find_neighbourhood(session, wijk)
    return neighbourhood, find_practice(session, neighbourhood, number)


def _add_form(wijk: str, error: GroupFormError | None = None) -> Page:
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        return _form(neighbourhood, typed(request.form, PRACTICE_FIELDS), error)


def _change_form(
    wijk: str, number: int, error: GroupFormError | None = None, stale: str = ""
) -> Page:
    with collaborators().database.reading() as session:
        neighbourhood, row = _found(session, wijk, number)
        values = typed(request.form, PRACTICE_FIELDS)
        return _form(neighbourhood, values, error, practice=row, stale=stale)


def _form(
    neighbourhood: Neighbourhood,
    values: dict[str, str],
    error: GroupFormError | None = None,
    *,
    practice: Practice | None = None,
    stale: str = "",
) -> Page:
    entry = entry_of(practice) if practice else None
    text = render_template(
        "web/practice_form.html",
        neighbourhood=neighbourhood,
        practice=practice,
        typed=values,
        errors=error.fields if error else {},
        stale=stale,
        # After both versions were seen, saving replaces the other knowingly.
        seen=_seen(entry, error) if entry else "",
        now_listed=_as_typed(entry) if entry and stale else {},
    )
    return text, 409 if stale else 400 if error else 200


def _seen(entry: PracticeEntry, error: GroupFormError | None) -> str:
    return request.form.get("gezien", "") if error else fingerprint(entry)


def _as_typed(entry: PracticeEntry) -> dict[str, str]:
    values = asdict(entry)
    order = ("name", "address", "contact_name", "contact_email", "gps", "practice_nurses")
    return {field: str(values[name]) for field, name in zip(PRACTICE_FIELDS, order, strict=True)}


def _remove_form(wijk: str, number: int, errors: dict[str, str] | None = None) -> Page:
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood, row = _found(session, wijk, number)
        text = render_template(
            "web/practice_removal.html",
            neighbourhood=neighbourhood,
            practice=row,
            affected=affected_safaris(session, row, made.now()),
            errors=errors or {},
        )
    return text, 400 if errors else 200
