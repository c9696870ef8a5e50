"""Inviting to a safari: who is asked, how each stands, and links withdrawn or renewed."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response as Redirect

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError
from wijksafari.models import Safari
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.planning.words import people, practices
from wijksafari.services.invitations.asking import asking_until
from wijksafari.services.invitations.invitations import remind_unanswered, unanswered
from wijksafari.services.invitations.inviting import Sent, send_invitations
from wijksafari.services.invitations.links import renew_link, withdraw_person, withdraw_practice
from wijksafari.services.invitations.mail import mailed
from wijksafari.services.invitations.overview import overview
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/safari/<uid>/uitnodigen")
def page(uid: str) -> str:
    """Every practice with its people, and how each stands."""
    made = collaborators()
    today = made.now().astimezone(AMSTERDAM).date()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        rows = overview(session, safari, made.post.links)
        closed = _why_closed(safari, made.now())
        return render_template(
            "web/invitations.html",
            safari=safari,
            starts=safari.starts_at.astimezone(AMSTERDAM),
            deadline=safari.deadline and safari.deadline.astimezone(AMSTERDAM),
            closed=closed,
            rows=rows,
            first=not any(each.invited for each in rows),
            to_remind=0 if closed else len(unanswered(session, safari, made.post, today)),
            functions=FUNCTION_NAMES,
        )


@blueprint.post("/safari/<uid>/uitnodigen")
def send(uid: str) -> Redirect:
    """Invite the chosen practices, and mail whoever was not mailed yet."""
    made = collaborators()
    chosen = set(request.form.getlist("praktijk", type=int))
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        sent = send_invitations(
            session, safari, chosen, made.post, actor=current_actor(), now=made.now()
        )
        done = _in_words(sent)
    flash(done)
    return _back(uid)


@blueprint.post("/safari/<uid>/uitnodigen/herinneren")
def remind(uid: str) -> Redirect:
    """Remind whoever did not answer."""
    made = collaborators()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        count = remind_unanswered(session, safari, made.post, actor=current_actor(), now=made.now())
    flash(
        f"De herinnering gaat naar {people(count)}."
        if count
        else "Vandaag is er niemand (meer) om te herinneren. Er is niets verstuurd."
    )
    return _back(uid)


@blueprint.post("/safari/<uid>/uitnodigen/praktijk/<int:practice>/intrekken")
def withdraw_whole_practice(uid: str, practice: int) -> Redirect:
    """Invite a practice no longer."""
    made = collaborators()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        withdraw_practice(
            session, safari, practice, made.post, actor=current_actor(), now=made.now()
        )
    flash("De uitnodiging van de praktijk is ingetrokken; haar links werken niet meer.")
    return _back(uid)


@blueprint.post("/safari/<uid>/uitnodigen/<int:invitation>/intrekken")
def withdraw(uid: str, invitation: int) -> Redirect:
    """End somebody's own link."""
    made = collaborators()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        withdraw_person(session, safari, invitation, actor=current_actor(), now=made.now())
    flash("De uitnodiging is ingetrokken; de link werkt niet meer.")
    return _back(uid)


@blueprint.post("/safari/<uid>/uitnodigen/<int:invitation>/vernieuwen")
def renew(uid: str, invitation: int) -> Redirect:
    """Another link; the old one ends."""
    made = collaborators()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        renew_link(session, safari, invitation, made.post, actor=current_actor(), now=made.now())
    flash("Er is een nieuwe link; de oude werkt niet meer. Verstuur de uitnodiging opnieuw.")
    return _back(uid)


def _why_closed(safari: Safari, now: datetime) -> str:
    """Why nobody can be asked now; empty when people can."""
    try:
        asking_until(safari, now)
    except ClosedError as error:
        return str(error)
    return ""


def _in_words(sent: Sent) -> str:
    if sent.recipients:
        return f"De uitnodiging gaat naar {mailed(sent.recipients)}."
    if sent.new_practices:
        return (
            f"{practices(sent.new_practices).capitalize()} uitgenodigd, maar er is geen mailadres"
            " bekend. Geef hun de link of de poster."
        )
    return "Iedereen was al gemaild. Er is niets opnieuw verstuurd."


def _back(uid: str) -> Redirect:
    return redirect(url_for("invitations.page", uid=uid), 303)
