"""How a safari stands, at a glance, and the decisions that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Safari
from wijksafari.planning.states import INVITED
from wijksafari.planning.threshold_words import missing, too_few_places
from wijksafari.planning.words import sentence
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.hosts.definite import missing_for_definite
from wijksafari.services.invitations.invitations import remind_unanswered, unanswered
from wijksafari.services.practices.overview import overview_of, silent_practices, taking_part
from wijksafari.services.practices.representation import points_of, representation_of
from wijksafari.services.safaris import decisions as steps
from wijksafari.services.safaris.deadlines import deadline_passed, default_deadline
from wijksafari.services.safaris.decision_checks import (
    LONGEST_REASON,
    last_decision,
    was_broken_off,
)
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.services.sign_ups.places import places_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.course import course
from wijksafari.web.identity import current_actor
from wijksafari.web.meters import meters
from wijksafari.web.moment_form import read_moment
from wijksafari.web.next_step import next_step

blueprint = Blueprint("decisions", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/safari/<uid>/stand")
def page(uid: str) -> str:
    """Both figures against the band, who answered, and what to do now."""
    return _rendered(uid)


@blueprint.post("/safari/<uid>/besluit/bevestig")
def confirm(uid: str) -> Page:
    """The evening goes ahead."""

    def decide(session: Session, safari: Safari) -> str:
        told = steps.confirm(session, safari, **_who_and_when(), reason=_reason())
        return f"De wijksafari is bevestigd. {_mailed(told)}"

    return _decided(uid, decide, "reden")


@blueprint.post("/safari/<uid>/besluit/afgelast")
def cancel(uid: str) -> Page:
    """The evening is called off."""

    def decide(session: Session, safari: Safari) -> str:
        told = steps.cancel(session, safari, **_who_and_when(), reason=_reason())
        what = (
            "De avond is afgebroken"
            if was_broken_off(session, safari)
            else "De wijksafari is afgelast"
        )
        return f"{what}. {_mailed(told)}"

    return _decided(uid, decide, "afgelast-reden")


@blueprint.post("/safari/<uid>/besluit/verleng")
def extend(uid: str) -> Page:
    """Sign-up stays open longer; on request those who did not answer are asked again."""

    def decide(session: Session, safari: Safari) -> str:
        deadline = read_moment(request.form.get("datum", ""), request.form.get("tijd", ""))
        actor, now = current_actor(), collaborators().now()
        steps.extend_deadline(session, safari, actor=actor, now=now, deadline=deadline)
        told = "De aanmelding blijft langer open."
        return f"{told} {_reminded(session, safari)}" if request.form.get("herinner") else told

    return _decided(uid, decide, "datum")


@blueprint.post("/safari/<uid>/besluit/herinner")
def remind(uid: str) -> Page:
    """Those who did not answer are asked again."""
    return _decided(uid, _reminded, "herinner")


def _decided(uid: str, decide: Callable[[Session, Safari], str], field: str) -> Page:
    """Decide in one transaction; what was refused is shown with what was typed."""
    try:
        with collaborators().database.writing.begin() as session:
            done = decide(session, find_safari(session, uid))
    except ClosedError as error:
        return _rendered(uid, refused=str(error)), 409
    except InputError as error:
        return _rendered(uid, errors={field: " ".join(error.problems)}), 400
    flash(done)
    return redirect(url_for("decisions.page", uid=uid), 303)


def _reminded(session: Session, safari: Safari) -> str:
    made = collaborators()
    mails = remind_unanswered(session, safari, made.post, actor=current_actor(), now=made.now())
    if not mails:
        return (
            "Er is niemand om te herinneren: iedereen met een e-mailadres reageerde al, of is"
            " vandaag al gemaild."
        )
    return "Er gaat 1 herinnering uit." if mails == 1 else f"Er gaan {mails} herinneringen uit."


def _who_and_when() -> dict[str, Any]:
    made = collaborators()
    return {"actor": current_actor(), "post": made.post, "now": made.now()}


def _reason() -> str:
    return request.form.get("reden", "")


def _mailed(count: int) -> str:
    if not count:
        return "Er is nog niemand aangemeld: alleen locaties die op u rekenen krijgen mail."
    mails = "Er gaat 1 mail uit" if count == 1 else f"Er gaan {count} mails uit"
    return f"{mails} naar wie zich aanmeldde."


def _rendered(uid: str, *, refused: str = "", errors: Mapping[str, str] | None = None) -> str:
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        found = representation_of(session, safari)
        overview = overview_of(session, safari)
        silent = silent_practices(overview)
        places = places_of(session, safari)
        closes = safari.deadline
        later = default_deadline(safari.starts_at, max(now, closes) if closes else now)
        return render_template(
            "web/stand.html",
            safari=safari,
            evening=evening_in_short(safari),
            step=next_step(safari, found, now),
            now=now,
            closed=deadline_passed(safari, now),
            deadline=closes.astimezone(AMSTERDAM) if closes else None,
            later=later.astimezone(AMSTERDAM),
            found=found,
            meters=meters(found),
            missing=sentence(missing(found, silent)),
            indefinite=_indefinite(session, safari, now),
            too_few=too_few_places(found, safari.capacity),
            silent=silent,
            overview=overview,
            places=places,
            outside=places.taking_part - taking_part(overview),
            course=course(safari, points_of(session, safari), now),
            decision=last_decision(session, safari),
            broken_off=was_broken_off(session, safari),
            to_remind=len(unanswered(session, safari, made.post, now.astimezone(AMSTERDAM).date())),
            longest_reason=LONGEST_REASON,
            typed=request.form,
            refused=refused,
            errors=errors or {},
        )


def _indefinite(session: Session, safari: Safari, now: datetime) -> tuple[str, ...]:
    """What still keeps the programme from standing, once people know of the evening."""
    if safari.state not in INVITED or safari.starts_at <= now or safari.definite_at:
        return ()
    return missing_for_definite(session, safari) or ("Alle locaties zeggen ja: leg het vast.",)
