"""What organisers agree about a safari, changed by one of them at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError, StaleError
from wijksafari.models import Safari
from wijksafari.planning.states import OVER
from wijksafari.services.safaris.agreeing import save_agreements
from wijksafari.services.safaris.agreement_checks import LONGEST_NAME, LONGEST_NOTE, AgreementsError
from wijksafari.services.safaris.agreement_words import Lines, in_lines
from wijksafari.services.safaris.agreements import Agreements, agreements_of
from wijksafari.services.safaris.deadlines import default_deadline
from wijksafari.services.safaris.organisers import wijk_organisers
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.agreements_form import FIELDS, Typed, filled, read_agreements
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.whole_number import version_number

blueprint = Blueprint("agreements", __name__)

Page = str | tuple[str, int] | Response


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What somebody else saved meanwhile, beside what was typed; only what differs."""

    sentence: str
    mine: Lines
    saved: Lines


@blueprint.get("/safari/<uid>/afspraken")
def page(uid: str) -> str:
    """The agreements as a form."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        return _rendered(session, safari, filled(_agreed(safari)))


@blueprint.post("/safari/<uid>/afspraken")
def save(uid: str) -> Page:
    """Keep what was typed, unless somebody else saved something in between."""
    typed: Typed = request.form.to_dict()
    try:
        agreed = read_agreements(typed)
    except AgreementsError as error:
        return _again(uid, typed, error.fields), 400
    try:
        _keep(uid, agreed)
    except AgreementsError as error:
        return _again(uid, typed, error.fields), 400
    except StaleError as error:
        return _stale(uid, typed, agreed, str(error)), 409
    flash("De afspraken zijn bewaard.")
    return redirect(url_for("agreements.page", uid=uid), 303)


def _keep(uid: str, agreed: Agreements) -> None:
    made = collaborators()
    revision = _revision(request.form.get("versie", ""))
    with made.database.writing.begin() as session:
        save_agreements(
            session,
            find_safari(session, uid),
            agreed,
            revision,
            actor=current_actor(),
            post=made.post,
            now=made.now(),
        )


def _revision(text: str) -> int:
    revision = version_number(text)
    if revision is None:
        raise InputError("Dit formulier klopt niet. Laad de pagina opnieuw.")
    return revision


def _again(uid: str, typed: Typed, wrong: Mapping[str, str]) -> str:
    """The form with what was typed, and a sentence beside each field that is wrong."""
    errors = {field: wrong[name] for name, field in FIELDS.items() if name in wrong}
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        return _rendered(session, safari, typed, errors=errors, revision=typed.get("versie"))


def _stale(uid: str, typed: Typed, mine: Agreements, sentence: str) -> str:
    """The form with what was typed; saving it again replaces the other version knowingly."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        names = _names(session, safari)
        own, saved = in_lines(mine, names), in_lines(_agreed(safari), names)
        differing = [name for name in own if own[name] != saved[name]]
        overtaken = Overtaken(
            sentence,
            {name: own[name] for name in differing},
            {name: saved[name] for name in differing},
        )
        return _rendered(session, safari, typed, overtaken=overtaken)


def _agreed(safari: Safari) -> Agreements:
    return agreements_of(safari, default_deadline(safari.starts_at, collaborators().now()))


def _names(session: Session, safari: Safari) -> dict[int, str]:
    """Who can be organiser; also whoever is, though they left the wijk."""
    found = {each.id: each.name for each in wijk_organisers(session, safari.neighbourhood_id)}
    if safari.organiser is not None:
        found.setdefault(safari.organiser.id, safari.organiser.name)
    return found


def _rendered(
    session: Session,
    safari: Safari,
    typed: Typed,
    *,
    errors: Mapping[str, str] | None = None,
    overtaken: Overtaken | None = None,
    revision: str | None = None,
) -> str:
    return render_template(
        "web/agreements.html",
        safari=safari,
        starts=safari.starts_at.astimezone(AMSTERDAM),
        typed=typed,
        revision=revision or safari.agreed_revision,
        organisers=_names(session, safari),
        fixed=safari.state in OVER,
        longest_name=LONGEST_NAME,
        longest_note=LONGEST_NOTE,
        errors=errors or {},
        overtaken=overtaken,
    )
