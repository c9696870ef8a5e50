"""The evening on a sheet of A4: two sides, to be folded into a pocket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.models import Safari
from wijksafari.render.paper_map import paper_map, surroundings
from wijksafari.services.mail.post import Address
from wijksafari.services.riding.own_ride import own_ride, version_of
from wijksafari.services.riding.riding import Ride, rides_of
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.held_links import held_link
from wijksafari.web.maps import saved_streets
from wijksafari.web.paper_room import map_side
from wijksafari.web.posters import qr_code
from wijksafari.web.ride_stops import Stop, stops_of

blueprint = Blueprint("paper", __name__)

_FEW_TURNS = 48  # these fit on one side in larger letters
_HINT = 2  # about as many lines as a hint about the door takes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Whose evening it is; ``url`` is what the QR code opens, empty on a sheet for everybody."""

    safari: Safari
    ride: Ride
    organiser: Address
    url: str = ""
    link_id: int | None = None
    groups: int = 1


@blueprint.after_request
def _keep_out_of_search_engines(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/mee/<int:link_id>/papier")
def own(link_id: int) -> str:
    """A participant's own sheet, with a code that opens their page."""
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        link = held_link(session, link_id, {"sign_up"}, now)
        ride = own_ride(session, link, now)
        safari = ride.sign_up.safari
        version = version_of(ride.ride, safari)
        sheet = _Sheet(
            safari=safari,
            ride=ride.ride,
            organiser=organiser_of(safari, made.post),
            url=f"{made.post.links.ride_url(link)}?blad={version}",
            link_id=link_id,
        )
        return _page(sheet)


@blueprint.get("/safari/<uid>/papier")
def organisers(uid: str) -> str:
    """A group's sheet, to print for everybody in it.

    It has no code: a personal one would let whoever picks up the wrong sheet
    withdraw somebody else, and there is no page of the evening for just anybody.
    """
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        rides = rides_of(session, safari)
        ride = _asked(rides, request.args.get("groep") or str(rides[0].group.number))
        organiser = organiser_of(safari, made.post)
        return _page(_Sheet(safari=safari, ride=ride, organiser=organiser, groups=len(rides)))


def _asked(rides: Sequence[Ride], number: str) -> Ride:
    for ride in rides:
        if str(ride.group.number) == number:
            return ride
    raise NotFoundError("Deze groep is er niet (meer). Kies een andere groep.")


def _page(sheet: _Sheet) -> str:
    stops = stops_of(sheet.ride)
    return render_template(
        "web/paper.html",
        sheet=sheet,
        safari=sheet.safari,
        ride=sheet.ride,
        stops=stops,
        now=collaborators().now().astimezone(AMSTERDAM),
        qr=qr_code(sheet.url) if sheet.url else None,
        large=sum(map(_lines, stops)) <= _FEW_TURNS,
        map=_map(sheet, stops),
    )


def _lines(stop: Stop) -> int:
    return len(stop.way.turns if stop.way else ()) + _HINT * len(stop.arriving)


def _map(sheet: _Sheet, stops: Sequence[Stop]) -> Markup:
    """The map in what the words leave of one side."""
    itinerary = sheet.ride.tour.itinerary
    around = surroundings(itinerary)
    streets = saved_streets(sheet.safari.neighbourhood, itinerary, margin=around)
    side = map_side(sheet.ride, stops, sheet.organiser)
    # It escapes whatever people wrote.
    return Markup(paper_map(itinerary, streets, short_side=side, lying=True))  # noqa: S704
