"""Signing up: the page behind an invitation, for one person or for everybody of a practice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, LinkRevokedError
from wijksafari.models import Invitation, Safari
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.calendars.calendars import invited_calendar
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.invitations.invitations import decline, undo_decline
from wijksafari.services.invitations.invited import Invited, find_invited
from wijksafari.services.links import check_link
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.sign_ups.places import (
    check_sign_up_open,
    places_of,
    position,
)
from wijksafari.services.sign_ups.sign_ups import sign_up
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import ICS, attachment
from wijksafari.web.held_links import held_link, holds
from wijksafari.web.sign_up_form import BICYCLES, EntryError, read_entry

blueprint = Blueprint("sign_up", __name__)

_DONE = "signed_up"


@blueprint.get("/aanmelden/<int:link_id>")
def page(link_id: int) -> str:
    """The evening in short, and the form."""
    made = collaborators()
    # The next to sign up at this computer may be somebody else.
    if _DONE in cookie:
        del cookie[_DONE]
    with made.database.reading() as session:
        invited = _invited(session, link_id, made.now())
        return _form(session, invited, _known_of(invited.invitation), {}, made.now())


@blueprint.post("/aanmelden/<int:link_id>")
def send(link_id: int) -> Redirect | tuple[str, int]:
    """Sign up, or the form again with what is wrong beside what was typed."""
    made = collaborators()
    now = made.now()
    try:
        entry = read_entry(request.form)
    except EntryError as error:
        with made.database.reading() as session:
            invited = _invited(session, link_id, now)
            return _form(session, invited, request.form, error.fields, now), 400
    with made.database.writing.begin() as session:
        invitation = _invited(session, link_id, now).invitation
        row = sign_up(session, invitation, entry, made.post, now)
        turn = position(session, row) if row.status == "waiting" else 0
        outcome = {"status": row.status, "position": turn}
    # In the visitor's own cookie: the page after this one shows nothing else, for
    # the address that was typed may have been somebody else's.
    cookie[_DONE] = {"link": link_id, "name": entry.name, "email": entry.email, **outcome}
    return redirect(url_for("sign_up.done", link_id=link_id), 303)


@blueprint.get("/aanmelden/<int:link_id>/gelukt")
def done(link_id: int) -> str | Redirect:
    """What became of the sign-up that was just sent from this browser."""
    outcome = cookie.get(_DONE, {})
    made = collaborators()
    with made.database.reading() as session:
        invited = _invited(session, link_id, made.now())
        if outcome.get("link") != link_id:
            return redirect(url_for("sign_up.page", link_id=link_id), 303)
        safari = invited.safari
        return render_template(
            "web/signed_up.html",
            link_id=link_id,
            outcome=outcome,
            evening=evening_in_short(safari),
            pass_on=_pass_on(invited.invitation),
            confirmed=safari.state == "confirmed",
        )


@blueprint.get("/aanmelden/<int:link_id>/wijksafari.ics")
def calendar(link_id: int) -> Response:
    """The evening for whoever was invited to it, without anything about who takes part."""
    made = collaborators()
    with made.database.reading() as session:
        safari = _invited(session, link_id, made.now()).safari
        content = invited_calendar(safari, made.post, made.now())
    return attachment(content, ICS, "wijksafari.ics")


@blueprint.post("/aanmelden/<int:link_id>/nee")
def cannot(link_id: int) -> Redirect:
    """No, not this time; no reminders either."""
    made = collaborators()
    with made.database.writing.begin() as session:
        decline(session, _invited(session, link_id, made.now()).invitation, made.now())
    return redirect(url_for("sign_up.page", link_id=link_id), 303)


@blueprint.post("/aanmelden/<int:link_id>/toch-wel")
def can_after_all(link_id: int) -> Redirect:
    """Perhaps after all: the form again."""
    made = collaborators()
    with made.database.writing.begin() as session:
        undo_decline(session, _invited(session, link_id, made.now()).invitation, made.now())
    return redirect(url_for("sign_up.page", link_id=link_id), 303)


def _invited(session: Session, link_id: int, now: datetime) -> Invited:
    """Raises NotFoundError, LinkRevokedError and LinkExpiredError."""
    found = find_invited(session, link_id) if holds(link_id) else None
    if found is None:
        held_link(session, link_id, {"practice", "person"}, now)
        raise LinkRevokedError(
            "Deze uitnodiging is ingetrokken. Vraag de organisator om een nieuwe."
        )
    check_link(found.invitation.link, now)
    return found


def _form(
    session: Session,
    invited: Invited,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    now: datetime,
) -> str:
    invitation, safari = invited.invitation, invited.safari
    places = places_of(session, safari)
    return render_template(
        "web/sign_up.html",
        invitation=invitation,
        safari=safari,
        evening=evening_in_short(safari),
        contact=organiser_of(safari, collaborators().post),
        closed=_closed(safari, now),
        over=safari.state in ("cancelled", "held") or safari.starts_at <= now,
        until=safari.deadline.astimezone(AMSTERDAM) if safari.deadline else None,
        full=bool(places.waiting) or not places.free,
        typed=typed,
        errors=errors,
        functions=FUNCTION_NAMES,
        bicycles=BICYCLES,
        pass_on=_pass_on(invitation),
    )


def _closed(safari: Safari, now: datetime) -> str:
    """Why nobody can sign up now; empty while they can."""
    try:
        check_sign_up_open(safari, now)
    except ClosedError as error:
        return str(error)
    return ""


def _known_of(invitation: Invitation) -> dict[str, str]:
    """What a personal link knows of its person."""
    person = invitation.person
    if person is None:
        return {}
    return {"naam": person.name, "functie": person.function, "email": person.email}


def _pass_on(invitation: Invitation) -> str:
    """The address that colleagues may use too; a personal link has none."""
    if invitation.person_id is not None:
        return ""
    return collaborators().post.links.url(invitation.link)
