"""Working out how a safari's groups ride, on the wijk's streets."""

from __future__ import annotations

from flask import flash

from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.planning.groups import GroupPlan
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.evenings.evenings import open_evening
from wijksafari.services.groups.riding_groups import groups_of
from wijksafari.services.groups.split import plan_groups
from wijksafari.services.safaris.safaris import find_safari, tour_of
from wijksafari.web.agreed_hours_form import at_agreed_hours, read_agreed_hours
from wijksafari.web.collaborators import collaborators
from wijksafari.web.reopen import reopened_query
from wijksafari.web.ride_router import ride_router
from wijksafari.web.workspace import Workspace


def saved_tour_split(safari: Safari, groups: int) -> GroupPlan:
    """How ``groups`` can ride the saved tour. Raises InputError where that cannot be worked out."""
    tour = tour_of(safari)
    evening = tour.itinerary.evening
    with collaborators().database.reading() as session:
        opened = open_evening(session, safari.neighbourhood, evening)
    names = {location.id: location.name for location in opened.locations}
    _, agreed = read_agreed_hours(reopened_query(safari, tour), names)
    opened = at_agreed_hours(opened, agreed)
    return plan_groups(tour, ride_router(safari, tour.itinerary), groups, opened.occurrences)


def regrouped(workspace: Workspace, tour: PlannedTour) -> tuple[PlannedTour, ...]:
    """The tours of the saved safari's groups once ``tour`` replaces its own.

    Nothing where all ride together, or must from now on: then the next page says why.
    """
    uid = workspace.query.text("safari")
    if not uid:
        return ()
    with collaborators().database.reading() as session:
        groups = len(groups_of(session, find_safari(session, uid)))
    if groups < 2:
        return ()
    try:
        plan = plan_groups(tour, workspace.router(), groups, workspace.opened.occurrences)
    except InputError as error:
        plan = GroupPlan((), str(error))
    if plan.reason:
        flash(f"Alle deelnemers rijden weer in één groep. {plan.reason}")
    return tuple(map(PlannedTour, plan.itineraries))
