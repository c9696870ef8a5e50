"""The leader's page of an evening under way: report, choose how to go on, take it back."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response as Redirect

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.words import clock, sentence
from wijksafari.render.hand_off import telephone
from wijksafari.services.groups.riding_groups import Group, find_group
from wijksafari.services.riding.log import undo
from wijksafari.services.riding.reporting import ChosenWay, Reported, choose, report
from wijksafari.services.riding.words import happening
from wijksafari.services.safaris.safaris import find_safari, tour_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.leading_form import group_typed, movement_typed
from wijksafari.web.leading_page import leading_page
from wijksafari.web.ride_router import ride_router

blueprint = Blueprint("leading", __name__)


@blueprint.get("/onderweg/<uid>")
def page(uid: str) -> str:
    """What to report next, how the evening goes, and what there is to choose."""
    made = collaborators()
    now = made.now().astimezone(AMSTERDAM)
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        shown = leading_page(session, safari, group_typed(request.args), now)
        return render_template(
            "web/leading.html",
            safari=safari,
            shown=shown,
            now=now,
            telephone=telephone,
            way_key=uuid4,
        )


@blueprint.post("/onderweg/<uid>/melden", endpoint="report")
def report_movement(uid: str) -> Redirect:
    """Write down that the group rode off or arrived, now or at the time that was typed."""
    made = collaborators()
    now = made.now()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        action = movement_typed(request.form, safari, now)
        done = report(session, safari, action, actor=current_actor(), now=now)
        told = _told(done, find_group(session, safari, action.group))
    flash(told)
    return _back(uid)


@blueprint.post("/onderweg/<uid>/verder")
def go_on(uid: str) -> Redirect:
    """Let the rest of the evening go as was chosen."""
    made = collaborators()
    number = group_typed(request.form)
    chosen = ChosenWay(request.form.get("sleutel", ""), number, request.form.get("keuze", ""))
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        router = ride_router(safari, tour_of(safari).itinerary)
        row = choose(session, safari, chosen, router, actor=current_actor(), now=made.now())
        told = sentence(happening(row, find_group(session, safari, number)))
    flash(f"{told} De tijden zijn aangepast.")
    return _back(uid)


@blueprint.post("/onderweg/<uid>/ongedaan", endpoint="undo")
def take_back(uid: str) -> Redirect:
    """Let something that was reported count no more."""
    made = collaborators()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        key = request.form.get("sleutel", "")
        row = undo(session, safari, key, actor=current_actor(), now=made.now())
        told = f"Ongedaan gemaakt door {row.undone_by}."
    flash(told)
    return _back(uid)


def _told(done: Reported, group: Group) -> str:
    what = happening(done.action, group)
    if done.first is not None:
        at = clock(done.first.at.astimezone(AMSTERDAM))
        return sentence(f"{what} was al gemeld door {done.first.actor_name} om {at}")
    return sentence(f"gemeld: {what} ({clock(done.action.at.astimezone(AMSTERDAM))})")


def _back(uid: str) -> Redirect:
    number = group_typed(request.form)
    return redirect(url_for("leading.page", uid=uid, groep=number if number > 1 else None), 303)
