"""An organiser's calendar feed: read by calendar programs, opened and closed by its owner."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug import Response as Answer

from wijksafari.services.calendars import feeds
from wijksafari.services.calendars.calendars import organisers_feed
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import require_organiser

blueprint = Blueprint("calendars", __name__)


@blueprint.get("/agenda/<token>.ics")
def feed(token: str) -> Answer:
    """Every safari of the owner's wijken; unchanged, it is not sent twice."""
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        content = organisers_feed(session, feeds.feed_owner(session, token, now), made.post, now)
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", "inline", filename="wijksafaris.ics")
    response.add_etag()
    return response.make_conditional(request)


@blueprint.post("/account/agenda")
def make_feed() -> Answer:
    """A new address; an earlier one works no more."""
    made = collaborators()
    owner = require_organiser()
    with made.database.writing.begin() as session:
        feeds.make_feed(session, owner.user_id, made.post.links, made.now())
    return _back()


@blueprint.post("/account/agenda/intrekken")
def revoke_feed() -> Answer:
    """No address any more."""
    made = collaborators()
    owner = require_organiser()
    with made.database.writing.begin() as session:
        feeds.revoke_feed(session, owner.user_id, made.now())
    return _back()


def _back() -> Answer:
    return redirect(url_for("account.page", _anchor="agenda"), 303)
