"""The first page: coming safaris and the wijken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.states import INVITED
from wijksafari.planning.threshold import Representation
from wijksafari.services.cards.proposals import proposals_waiting
from wijksafari.services.catalogue.catalogue import locations_of
from wijksafari.services.catalogue.search import next_due
from wijksafari.services.practices.representation import representations_of
from wijksafari.services.riding.checks import is_riding_day
from wijksafari.services.safaris.safaris import tour_of, upcoming_safaris
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import own_neighbourhoods, require_organiser
from wijksafari.web.maps import saved_streets
from wijksafari.web.meters import Meter, meters
from wijksafari.web.sketch import Sketch, sketch

blueprint = Blueprint("home", __name__)

MOST_SKETCHES = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """A safari that is still to come; only the first few are drawn.

    ``meter`` is the figure that decides, once there is one and while it matters.
    ``today`` where it is ridden today, so that whoever leads it finds the way at once.
    """

    safari: Safari
    starts: datetime
    stops: tuple[str, ...]
    sketch: Sketch | None
    meter: Meter | None
    today: bool


@dataclass(frozen=True, slots=True)
class OwnWijk:
    """A wijk with how many locations it has, how many of those somebody should go through
    again, and how many proposals of hosts wait.
    """

    neighbourhood: Neighbourhood
    locations: int
    due: int
    proposals: int


@blueprint.get("/")
def page() -> str:
    """What is coming, and where to begin."""
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        neighbourhoods = own_neighbourhoods(session)
        upcoming = _upcoming(session, now)
        figures = representations_of(session, [s for s in upcoming if s.state in INVITED])
        return render_template(
            "web/home.html",
            coming=[
                _coming(safari, figures.get(safari.id), now, drawn=n < MOST_SKETCHES)
                for n, safari in enumerate(upcoming)
            ],
            neighbourhoods=[_own_wijk(session, each, now) for each in neighbourhoods],
        )


def _own_wijk(session: Session, neighbourhood: Neighbourhood, now: datetime) -> OwnWijk:
    return OwnWijk(
        neighbourhood,
        locations=len(locations_of(session, neighbourhood)),
        due=next_due(session, neighbourhood, now)[0],
        proposals=proposals_waiting(session, neighbourhood),
    )


def _upcoming(session: Session, now: datetime) -> list[Safari]:
    organiser = require_organiser()
    coming = upcoming_safaris(session, now)
    return [each for each in coming if organiser.works_in(each.neighbourhood.slug)]


def _coming(
    safari: Safari, figures: Representation | None, now: datetime, *, drawn: bool
) -> Coming:
    itinerary = tour_of(safari).itinerary
    drawing = None
    if drawn:
        drawing = sketch([itinerary], saved_streets(safari.neighbourhood, itinerary))
    return Coming(
        safari,
        starts=safari.starts_at.astimezone(AMSTERDAM),
        stops=tuple(visit.location.name for visit in itinerary.visits),
        sketch=drawing,
        meter=_meter(figures),
        today=is_riding_day(safari, now),
    )


def _meter(figures: Representation | None) -> Meter | None:
    if figures is None or figures.standing == "no_figure":
        return None
    return next(each for each in meters(figures) if each.decides)
