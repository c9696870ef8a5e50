"""The hosts of a safari's stops: who is asked, what they said, and whether the programme stands."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.models import Safari
from wijksafari.planning.words import listed
from wijksafari.services.hosts.answers import answer_for as note_answer
from wijksafari.services.hosts.definite import make_definite as decide_definite
from wijksafari.services.hosts.definite import name_coach as keep_coach
from wijksafari.services.hosts.definite import take_back_definite
from wijksafari.services.hosts.given import AnsweredMeanwhileError
from wijksafari.services.hosts.new_links import renew_link as make_new_link
from wijksafari.services.hosts.new_links import withdraw_link
from wijksafari.services.hosts.reached import Reached
from wijksafari.services.hosts.requests import ask_hosts
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.host_forms import HostFormError, read_answer, read_coach
from wijksafari.web.host_requests_page import hosts_page
from wijksafari.web.identity import current_actor

blueprint = Blueprint("host_requests", __name__)

Page = tuple[str, int] | Redirect


@blueprint.get("/safari/<uid>/gastheren")
def page(uid: str) -> Page:
    """Every stop with its host: asked, answered, and what to do about it."""
    return hosts_page(uid)


@blueprint.post("/safari/<uid>/gastheren/vragen")
def ask(uid: str) -> Page:
    """Ask all who have to be asked, or one."""

    def done(session: Session, safari: Safari) -> str:
        made = collaborators()
        stop = request.form.get("stop")
        asked = ask_hosts(
            session,
            safari,
            [stop] if stop else None,
            expected=request.form.get("verwachting"),
            actor=current_actor(),
            post=made.post,
            now=made.now(),
        )
        return _asked(asked)

    return _done(uid, done, field="verwachting")


@blueprint.post("/safari/<uid>/gastheren/antwoord")
def answer_for(uid: str) -> Page:
    """Note what a host said by telephone."""

    def done(session: Session, safari: Safari) -> str:
        made, actor = collaborators(), current_actor()
        new = note_answer(
            session,
            safari,
            request.form.get("stop", ""),
            read_answer(request.form, by=f"{actor.name} (na overleg)"[:120]),
            request.form.get("versie", ""),
            seen=request.form.get("gezien", ""),
            actor=actor,
            post=made.post,
            now=made.now(),
        )
        return "Het antwoord is genoteerd." if new else "Dit antwoord stond er al."

    return _done(uid, done, field="vanaf")


@blueprint.post("/safari/<uid>/gastheren/welzijnscoach")
def name_coach(uid: str) -> Page:
    """Say which welzijnscoach rides along."""

    def done(session: Session, safari: Safari) -> str:
        coach, now = read_coach(request.form), collaborators().now()
        new = keep_coach(session, safari, coach, actor=current_actor(), now=now)
        return "De welzijnscoach is bewaard." if new else "Er was niets te wijzigen."

    return _done(uid, done)


@blueprint.post("/safari/<uid>/gastheren/definitief")
def make_definite(uid: str) -> Page:
    """The programme stands."""

    def done(session: Session, safari: Safari) -> str:
        why, now = request.form.get("toelichting", ""), collaborators().now()
        decide_definite(session, safari, why, actor=current_actor(), now=now)
        return "Het programma is definitief."

    return _done(uid, done, field="toelichting")


@blueprint.post("/safari/<uid>/gastheren/definitief-terug")
def undo_definite(uid: str) -> Page:
    """The programme does not stand after all."""

    def done(session: Session, safari: Safari) -> str:
        now = collaborators().now()
        was = take_back_definite(session, safari, actor=current_actor(), now=now)
        return "Het programma is niet meer definitief." if was else "Er was niets te wijzigen."

    return _done(uid, done)


@blueprint.post("/safari/<uid>/gastheren/link")
def renew_link(uid: str) -> Page:
    """Make a host a new link in place of the one there was, and mail it or show it."""
    stop = request.form.get("stop", "")

    def done(session: Session, safari: Safari) -> str:
        made = collaborators()
        mailed = make_new_link(
            session,
            safari,
            stop,
            mail=bool(request.form.get("mailen")),
            actor=current_actor(),
            post=made.post,
            now=made.now(),
        )
        told = "is gemaild" if mailed else "kopieert u hieronder, bij ‘Eigen link’"
        return f"De oude link werkt niet meer. De nieuwe {told}."

    return _done(uid, done, shown=stop)


@blueprint.post("/safari/<uid>/gastheren/link-intrekken")
def revoke_link(uid: str) -> Page:
    """Withdraw a host's link; there is none until the next mail, or until somebody makes one."""
    stop = request.form.get("stop", "")

    def done(session: Session, safari: Safari) -> str:
        now = collaborators().now()
        was = withdraw_link(session, safari, stop, actor=current_actor(), now=now)
        return "De link werkt niet meer." if was else "Er was geen link meer om in te trekken."

    return _done(uid, done, shown=stop)


def _done(
    uid: str, action: Callable[[Session, Safari], str], *, field: str = "", shown: str = ""
) -> Page:
    """Do it in one transaction, and say what came of it; what was refused is shown as typed.

    ``shown`` is the stop whose link is to be seen on the page that follows.
    """
    try:
        with collaborators().database.writing.begin() as session:
            sentence = action(session, find_safari(session, uid))
    except HostFormError as error:
        return hosts_page(uid, errors=error.fields, status=400)
    except AnsweredMeanwhileError as error:
        return hosts_page(uid, overtaken=error, status=409)
    except (ClosedError, StaleError, NotFoundError) as error:
        return hosts_page(uid, refused=str(error), status=409)
    except InputError as error:
        return hosts_page(uid, errors={field: str(error)}, status=400)
    flash(sentence)
    return redirect(url_for("host_requests.page", uid=uid, link=shown or None), 303)


def _asked(asked: Reached) -> str:
    sentences = []
    if asked.mailed:
        mails = len(asked.mailed)
        sentences.append("Er gaat 1 mail uit." if mails == 1 else f"Er gaan {mails} mails uit.")
    if asked.to_call:
        has = "heeft" if len(asked.to_call) == 1 else "hebben"
        sentences.append(f"{listed(asked.to_call)} {has} geen mailadres: bel zelf.")
    return " ".join(sentences) or "Er was niemand (meer) te vragen."
