"""A wijk's catalogue as files: lists to change and read in again, a calendar, and HSDS."""

from __future__ import annotations

import json

from flask import Blueprint
from werkzeug.wrappers import Response

from wijksafari.services.catalogue.calendar import activity_calendar
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.catalogue.exports import activity_list, location_list
from wijksafari.services.catalogue.rows import activity_rows, location_rows
from wijksafari.services.hsds.hsds import hsds_page
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import CSV, ICS, JSON, attachment

blueprint = Blueprint("exports", __name__)


@blueprint.get("/wijk/<wijk>/locaties.csv")
def locations(wijk: str) -> Response:
    """Every location; read in again, it changes nothing."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        content = location_list(location_rows(session, neighbourhood))
    return attachment(content, CSV, f"locaties-{wijk}.csv")


@blueprint.get("/wijk/<wijk>/activiteiten.csv")
def activities(wijk: str) -> Response:
    """Every activity; read in again, it changes nothing."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        content = activity_list(activity_rows(session, neighbourhood))
    return attachment(content, CSV, f"activiteiten-{wijk}.csv")


@blueprint.get("/wijk/<wijk>/activiteiten.ics")
def calendar(wijk: str) -> Response:
    """Every activity in a calendar, without the coming year's days on which it is closed."""
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        rows = activity_rows(session, neighbourhood)
        content = activity_calendar(neighbourhood, rows, made.now())
    return attachment(content, ICS, f"activiteiten-{wijk}.ics")


@blueprint.get("/wijk/<wijk>/hsds.json")
def hsds(wijk: str) -> Response:
    """Everything in Open Referral's HSDS 3."""
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        page = hsds_page(session, neighbourhood, made.post.links.base_url)
    content = json.dumps(page, ensure_ascii=False, indent=1)
    return attachment(content, JSON, f"hsds-{wijk}.json")
