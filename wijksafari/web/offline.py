"""What a phone needs to keep a page where there is no connection, and to know it is the last.

The pages themselves say that they may be kept: templates/web/_follow.html.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, url_for

from wijksafari.services.riding.own_ride import OwnRide, own_ride, version_of
from wijksafari.web.assets import asset
from wijksafari.web.collaborators import collaborators
from wijksafari.web.held_links import held_link

blueprint = Blueprint("offline", __name__)

ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-maskable.png", 512, "maskable"),
)


@blueprint.get("/mee/sw.js")
def participants_worker() -> Response:
    """The service worker that keeps participants' pages."""
    return _worker()


@blueprint.get("/onderweg/sw.js")
def leaders_worker() -> Response:
    """The same one, which keeps leaders' pages: a worker sees only what is below its address."""
    return _worker()


@blueprint.get("/mee/<int:link_id>/app.webmanifest")
def manifest(link_id: int) -> Response:
    """How a phone installs the page. An installed app may have cookies of its own, or none
    left: it starts at the private link.
    """
    made = collaborators()
    own = _own(link_id)
    token = made.post.links.token(own.link)
    answer = jsonify(
        id=f"/mee/{link_id}",
        name=own.ride.names.title,
        short_name="Wijksafari",
        lang="nl",
        start_url=url_for("participant_ride.open_", token=token),
        scope="/mee/",
        display="standalone",
        background_color="#ffffff",
        theme_color="#1d6b4f",
        icons=[
            {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
    )
    answer.mimetype = "application/manifest+json"
    return answer


@blueprint.get("/mee/<int:link_id>/stand.json")
def state(link_id: int) -> Response:
    """Which programme is the last; asked by every open page, a few times a minute."""
    own = _own(link_id)
    version = version_of(own.ride, own.sign_up.safari)
    return jsonify(version=version, now=collaborators().now().isoformat())


def _worker() -> Response:
    """Asked anew by browsers now and then; where it did not change they get no more than that."""
    response = current_app.send_static_file("service_worker.js")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _own(link_id: int) -> OwnRide:
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        return own_ride(session, held_link(session, link_id, {"sign_up"}, now), now)
