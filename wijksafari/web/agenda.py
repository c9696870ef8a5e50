"""Ten weeks of a wijk, in words: what goes on, and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from flask import Blueprint, render_template, request

from wijksafari.errors import InputError
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.evenings.agenda import coming
from wijksafari.web.collaborators import collaborators
from wijksafari.web.moment_form import read_day

blueprint = Blueprint("agenda", __name__)

_EVENING = time(17, 30)
_MOST_SHOWN = 800
_YEARS = range(2000, 2100)
_TEN_WEEKS = timedelta(weeks=10)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the visitor asked to see: from which day, and whether only evenings.

    ``problem`` says why another day is shown.
    """

    first: date
    evenings: bool
    problem: str = ""


@blueprint.get("/wijk/<wijk>/agenda")
def page(wijk: str) -> str:
    """Ten weeks from today or another day on, exactly as the planner sees them."""
    made = collaborators()
    chosen = _chosen(made.now().date())
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        # Only evenings: without what is over before an evening's group sets out.
        after = _EVENING if chosen.evenings else None
        agenda = coming(session, neighbourhood, chosen.first, after=after, most=_MOST_SHOWN)
    return render_template(
        "web/agenda.html",
        neighbourhood=neighbourhood,
        agenda=agenda,
        chosen=chosen,
        earlier=chosen.first - _TEN_WEEKS,
        later=chosen.first + _TEN_WEEKS,
        today=made.now().date(),
    )


def _chosen(today: date) -> Chosen:
    evenings = request.args.get("avond") == "ja"
    text = request.args.get("vanaf", "")
    if not text:
        return Chosen(today, evenings)
    try:
        first = read_day(text)
    except InputError as error:
        return Chosen(today, evenings, str(error))
    if first.year not in _YEARS:
        return Chosen(today, evenings, "Kies een dag tussen 2000 en 2100.")
    return Chosen(first, evenings)
