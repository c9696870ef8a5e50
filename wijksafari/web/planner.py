"""The planner's first page: choose the evening, and see what is open."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, render_template, request

from wijksafari.models import Neighbourhood
from wijksafari.services.catalogue.catalogue import locations_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.evening_form import DEFAULT_BEGIN, FormError
from wijksafari.web.evening_settings import DEFAULTS, SETTINGS
from wijksafari.web.identity import own_neighbourhoods
from wijksafari.web.maps import locations_map
from wijksafari.web.planner_query import SAFARI_FIELDS, PlannerQuery, read_query
from wijksafari.web.timeline import timeline
from wijksafari.web.workspace import Workspace, default_day, open_workspace

blueprint = Blueprint("planner", __name__)

# What date and time inputs can show; anything else is shown as text, to be mended.
_DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@blueprint.get("/plannen")
def page() -> str | tuple[str, int]:
    """The form, and what is open once an evening is chosen."""
    query = read_query(request.args)
    chosen, form = _form(query)
    query = query.with_texts(wijk=chosen.slug) if chosen else query.without("wijk")
    if chosen is None or not query.text("datum"):
        return render_template(
            "web/planner.html", query=query, errors={}, kept=_kept(query), **form
        )
    try:
        workspace = open_workspace(query)
    except FormError as error:
        page = render_template(
            "web/planner.html", query=query, errors=error.fields, kept=_kept(query), **form
        )
        return page, 400
    return render_template(
        "web/planner.html", query=workspace.query, errors={}, **form, **_evening(workspace)
    )


def _form(query: PlannerQuery) -> tuple[Neighbourhood | None, dict[str, Any]]:
    """The wijk that was chosen, if any, and what the form can offer."""
    made = collaborators()
    with made.database.reading() as session:
        neighbourhoods = own_neighbourhoods(session)
        slug = query.text("wijk")
        if len(neighbourhoods) == 1:
            slug = slug or neighbourhoods[0].slug
        chosen = next((each for each in neighbourhoods if each.slug == slug), None)
        locations = locations_of(session, chosen) if chosen else ()
    return chosen, {
        "neighbourhoods": neighbourhoods,
        "chosen": chosen,
        "locations": locations,
        "settings": SETTINGS,
        "defaults": DEFAULTS | {
            "datum": default_day(chosen, made.now()).isoformat(),
            "begin": DEFAULT_BEGIN,
        },
        "readable": {
            "datum": not query.text("datum") or _DATE.fullmatch(query.text("datum")),
            "begin": not query.text("begin") or _TIME.fullmatch(query.text("begin")),
        },
        "first_day": made.now().date().isoformat(),
    }  # fmt: skip


def _kept(query: PlannerQuery) -> list[tuple[str, str]]:
    """What the form carries along without showing it: wishes, until locations are shown."""
    wishes = ((name, value) for name, value in query.pairs() if name.startswith("wens-"))
    return [*_saved_fields(query), *wishes]


def _saved_fields(query: PlannerQuery) -> list[tuple[str, str]]:
    return [(name, query.text(name)) for name in ("titel", *SAFARI_FIELDS) if query.text(name)]


def _evening(workspace: Workspace) -> dict[str, Any]:
    opened = workspace.opened
    return {
        "workspace": workspace,
        "kept": _saved_fields(workspace.query),
        "closed": opened.closed_locations,
        "timeline": timeline(workspace.opened),
        "map": locations_map(workspace),
    }
