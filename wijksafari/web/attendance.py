"""Who is there: checking people in, and what leaders' phones kept until there was reception."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug import Response as Redirect

from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Safari
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.groups.riding_groups import find_group, groups_of
from wijksafari.services.riding.checks import check_evening, closes_at
from wijksafari.services.riding.intake import take_in
from wijksafari.services.riding.phone_batch import Batch, read_batch
from wijksafari.services.riding.presence import presence_of
from wijksafari.services.riding.version import ride_version
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.attendance_page import lists_of, reports_of, state_words
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.leading_form import group_typed

blueprint = Blueprint("attendance", __name__)

_LARGEST = 200_000  # bytes of a phone's batch
_MOST_UNDONE = 20


@blueprint.get("/onderweg/<uid>/wie")
def page(uid: str) -> str:
    """Everybody who is expected, and a tap for who is there."""
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        group = find_group(session, safari, group_typed(request.args))
        return render_template(
            "web/who.html",
            safari=safari,
            group=group.number,
            groups=groups_of(session, safari),
            lists=lists_of(presence_of(session, safari), group.number),
            version=ride_version(session, safari),
            kept_until=closes_at(safari),
            now=now,
            closed=_closed(safari, now),
            key=uuid4(),
            functions=FUNCTION_NAMES,
            state_words=state_words,
            reports_of=reports_of,
        )


@blueprint.post("/onderweg/<uid>/wie")
def mark(uid: str) -> Redirect:
    """The same without the phone's own list of what is to be sent."""
    made, group = collaborators(), group_typed(request.form)
    batch = Batch(sent_at=0, actions=tuple(_actions(group)))
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        answer = take_in(session, safari, batch, actor=current_actor(), now=made.now())
        several = len(groups_of(session, safari)) > 1
    for each in answer.refused:
        flash(each.sentence, "error")
    there = f"persoon-{request.form.get('persoon', '')}" if request.form.get("persoon") else "lijst"
    which = group if several else None
    return redirect(url_for("attendance.page", uid=uid, groep=which, _anchor=there), 303)


@blueprint.post("/onderweg/<uid>/meldingen")
def send(uid: str) -> Response | tuple[Response, int]:
    """Everything a phone kept; what of it is written down, and what is refused for good."""
    made = collaborators()
    body = request.get_data()
    if len(body) > _LARGEST:
        return jsonify(sentence="Dit is te veel in één keer. Laad de pagina opnieuw."), 413
    try:
        batch = read_batch(body)
    except InputError as error:
        return jsonify(sentence=str(error)), 400
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        answer = take_in(session, safari, batch, actor=current_actor(), now=made.now())
        version = ride_version(session, safari)
    refused = [{"key": each.key, "sentence": each.sentence} for each in answer.refused]
    return jsonify(
        done=answer.done,
        refused=refused,
        csrf=generate_csrf(),
        version=version,
        now=made.now().isoformat(),
    )


@blueprint.get("/onderweg/<uid>/stand.json")
def state(uid: str) -> Response:
    """Whether anything changed since a page was made, and what sending needs."""
    made = collaborators()
    with made.database.reading() as session:
        version = ride_version(session, find_safari(session, uid))
    return jsonify(csrf=generate_csrf(), version=version, now=made.now().isoformat())


def _closed(safari: Safari, now: datetime) -> str:
    """Why nobody can be checked in now; empty where they can."""
    try:
        check_evening(safari, now)
    except ClosedError as error:
        return str(error)
    return ""


def _actions(group: int) -> Iterator[dict[str, Any]]:
    """What a plain form says: write something down instead of other reports, or undo those."""
    form = request.form
    undone = form.getlist("ongedaan")
    if not form.get("doe"):
        for target in undone[:_MOST_UNDONE]:
            yield {"key": str(uuid4()), "type": "undo", "at": 0, "group": group, "target": target}
    else:
        yield {
            # A form that is sent twice adds somebody once.
            "key": form.get("sleutel") or str(uuid4()),
            "type": form["doe"],
            "at": 0,
            "group": group,
            "person": form.get("persoon", ""),
            "instead": undone,
            "clock": form.get("tijd", ""),
            "name": form.get("naam", ""),
            "function": form.get("functie", ""),
            "practice": form.get("praktijk", ""),
        }
