"""Where private links lead: the token is exchanged for a cookie and leaves the address bar."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug import Response

from wijksafari.errors import NotFoundError
from wijksafari.services.links import UNKNOWN_LINK, find_link
from wijksafari.services.riding.own_ride import leads_to_ride
from wijksafari.web.collaborators import collaborators
from wijksafari.web.held_links import hold

blueprint = Blueprint("links", __name__)

_LEADS_TO = {
    "practice": "sign_up.page",
    "person": "sign_up.page",
    "sign_up": "own_sign_up.page",
    "host": "hosts.page",
}


@blueprint.get("/l/<token>")
def follow(token: str) -> Response:
    """To the page of the link. Changes nothing, for mail scanners open every link."""
    made = collaborators()
    with made.database.reading() as session:
        link = find_link(session, token, made.now())
        rides = link.purpose == "sign_up" and leads_to_ride(session, link, made.now())
    endpoint = "participant_ride.page" if rides else _LEADS_TO.get(link.purpose)
    if endpoint is None:
        raise NotFoundError(UNKNOWN_LINK)
    hold(link)
    return redirect(url_for(endpoint, link_id=link.id), 303)
