"""Ten weeks of a wijk, in words: what goes on, and what does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from flask import Blueprint, render_template, request

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.evenings.agenda import Agenda, AgendaDay, AgendaEntry, AgendaWeek, coming
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
        agenda = coming(session, neighbourhood, chosen.first)
    if chosen.evenings:
        agenda = _only_evenings(agenda)
    return render_template(
        "web/agenda.html",
        neighbourhood=neighbourhood,
        agenda=agenda,
        chosen=chosen,
        shown=_shown(agenda),
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


def _only_evenings(agenda: Agenda) -> Agenda:
    """Without what is over before an evening's group sets out."""
    return Agenda(tuple(AgendaWeek(tuple(map(_evening, week.days))) for week in agenda.weeks))


def _evening(day: AgendaDay) -> AgendaDay:
    return replace(
        day,
        held=tuple(filter(_lasts, day.held)),
        missed=tuple(filter(_lasts, day.missed)),
    )


def _lasts(entry: AgendaEntry) -> bool:
    return entry.closes.astimezone(AMSTERDAM).time() > _EVENING


def _shown(agenda: Agenda) -> int:
    """How many weeks fit on the page in full: always one, and no more than can be read."""
    total = 0
    for number, week in enumerate(agenda.weeks):
        total += sum(len(each.held) + len(each.missed) for each in week.days)
        if number and total > _MOST_SHOWN:
            return number
    return len(agenda.weeks)
