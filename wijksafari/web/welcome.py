"""Accepting the invitation to an account: choosing its first password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.services.accounts.invitations import accept, find_invited
from wijksafari.services.accounts.passwords import password_problem
from wijksafari.web.collaborators import collaborators

blueprint = Blueprint("welcome", __name__)


@blueprint.get("/uitnodiging/<token>")
def page(token: str) -> str:
    """The form; looking at it uses nothing up."""
    made = collaborators()
    with made.database.reading() as session:
        user = find_invited(session, made.settings.secret_key, token)
        return render_template("web/welcome.html", user=user, errors={})


@blueprint.post("/uitnodiging/<token>")
def choose(token: str) -> Response | tuple[str, int]:
    """Keep the password; the invitation is used."""
    made = collaborators()
    password = request.form.get("wachtwoord", "")
    with made.database.writing.begin() as session:
        user = find_invited(session, made.settings.secret_key, token)
        errors = _errors(password, user.email)
        if errors:
            return render_template("web/welcome.html", user=user, errors=errors), 400
        accept(session, user, password)
    flash("Uw wachtwoord is bewaard. Log ermee in.")
    return redirect(url_for("security.login"), 303)


def _errors(password: str, email: str) -> dict[str, str]:
    problem = password_problem(password, email)
    if problem:
        return {"wachtwoord": problem}
    if request.form.get("herhaling", "") != password:
        return {"herhaling": "De twee wachtwoorden zijn niet gelijk."}
    return {}
