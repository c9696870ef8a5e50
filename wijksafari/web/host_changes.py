"""Changing a saved route because of what a host answered."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from wijksafari.errors import (
    ClosedError,
    ConsentNeededError,
    InputError,
    PlaceNotReachableError,
    StaleError,
)
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.hosts.plan import stops_of
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.safaris.safaris import find_safari, tour_of
from wijksafari.services.sign_ups.places import places_of
from wijksafari.web.change_offers import (
    ChangeOffer,
    Refusal,
    at_other_time,
    hours_asked,
    in_smaller_groups,
    instead_of,
)
from wijksafari.web.collaborators import collaborators
from wijksafari.web.editor import editor_url
from wijksafari.web.evening_form import FormError
from wijksafari.web.planner_query import PlannerQuery, read_query
from wijksafari.web.reopen import reopened_query
from wijksafari.web.route_saving import save_change, timed_route
from wijksafari.web.workspace import Workspace, open_workspace

blueprint = Blueprint("host_changes", __name__)


def offers_for(
    session: Session, safari: Safari, request_row: HostRequest
) -> tuple[ChangeOffer, ...]:
    """What an organiser can do about this answer, the best first.

    For "no" the best replacements and going without; for "yes, but" the other
    time it asked for, or what else there is where that does not fit, and smaller
    groups. Nothing for other answers, for a stop that left the plan, and for an
    evening that cannot be planned any more.
    """
    tour = tour_of(safari)
    stops = {visit.location.id for visit in tour.itinerary.visits}
    if request_row.location_code not in stops or request_row.answer not in ("no", "yes_but"):
        return ()
    smaller = _in_smaller_groups(session, safari, request_row)
    try:
        return (*_by_route(session, safari, tour, request_row), *smaller)
    except (FormError, PlaceNotReachableError):
        return smaller


@blueprint.post("/safari/<uid>/wijziging")
def apply(uid: str) -> Response:
    """Save an offer, unless somebody saved something else since it was made."""
    with collaborators().database.reading() as session:
        own = find_safari(session, uid).neighbourhood.slug
    # The door looked at the safari alone: a form speaks of no other wijk than its own.
    query = read_query(request.form).with_texts(safari=uid, wijk=own)
    if not query.stops:
        raise InputError("Dit formulier klopt niet. Laad de pagina met gastheren opnieuw.")
    hosts = url_for("host_requests.page", uid=uid)
    try:
        workspace = open_workspace(query)
        tour = timed_route(workspace)
    except InputError as error:
        flash(" ".join(error.problems), "error")
        return redirect(hosts, 303)
    if tour.itinerary.violations:
        flash("Deze wijziging past niet meer. Kijk hieronder wat er nog niet past.", "error")
        return redirect(editor_url(query), 303)
    return redirect(_saved(workspace, tour) or hosts, 303)


def _saved(workspace: Workspace, tour: PlannedTour) -> str:
    """Save it, and say where to go on; empty for the page of the hosts."""
    try:
        save_change(workspace, tour, may_mail=bool(request.form.get("mailen")))
    except ConsentNeededError as error:
        flash(str(error), "error")
        return editor_url(workspace.query)
    except StaleError:
        flash(
            "Iemand anders heeft deze wijksafari intussen gewijzigd; er is niets bewaard. Hieronder"
            " staat wat er bij het nieuwe programma past.",
            "error",
        )
    except ClosedError as error:
        flash(str(error), "error")
    else:
        flash("De wijziging is bewaard.", "success")
    return ""


def _in_smaller_groups(
    session: Session, safari: Safari, row: HostRequest
) -> tuple[ChangeOffer, ...]:
    stop = stops_of(session, safari).get(row.location_code)
    places = places_of(session, safari)
    taken = places.taking_part + places.offered
    return tuple(in_smaller_groups(safari, row, stop, taken)) if stop else ()


def _by_route(
    session: Session, safari: Safari, tour: PlannedTour, row: HostRequest
) -> tuple[ChangeOffer, ...]:
    hours = hours_asked(row, tour.itinerary)
    if row.answer == "yes_but" and hours is None:
        return ()
    refusal = _refusal(session, safari, tour, row.location_code)
    if row.answer == "no" or hours is None:
        return tuple(instead_of(refusal))
    return tuple(at_other_time(refusal, hours))


def _refusal(session: Session, safari: Safari, tour: PlannedTour, code: str) -> Refusal:
    query: PlannerQuery = reopened_query(safari, tour)
    workspace = open_workspace(query)
    stops = {visit.location.id for visit in tour.itinerary.visits}
    said_no = (each for each, row in requests_of(session, safari).items() if row.answer == "no")
    return Refusal(workspace, workspace.router(), tour.itinerary, code, frozenset(said_no) - stops)
