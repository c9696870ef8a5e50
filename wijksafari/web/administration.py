"""For administrators: who has an account, and in which wijken they work.

Administrators see no more of a wijk than others; to work there they give
themselves a role in it, which is then there for everybody to see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.errors import InputError
from wijksafari.models import User
from wijksafari.services.accounts import accounts
from wijksafari.services.accounts.mail import mail_invitation
from wijksafari.services.accounts.roles import ROLE_NAMES
from wijksafari.services.catalogue.catalogue import all_neighbourhoods
from wijksafari.services.mail.email_addresses import read_email
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import require_organiser

blueprint = Blueprint("administration", __name__, url_prefix="/beheer")


@blueprint.get("")
def page() -> str:
    """Everybody with an account, and a form for one more."""
    return _list({}, {})


@blueprint.post("/uitnodigen")
def invite() -> Response | tuple[str, int]:
    """A new account; whoever it is for chooses a password by the link in a mail."""
    made = collaborators()
    form = request.form
    wrong = _wrong(form)
    if wrong:
        return _list(wrong, form), 400
    try:
        with made.database.writing.begin() as session:
            user = accounts.add_user(
                session, name=form.get("naam", ""), email=form.get("email", ""), now=made.now()
            )
            if form.get("slug"):
                accounts.set_membership(session, user, form["slug"], form.get("rol", ""))
            _mail(session, user)
            told = f"{user.name} is uitgenodigd: de mail is onderweg."
    except InputError as error:
        return _list({"email": str(error)}, form), 400
    flash(told)
    return redirect(url_for("administration.page"), 303)


@blueprint.get("/account/<int:user_id>")
def user_page(user_id: int) -> str:
    """One account, and what can be changed about it."""
    with collaborators().database.reading() as session:
        return render_template(
            "web/administration_user.html",
            user=accounts.find_user(session, user_id),
            neighbourhoods=all_neighbourhoods(session),
            role_names=ROLE_NAMES,
        )


@blueprint.post("/account/<int:user_id>/wijk")
def set_membership(user_id: int) -> Response:
    """Give a role in a wijk, or another one."""
    slug, role = request.form.get("slug", ""), request.form.get("rol", "")
    return _changed(
        user_id,
        lambda session, user: accounts.set_membership(session, user, slug, role),
        "De rol is bewaard.",
    )


@blueprint.post("/account/<int:user_id>/wijk-weg")
def end_membership(user_id: int) -> Response:
    """Take a wijk away."""
    slug = request.form.get("slug", "")
    return _changed(
        user_id,
        lambda session, user: accounts.end_membership(session, user, slug),
        "Deze wijk hoort niet meer bij dit account.",
    )


@blueprint.post("/account/<int:user_id>/actief")
def set_active(user_id: int) -> Response:
    """Switch the account on or off."""
    wanted = request.form.get("actief") == "ja"
    return _changed(
        user_id,
        lambda session, user: accounts.set_active(session, user, wanted),
        "Het account staat aan." if wanted else "Het account staat uit en is overal uitgelogd.",
    )


@blueprint.post("/account/<int:user_id>/beheerder")
def set_administrator(user_id: int) -> Response:
    """Make somebody an administrator, or no longer."""
    wanted = request.form.get("beheerder") == "ja"
    return _changed(
        user_id,
        lambda session, user: accounts.set_administrator(session, user, wanted),
        "Dit account is nu beheerder." if wanted else "Dit account is geen beheerder meer.",
    )


@blueprint.post("/account/<int:user_id>/tweestaps-uit")
def switch_off_second_step(user_id: int) -> Response:
    """For whoever lost their telephone."""
    return _changed(
        user_id,
        lambda _session, user: accounts.switch_off_second_step(user),
        "Tweestapsinlog staat uit voor dit account.",
    )


@blueprint.post("/account/<int:user_id>/uitnodiging")
def invite_again(user_id: int) -> Response:
    """Mail a new link to somebody who has not chosen a password yet."""
    return _changed(user_id, _mail, "De uitnodiging is opnieuw verstuurd.")


def _changed(user_id: int, change: Callable[[Session, User], object], told: str) -> Response:
    with collaborators().database.writing.begin() as session:
        change(session, accounts.find_user(session, user_id))
    flash(told)
    return redirect(url_for("administration.user_page", user_id=user_id), 303)


def _mail(session: Session, user: User) -> None:
    if user.password is not None:
        raise InputError("Deze persoon koos al een wachtwoord; een uitnodiging is niet nodig.")
    made = collaborators()
    mail_invitation(session, made.post, user, made.now(), by=require_organiser().name)


def _wrong(form: Mapping[str, str]) -> dict[str, str]:
    """What cannot be used, by field."""
    wrong = {}
    for field, read in (("naam", accounts.read_name), ("email", read_email)):
        try:
            read(form.get(field, ""))
        except InputError as error:
            wrong[field] = str(error)
    return wrong


def _list(errors: Mapping[str, str], typed: Mapping[str, str]) -> str:
    with collaborators().database.reading() as session:
        return render_template(
            "web/administration.html",
            users=accounts.all_users(session),
            neighbourhoods=all_neighbourhoods(session),
            role_names=ROLE_NAMES,
            errors=errors,
            typed=typed,
        )
