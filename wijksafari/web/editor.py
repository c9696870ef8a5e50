"""The editor: one route that follows what the organiser does with it, and saving it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import (
    ClosedError,
    ConsentNeededError,
    InputError,
    NotFoundError,
    PlaceNotReachableError,
    StaleError,
)
from wijksafari.models import Safari
from wijksafari.planning.plan import PlannedTour, plan_set
from wijksafari.services.safaris.announcements import MAIL_UNAGREED
from wijksafari.services.safaris.changes import Announcement, announcement_of
from wijksafari.services.safaris.safaris import find_safari, tour_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.editing import edited
from wijksafari.web.evening_form import FormError
from wijksafari.web.maps import route_map, streets_around
from wijksafari.web.planner_query import PlannerQuery, read_query
from wijksafari.web.proposals import planner_url
from wijksafari.web.route_saving import draft_of, save_change, save_new, timed_route
from wijksafari.web.sketch import sketch
from wijksafari.web.workspace import Workspace, open_workspace

blueprint = Blueprint("editor", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/plannen/route")
def page() -> Page:
    """The route as it is; a pressed button first leads to the route as it becomes."""
    query = read_query(request.args)
    action = request.args.get("doe", "")
    if not action:
        return _opened(query)
    try:
        if action == "bijwerken":
            changed, spot = query, "programma"
        elif action == "volgorde":
            changed, spot = _best_order(query), "programma"
        else:
            changed, spot = edited(query, action, request.args)
    except FormError:
        return redirect(planner_url(query))
    except InputError as error:
        return _opened(query, notice=" ".join(error.problems))
    return redirect(f"{editor_url(changed)}#{spot}")


@blueprint.post("/plannen/bewaar")
def save() -> Page:
    """Keep the route as a safari, new or changed."""
    query = read_query(request.form)
    try:
        workspace = open_workspace(query)
    except FormError:
        return redirect(planner_url(query), 303)
    tour = timed_route(workspace)
    errors = _save_errors(workspace, tour)
    if errors:
        return _rendered(workspace, tour, 400, errors=errors)
    try:
        uid = _kept(workspace, tour)
    except ConsentNeededError as error:
        return _rendered(workspace, tour, 400, errors={"mailen": str(error)})
    except ClosedError as error:
        return _rendered(workspace, tour, 409, notice=str(error))
    except StaleError as error:
        return _rendered(workspace, tour, 409, stale=str(error), saved=_saved(workspace.query))
    return redirect(url_for("safaris.page", uid=uid, _anchor="bewaard"), 303)


def editor_url(query: PlannerQuery) -> str:
    """The editor with this state."""
    return f"{url_for('editor.page')}?{query}"


def _opened(query: PlannerQuery, notice: str = "") -> Page:
    if not query.text("wijk"):
        return redirect(planner_url(query))
    try:
        workspace = open_workspace(query)
    except FormError:
        return redirect(planner_url(query))
    if not workspace.query.stops:
        return redirect(planner_url(workspace.query))
    try:
        tour = timed_route(workspace)
    except PlaceNotReachableError:
        # The proposals say which place it is, and offer to do without it.
        return redirect(f"{url_for('proposals.page')}?{workspace.query.with_stops(())}")
    return _rendered(workspace, tour, 400 if notice else 200, notice=notice)


def _best_order(query: PlannerQuery) -> PlannerQuery:
    workspace = open_workspace(query)
    query = workspace.query
    tour = plan_set(workspace.request(), query.stops, workspace.router(), query.visits)
    return query.with_stops(visit.location.id for visit in tour.itinerary.visits)


def _save_errors(workspace: Workspace, tour: PlannedTour) -> dict[str, str]:
    errors = {}
    if tour.itinerary.violations and not request.form.get("akkoord"):
        errors["akkoord"] = "De route past nog niet. Pas haar aan, of vink aan dat u dat weet."
    announcement = _announcement(workspace, tour)
    if announcement and announcement.needed and not request.form.get("mailen"):
        errors["mailen"] = MAIL_UNAGREED
    return errors


def _kept(workspace: Workspace, tour: PlannedTour) -> str:
    """Save, and say what the safari is called outside.

    Raises StaleError, ClosedError and ConsentNeededError.
    """
    if workspace.query.text("safari"):
        return save_change(workspace, tour, may_mail=bool(request.form.get("mailen")))
    return save_new(workspace, tour)


def _announcement(workspace: Workspace, tour: PlannedTour) -> Announcement | None:
    """What saving would tell participants; None while there is nothing saved to compare with."""
    uid = workspace.query.text("safari")
    if not uid:
        return None
    with collaborators().database.reading() as session:
        try:
            safari, draft = find_safari(session, uid), draft_of(workspace, tour)
            return announcement_of(session, safari, draft, collaborators().now())
        except NotFoundError:
            return None


def _saved(query: PlannerQuery) -> Safari:
    """The safari as somebody else saved it meanwhile."""
    with collaborators().database.reading() as session:
        return find_safari(session, query.text("safari"))


def _rendered(
    workspace: Workspace,
    tour: PlannedTour,
    status: int,
    *,
    notice: str = "",
    errors: Mapping[str, str] | None = None,
    stale: str = "",
    saved: Safari | None = None,
) -> tuple[str, int]:
    query = workspace.query
    if saved:
        # Saving again after having seen the other version replaces it knowingly.
        query = query.with_texts(versie=str(saved.sequence))
    unfit = {
        *query.stops,
        *(each.location_id for each in tour.rejected if each.code == "off_streets"),
    }
    context: dict[str, Any] = {
        "workspace": workspace,
        "query": query,
        "tour": tour,
        "location_names": workspace.location_names,
        "names": workspace.names,
        "others": [each for each in workspace.opened.open_locations if each.id not in unfit],
        **_drawn(workspace, tour),
        "notice": notice,
        "errors": errors or {},
        "stale": stale,
        "saved": saved,
        "saved_tour": tour_of(saved) if saved else None,
        "announcement": _announcement(workspace, tour),
        "form_uid": uuid4(),
    }
    return render_template("web/editor.html", **context), status


def _drawn(workspace: Workspace, tour: PlannedTour) -> dict[str, Any]:
    """The map, and the drawing that stands in for it where scripts are off."""
    streets = streets_around(tour.itinerary, workspace.router())
    return {
        "map": route_map(tour.itinerary, streets, workspace.names),
        "still": sketch([tour.itinerary], streets),
    }
