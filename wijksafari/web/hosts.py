"""The host's page: when which group comes to their stop, as the evening goes."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, render_template
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.render import hand_off
from wijksafari.services.host_page import HostPage, host_page
from wijksafari.services.organisers import organiser_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.held_links import held_link

blueprint = Blueprint("hosts", __name__)


@blueprint.get("/locatie/<int:link_id>")
def page(link_id: int) -> Response:
    """What the host needs to know, on one screen of a telephone."""
    made = collaborators()
    with made.database.reading() as session:
        shown = _own(session, link_id)
        content = render_template(
            "web/host.html",
            link_id=link_id,
            page=shown,
            starts=shown.safari.starts_at.astimezone(AMSTERDAM),
            contact=organiser_of(shown.safari, made.post),
            now=made.now().astimezone(AMSTERDAM),
            telephone=hand_off.telephone,
        )
    answer = make_response(content)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@blueprint.get("/locatie/<int:link_id>/stand.json")
def state(link_id: int) -> Response:
    """Which version of the page is the last; asked by every open page, a few times a minute."""
    made = collaborators()
    with made.database.reading() as session:
        return jsonify(version=_own(session, link_id).version, now=made.now().isoformat())


def _own(session: Session, link_id: int) -> HostPage:
    now = collaborators().now()
    return host_page(session, held_link(session, link_id, {"host"}, now), now)
