"""One's own sign-up: see it, correct it, give up the place or take one, be forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Safari, SignUp
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.calendars.calendars import own_calendar
from wijksafari.services.evenings.in_short import own_evening
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.own_ride import RIDE_WORKS_FOR
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.sign_ups.own_data import own_data
from wijksafari.services.sign_ups.places import check_not_begun, check_sign_up_open, position
from wijksafari.services.sign_ups.sign_ups import change, come_back, entry_of, find_own
from wijksafari.services.sign_ups.waiting_list import accept_offer
from wijksafari.services.sign_ups.withdrawals import erase, withdraw
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import ICS, attachment
from wijksafari.web.held_links import held_link
from wijksafari.web.sign_up_form import BICYCLES, EntryError, read_entry, typed_of

blueprint = Blueprint("own_sign_up", __name__)

Action = Callable[[Session, SignUp, Post, datetime], None]


@blueprint.get("/aanmelding/<int:link_id>")
def page(link_id: int) -> str:
    """The sign-up as it is, and what can be done with it."""
    with collaborators().database.reading() as session:
        row = _own(session, link_id)
        return _page(session, row, typed_of(entry_of(row)), {})


@blueprint.post("/aanmelding/<int:link_id>")
def save(link_id: int) -> Redirect | tuple[str, int]:
    """Correct it, or the form again with what is wrong."""
    made = collaborators()
    try:
        entry = read_entry(request.form, consents=False)
        with made.database.writing.begin() as session:
            changed = change(session, _own(session, link_id), entry, made.post, made.now())
    except EntryError as error:
        return _again(link_id, error.fields)
    except InputError as error:
        return _again(link_id, {"email": str(error)})
    flash("Uw wijziging is bewaard." if changed else "Er was niets te wijzigen.")
    return redirect(url_for("own_sign_up.page", link_id=link_id), 303)


@blueprint.post("/aanmelding/<int:link_id>/afmelden")
def leave(link_id: int) -> Redirect:
    """Give up the place, the offer or the turn in the queue."""
    return _done(link_id, withdraw, {"withdrawn": "U bent afgemeld."})


@blueprint.post("/aanmelding/<int:link_id>/terugkomen")
def return_(link_id: int) -> Redirect:
    """Sign up again after a withdrawal."""
    waiting = "Alle plekken zijn bezet; u staat op de wachtlijst."
    return _done(link_id, come_back, {"taking_part": "Fijn, u gaat weer mee.", "waiting": waiting})


@blueprint.post("/aanmelding/<int:link_id>/aannemen")
def accept(link_id: int) -> Redirect:
    """Take the place on offer."""
    waiting = "De plek was niet meer voor u vastgehouden. U staat weer achteraan op de wachtlijst."
    return _done(link_id, accept_offer, {"taking_part": "Fijn, u gaat mee.", "waiting": waiting})


@blueprint.get("/aanmelding/<int:link_id>/wissen")
def ask_erase(link_id: int) -> str:
    """What erasing means, and the button that does it."""
    with collaborators().database.reading() as session:
        row = _own(session, link_id)
        return render_template("web/erase.html", row=row, evening=own_evening(row))


@blueprint.post("/aanmelding/<int:link_id>/wissen")
def forget(link_id: int) -> Redirect:
    """Erase it."""
    made = collaborators()
    with made.database.writing.begin() as session:
        erase(session, _own(session, link_id), made.post, made.now())
    return redirect(url_for("own_sign_up.forgotten"), 303)


@blueprint.get("/aanmelding/gewist")
def forgotten() -> str:
    """That nothing is left; the same for everyone."""
    return render_template("web/erased.html")


@blueprint.get("/aanmelding/<int:link_id>/gegevens.json")
def export(link_id: int) -> Response:
    """Everything that is kept about this person."""
    with collaborators().database.reading() as session:
        told = own_data(session, _own(session, link_id))
    content = json.dumps(told, ensure_ascii=False, indent=2)
    return attachment(content, "application/json", "mijn-gegevens.json")


@blueprint.get("/aanmelding/<int:link_id>/wijksafari.ics")
def calendar(link_id: int) -> Response:
    """The appointment."""
    made = collaborators()
    with made.database.reading() as session:
        content = own_calendar(_own(session, link_id), made.post, made.now())
    return attachment(content, ICS, "wijksafari.ics")


def _own(session: Session, link_id: int) -> SignUp:
    return find_own(session, held_link(session, link_id, {"sign_up"}, collaborators().now()))


def _done(link_id: int, action: Action, sentences: Mapping[str, str]) -> Redirect:
    """Do it, and say what came of it."""
    made = collaborators()
    with made.database.writing.begin() as session:
        row = _own(session, link_id)
        action(session, row, made.post, made.now())
        sentence = sentences.get(row.status)
    if sentence:
        flash(sentence)
    return redirect(url_for("own_sign_up.page", link_id=link_id), 303)


def _again(link_id: int, errors: Mapping[str, str]) -> tuple[str, int]:
    with collaborators().database.reading() as session:
        return _page(session, _own(session, link_id), request.form, errors), 400


def _page(
    session: Session, row: SignUp, typed: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    made = collaborators()
    until = row.offered_until
    return render_template(
        "web/own_sign_up.html",
        row=row,
        safari=row.safari,
        evening=own_evening(row),
        contact=organiser_of(row.safari, made.post),
        position=position(session, row) if row.status == "waiting" else 0,
        offered_until=until.astimezone(AMSTERDAM) if until else None,
        over=_reason(check_not_begun, row.safari),
        rides=row.status == "taking_part" and made.now() < row.safari.starts_at + RIDE_WORKS_FOR,
        closed=_reason(check_sign_up_open, row.safari),
        typed=typed,
        errors=errors,
        functions=FUNCTION_NAMES,
        bicycles=BICYCLES,
    )


def _reason(check: Callable[[Safari, datetime], None], safari: Safari) -> str:
    """Why something cannot be done now; empty while it can."""
    try:
        check(safari, collaborators().now())
    except ClosedError as error:
        return str(error)
    return ""
