"""A participant's page for the evening itself: where to be when, and how to get there."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug import Response as Redirect

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.render import hand_off
from wijksafari.render.gpx import route_gpx
from wijksafari.services.evenings.daylight import sunset
from wijksafari.services.links import UNKNOWN_LINK, find_link
from wijksafari.services.mail.post import Address
from wijksafari.services.riding.own_ride import OwnRide, is_outdated, own_ride, version_of
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import attachment
from wijksafari.web.held_links import held_link, hold
from wijksafari.web.maps import route_map, saved_streets
from wijksafari.web.ride_stops import current, reported, stops_of
from wijksafari.web.security import allow_position

blueprint = Blueprint("participant_ride", __name__)

DARK_LASTS = timedelta(hours=10)
SHEET = "blad"  # the version that a paper sheet was printed at, in its QR code
CARDS = "kaarten"  # leads on to the referral cards, from the mail about them


@blueprint.after_request
def _keep_out_of_search_engines(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/mee/open/<token>")
def open_(token: str) -> Redirect:
    """To the page. Changes nothing, for mail scanners open every link."""
    made = collaborators()
    with made.database.reading() as session:
        link = find_link(session, token, made.now())
    if link.purpose != "sign_up":
        raise NotFoundError(UNKNOWN_LINK)
    hold(link)
    if CARDS in request.args:
        return redirect(url_for("own_cards.page", link_id=link.id), 303)
    blad = request.args.get(SHEET)
    return redirect(url_for("participant_ride.page", link_id=link.id, blad=blad), 303)


@blueprint.get("/mee/<int:link_id>")
def page(link_id: int) -> str:
    """The evening of the participant's own group, as it goes now."""
    made = collaborators()
    now = made.now().astimezone(AMSTERDAM)
    own, contact = _own(link_id)
    ride, safari = own.ride, own.sign_up.safari
    itinerary, stops = ride.tour.itinerary, stops_of(ride)
    evening = itinerary.evening
    streets = saved_streets(safari.neighbourhood, itinerary)
    dark_from = sunset(evening.start.date(), evening.meeting_point)
    version = version_of(ride, safari)
    allow_position()
    return render_template(
        "web/ride.html",
        link_id=link_id,
        now=now,
        safari=safari,
        ride=ride,
        itinerary=itinerary,
        stops=stops,
        current=current(stops, ride.tour, now),
        changed=ride.changed_at.astimezone(AMSTERDAM) if ride.changed_at else None,
        version=version,
        works_until=own.works_until,
        opened_by=url_for("participant_ride.open_", token=made.post.links.token(own.link)),
        old_sheet=is_outdated(request.args.get(SHEET) or version, version),
        reported=reported(stops, ride.tour),
        dark_from=dark_from,
        dark_until=dark_from + DARK_LASTS,
        contact=contact,
        telephone=hand_off.telephone,
        map=route_map(itinerary, streets, ride.names, when_seen=True),
    )


@blueprint.get("/mee/<int:link_id>/route.gpx")
def gpx(link_id: int) -> Response:
    """The own group's route as it is ridden now."""
    ride = _own(link_id)[0].ride
    content = route_gpx(ride.tour.itinerary, ride.names)
    return attachment(content, "application/gpx+xml", "wijksafari-route.gpx")


def _own(link_id: int) -> tuple[OwnRide, Address]:
    """The ride of whoever holds the link, and who answers for the evening."""
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        own = own_ride(session, held_link(session, link_id, {"sign_up"}, now), now)
        return own, organiser_of(own.sign_up.safari, made.post)
