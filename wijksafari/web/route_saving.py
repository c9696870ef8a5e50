"""A route of the planner as a safari: timed, and kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import request

from wijksafari.errors import InputError
from wijksafari.planning.plan import PlannedTour, plan_order
from wijksafari.services.safaris.announcements import change_safari
from wijksafari.services.safaris.copying import copy_agreements
from wijksafari.services.safaris.safaris import SafariDraft, find_safari, save_new_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.group_routes import regrouped
from wijksafari.web.identity import current_actor
from wijksafari.web.planner_query import SAFARI_FIELDS, PlannerQuery
from wijksafari.web.whole_number import version_number
from wijksafari.web.workspace import Workspace


def timed_route(workspace: Workspace) -> PlannedTour:
    """The stops in the order they have. Raises PlaceNotReachableError."""
    query = workspace.query
    return plan_order(workspace.request(), query.stops, workspace.router(), query.visits)


def draft_of(workspace: Workspace, tour: PlannedTour) -> SafariDraft:
    """What is saved of it."""
    return SafariDraft(
        title=workspace.names.title,
        meeting_name=workspace.names.meeting_point,
        finish_name=workspace.names.finish,
        tour=tour,
        planner_query=str(workspace.query.without(*SAFARI_FIELDS)),
    )


def save_change(workspace: Workspace, tour: PlannedTour, *, may_mail: bool) -> str:
    """Put the route in the place of the safari that the query names, at its version.

    Says what it is called outside. Raises StaleError, ClosedError and
    ConsentNeededError as ``change_safari`` does.
    """
    made, query = collaborators(), workspace.query
    draft = replace(draft_of(workspace, tour), group_tours=regrouped(workspace, tour))
    with made.database.writing.begin() as session:
        return change_safari(
            session,
            query.text("safari"),
            _sequence(query),
            draft,
            made.post,
            may_mail=may_mail,
            actor=current_actor(),
            now=made.now(),
        ).uid


def save_new(workspace: Workspace, tour: PlannedTour) -> str:
    """A new safari, by what it is called outside; two presses on one form save one.

    With ``kopie_van`` in the query it takes over what was agreed for that safari.
    """
    made = collaborators()
    draft, actor, now = draft_of(workspace, tour), current_actor(), made.now()
    with made.database.writing.begin() as session:
        saved = save_new_safari(
            session, workspace.neighbourhood, draft, now, _form_uid(), actor=actor
        )
        copied = workspace.query.text("kopie_van")
        if copied:
            copy_agreements(session, find_safari(session, copied), saved, actor=actor, now=now)
        return saved.uid


def _form_uid() -> str | None:
    """What the page called the safari it would save, so that two presses save one."""
    try:
        return str(UUID(request.args.get("nieuw", "")))
    except ValueError:
        return None


def _sequence(query: PlannerQuery) -> int:
    sequence = version_number(query.text("versie"))
    if sequence is None:
        raise InputError("Dit adres klopt niet. Open de wijksafari opnieuw en kies ‘Wijzig’.")
    return sequence
