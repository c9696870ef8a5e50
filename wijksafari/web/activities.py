"""What goes on at a location: adding, changing and removing it, and dates that fall out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.errors import InputError, StaleError
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.patterns import pattern_words
from wijksafari.planning.words import clock, hours
from wijksafari.planning.words import day as day_words
from wijksafari.services.catalogue.activities import (
    cancel_on,
    change_activity,
    find_activity,
    put_activity,
    remove_activity,
    restore_on,
    value_of,
)
from wijksafari.services.catalogue.catalogue import find_location, find_neighbourhood
from wijksafari.services.catalogue.location_visits import LocationVisit, visits_meeting
from wijksafari.web.activity_fields import Fields, typed
from wijksafari.web.activity_filled import filled, new_fields, once_more
from wijksafari.web.activity_form import read_activity
from wijksafari.web.activity_page import Refusal, read_said, render_form
from wijksafari.web.collaborators import collaborators
from wijksafari.web.moment_form import read_day
from wijksafari.web.whole_number import seen_version, whole_number

blueprint = Blueprint(
    "activities", __name__, url_prefix="/wijk/<wijk>/locaties/<code>/activiteiten"
)

Page = str | tuple[str, int] | Response


@blueprint.get("/nieuw")
def add_form(wijk: str, code: str) -> Page:
    """An empty form, or one that begins as another activity of the location (``zoals``)."""
    made = collaborators()
    like = whole_number(request.args.get("zoals", ""), 9)
    with made.database.reading() as session:
        neighbourhood, location = _place(session, wijk, code)
        fields = new_fields(made.now().date())
        if like is not None:
            row = find_activity(session, neighbourhood, code, like)
            fields = once_more(value_of(row))
        fields, said = read_said(fields)
        return render_form(session, neighbourhood, location, fields, said=said)


@blueprint.post("/nieuw")
def add(wijk: str, code: str) -> Page:
    """List what was typed."""
    made = collaborators()
    fields = typed(request.form)
    try:
        value = read_activity(fields, code, made.now().date())
        with made.database.writing.begin() as session:
            location = _place(session, wijk, code)[1]
            meant = request.form.get("toch") == "ja"
            number = put_activity(session, location, value, twice_is_meant=meant).id
    except InputError as error:
        return _again(wijk, code, fields, Refusal(error=error))
    return _saved(wijk, code, number, value)


@blueprint.get("/<int:number>")
def change_form(wijk: str, code: str, number: int) -> Page:
    """One activity: its form, and the ten weeks to come."""
    with collaborators().database.reading() as session:
        neighbourhood, row = _found(session, wijk, code, number)
        fields, said = read_said(filled(value_of(row)))
        return render_form(session, neighbourhood, row.location, fields, row=row, said=said)


@blueprint.post("/<int:number>")
def change(wijk: str, code: str, number: int) -> Page:
    """Make it what was typed."""
    made = collaborators()
    fields = typed(request.form)
    seen = seen_version(request.form)
    try:
        with made.database.writing.begin() as session:
            row = _found(session, wijk, code, number)[1]
            value = read_activity(fields, code, made.now().date(), value_of(row))
            change_activity(session, row, value, seen)
    except (StaleError, InputError) as error:
        return _again(wijk, code, fields, Refusal(error=error, seen=seen), number)
    return _saved(wijk, code, number, value)


@blueprint.get("/<int:number>/verwijder")
def remove_form(wijk: str, code: str, number: int) -> str:
    """What removing it would mean."""
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood, row = _found(session, wijk, code, number)
        value = value_of(row)
        return render_template(
            "web/activity_removal.html",
            neighbourhood=neighbourhood,
            location=row.location,
            activity=row,
            words=pattern_words(value, made.now().date()),
            visits=visits_meeting(session, neighbourhood, value, made.now()),
        )


@blueprint.post("/<int:number>/verwijder")
def remove(wijk: str, code: str, number: int) -> Page:
    """Take it off the list."""
    with collaborators().database.writing.begin() as session:
        row = _found(session, wijk, code, number)[1]
        title = row.title
        remove_activity(session, row)
    flash(f"‘{title}’ is verwijderd.")
    return redirect(url_for("locations.location", wijk=wijk, code=code), 303)


@blueprint.post("/<int:number>/vervalt")
def cancel_date(wijk: str, code: str, number: int) -> Page:
    """Let it not be held on one day, or be held after all (``toch``)."""
    made = collaborators()
    back_on = request.form.get("toch") == "ja"
    try:
        day = read_day(request.form.get("vervalt", ""))
        with made.database.writing.begin() as session:
            neighbourhood, row = _found(session, wijk, code, number)
            (restore_on if back_on else cancel_on)(session, row, day)
            visits = visits_meeting(session, neighbourhood, value_of(row), made.now())
    except InputError as error:
        return _again(wijk, code, None, Refusal(error=error, field="vervalt"), number)
    fate = "gaat toch door" if back_on else "gaat niet door"
    flash(f"Bewaard: op {day_words(day)} {fate}.")
    for visit in visits:
        if visit.day == day and not back_on:
            flash(_expected(visit), "error")
    to_dates = url_for(".change_form", wijk=wijk, code=code, number=number, _anchor="data")
    return redirect(to_dates, 303)


def _expected(visit: LocationVisit) -> str:
    """What to do about a group that finds the door closed."""
    return (
        f"Let op: die avond komt ‘{visit.title}’ hier langs, van {hours(visit.starts)} tot"
        f" {clock(visit.ends)}. Pas het programma van die avond aan."
    )


def _place(session: Session, wijk: str, code: str) -> tuple[Neighbourhood, Location]:
    neighbourhood = find_neighbourhood(session, wijk)
    return neighbourhood, find_location(session, neighbourhood, code)


def _found(session: Session, wijk: str, code: str, number: int) -> tuple[Neighbourhood, Activity]:
    neighbourhood = find_neighbourhood(session, wijk)
    return neighbourhood, find_activity(session, neighbourhood, code, number)


def _again(
    wijk: str, code: str, fields: Fields | None, refusal: Refusal, number: int | None = None
) -> Page:
    """The form as it was typed, with what is wrong; without ``fields`` as it is saved."""
    with collaborators().database.reading() as session:
        if number is None:
            neighbourhood, location = _place(session, wijk, code)
            return render_form(session, neighbourhood, location, fields or {}, refusal=refusal)
        neighbourhood, row = _found(session, wijk, code, number)
        shown = filled(value_of(row)) if fields is None else fields
        return render_form(session, neighbourhood, row.location, shown, row=row, refusal=refusal)


def _saved(wijk: str, code: str, number: int, value: problem.Activity) -> Page:
    flash(f"Bewaard: {value.title}, {pattern_words(value)}.")
    return redirect(url_for(".change_form", wijk=wijk, code=code, number=number), 303)
