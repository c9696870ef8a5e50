"""Another evening with the set-up of a saved one, in its own wijk or in another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood, Safari
from wijksafari.services.safaris.safaris import find_safari, tour_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.editor import editor_url
from wijksafari.web.evening_form import FormError
from wijksafari.web.identity import own_neighbourhoods
from wijksafari.web.planner_query import SAFARI_FIELDS, SETTING_FIELDS, PlannerQuery
from wijksafari.web.proposals import planner_url
from wijksafari.web.reopen import reopened_query
from wijksafari.web.workspace import WEEKS_AHEAD, default_day, open_workspace

blueprint = Blueprint("copies", __name__)

Page = str | tuple[str, int] | Response
Typed = dict[str, str]


@blueprint.get("/safari/<uid>/kopie")
def page(uid: str) -> str:
    """For which evening and wijk."""
    safari, own = _opened(uid)
    start = safari.starts_at.astimezone(AMSTERDAM)
    typed = {
        "wijk": safari.neighbourhood.slug,
        "datum": default_day(safari.neighbourhood, _from(safari)).isoformat(),
        "begin": f"{start:%H:%M}",
    }
    return _rendered(safari, own, typed, {})


@blueprint.post("/safari/<uid>/kopie")
def copy(uid: str) -> Page:
    """To the planner, with the set-up of this evening; saving happens there."""
    safari, own = _opened(uid)
    typed: Typed = {name: request.form.get(name, "").strip() for name in ("wijk", "datum", "begin")}
    wrong = {name: _MISSING[name] for name, text in typed.items() if not text}
    if typed["wijk"] not in {each.slug for each in own}:
        wrong = {"wijk": "Kies een wijk waarin u werkt.", **wrong}
    query = _set_up(safari, typed)
    try:
        query = query if wrong else open_workspace(query).query
    except FormError as error:
        wrong = error.fields
    if wrong:
        return _rendered(safari, own, typed, wrong), 400
    flash("De instellingen zijn overgenomen. Er is nog niets bewaard: dat doet u aan het eind.")
    where = editor_url(query) if query.stops else f"{planner_url(query)}#open"
    return redirect(where, 303)


_MISSING = {
    "wijk": "Kies een wijk waarin u werkt.",
    "datum": "Kies de avond waarvoor u kopieert.",
    "begin": "Vul in hoe laat de groep verzamelt.",
}


def _set_up(safari: Safari, typed: Typed) -> PlannerQuery:
    """The planner's state for the other evening.

    What a location agreed to was for the first evening only, and places and
    stops are those of one wijk.
    """
    known = reopened_query(safari, tour_of(safari))
    texts = dict(known.without(*SAFARI_FIELDS).texts)
    if typed["wijk"] == safari.neighbourhood.slug:
        kept = PlannerQuery(texts, known.wishes, {}, known.stops, known.visits)
    else:
        kept = PlannerQuery({name: texts[name] for name in SETTING_FIELDS if name in texts})
    return kept.with_texts(**typed, kopie_van=safari.uid)


def _from(safari: Safari) -> datetime:
    """From when on to look for another evening: one that is planned ahead comes first."""
    return max(collaborators().now(), safari.starts_at - timedelta(weeks=WEEKS_AHEAD - 1))


def _opened(uid: str) -> tuple[Safari, list[Neighbourhood]]:
    with collaborators().database.reading() as session:
        return find_safari(session, uid), own_neighbourhoods(session)


def _rendered(
    safari: Safari, own: list[Neighbourhood], typed: Typed, wrong: Mapping[str, str]
) -> str:
    return render_template(
        "web/copy.html",
        safari=safari,
        neighbourhoods=own,
        typed=typed,
        errors=wrong,
        back=url_for("safaris.page", uid=safari.uid),
        starts=safari.starts_at.astimezone(AMSTERDAM),
        first_day=collaborators().now().date().isoformat(),
    )
