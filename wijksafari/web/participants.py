"""Who signed up, for the organisers of a safari."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug import Response as Redirect

from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.planning.states import OVER
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.services.sign_ups.own_data import BICYCLE_NAMES
from wijksafari.services.sign_ups.participants import find_participant, participants_of
from wijksafari.services.sign_ups.participants_csv import participants_csv
from wijksafari.services.sign_ups.withdrawals import withdraw
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import CSV, attachment
from wijksafari.web.identity import current_actor

blueprint = Blueprint("participants", __name__)


@blueprint.get("/safari/<uid>/aanmeldingen")
def page(uid: str) -> str:
    """Everybody by status, and what to arrange."""
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        return render_template(
            "web/participants.html",
            safari=safari,
            people=participants_of(session, safari),
            begun=safari.starts_at <= made.now() or safari.state in OVER,
            functions=FUNCTION_NAMES,
            bicycles=BICYCLE_NAMES,
        )


@blueprint.get("/safari/<uid>/aanmeldingen.csv")
def download(uid: str) -> Response:
    """The same for a spreadsheet."""
    with collaborators().database.reading() as session:
        people = participants_of(session, find_safari(session, uid))
        content = participants_csv(people.all)
    return attachment(content, CSV, "aanmeldingen.csv")


@blueprint.get("/safari/<uid>/aanmeldingen/<int:number>/afmelden")
def ask_withdraw(uid: str, number: int) -> str:
    """Whether this is the one, and what follows."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        row = find_participant(session, safari, number)
        return render_template("web/withdraw.html", safari=safari, row=row)


@blueprint.post("/safari/<uid>/aanmeldingen/<int:number>/afmelden")
def withdraw_somebody(uid: str, number: int) -> Redirect:
    """Sign somebody off who asked for it."""
    made = collaborators()
    with made.database.writing.begin() as session:
        row = find_participant(session, find_safari(session, uid), number)
        withdraw(session, row, made.post, made.now(), asked_of=current_actor())
    flash("Afgemeld. Daarover gaat een mail naar de deelnemer.")
    return redirect(url_for("participants.page", uid=uid), 303)
