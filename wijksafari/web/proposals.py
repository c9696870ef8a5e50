"""Three routes side by side, with why these and why not others."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.explain import Change
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.plan import Plan, PlannedTour, plan_safari
from wijksafari.planning.route import Router
from wijksafari.planning.words import points
from wijksafari.web.evening_form import FormError, with_evening
from wijksafari.web.planner_query import PlannerQuery, read_query
from wijksafari.web.sketch import Sketch, passed_points, sketch
from wijksafari.web.wording import minutes
from wijksafari.web.workspace import open_workspace

blueprint = Blueprint("proposals", __name__)

MARGIN_METRES = 160


@blueprint.get("/plannen/voorstel")
def page() -> str | Response:
    """The best routes for the evening; the planner's form where the evening cannot be."""
    query = read_query(request.args)
    if not query.text("wijk"):
        return redirect(planner_url(query))
    try:
        workspace = open_workspace(query)
    except FormError:
        return redirect(planner_url(query))
    router = workspace.router()
    problems: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    try:
        plan = plan_safari(workspace.request(), router)
    except PlaceNotReachableError as error:
        plan, problems, optional = Plan(()), error.problems, error.optional
    itineraries = [tour.itinerary for tour in plan.tours]
    return render_template(
        "web/proposals.html",
        workspace=workspace,
        query=workspace.query,
        plan=plan,
        location_names=workspace.location_names,
        problems=problems,
        differences=[_difference(tour, plan.tours[0]) for tour in plan.tours],
        sketch=_sketch(itineraries, router) if itineraries else None,
        change_query=_changed(workspace.query, plan.change),
        without=_without(workspace.query, optional),
    )


def planner_url(query: PlannerQuery) -> str:
    """The planner's form with this state."""
    return f"{url_for('planner.page')}?{query}"


def _sketch(itineraries: Sequence[Itinerary], router: Router) -> Sketch:
    streets = router.streets_near(passed_points(itineraries), MARGIN_METRES)
    return sketch(itineraries, streets)


def _changed(query: PlannerQuery, change: Change | None) -> PlannerQuery | None:
    return with_evening(query, change.evening) if change else None


def _without(query: PlannerQuery, optional: Sequence[str]) -> PlannerQuery | None:
    """The query without the locations that may be left out, if there are any."""
    for location_id in optional:
        query = query.with_wish(location_id, "niet")
    return query if optional else None


def _difference(tour: PlannedTour, best: PlannedTour) -> str:
    """What a tour gives up against the best one, in words."""
    if tour is best:
        return ""
    fewer = best.itinerary.prize - tour.itinerary.prize
    longer = tour.itinerary.riding_seconds - best.itinerary.riding_seconds
    value = "evenveel punten" if fewer == 0 else f"{points(fewer)} minder"
    if abs(longer) < 30:
        return f"{value}, even lang fietsen"
    return f"{value}, {minutes(abs(longer))} {'langer' if longer > 0 else 'korter'} fietsen"
