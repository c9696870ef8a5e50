"""Everything that happened to a safari: who, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from flask import Blueprint, render_template

from wijksafari.clock import AMSTERDAM
from wijksafari.models import JournalEntry
from wijksafari.services.journal import entries_of
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators

blueprint = Blueprint("journal", __name__)

KINDS = {
    "step": ("flag", "stap"),
    "mail": ("people", "mail"),
    "decision": ("star", "besluit"),
    "change": ("swap", "wijziging"),
    "alert": ("warning", "signaal"),
    "view": ("check", "inzage"),
}


@blueprint.get("/safari/<uid>/logboek")
def page(uid: str) -> str:
    """Every step, mail batch and decision, the newest first, by day."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        return render_template(
            "web/journal.html",
            safari=safari,
            starts=safari.starts_at.astimezone(AMSTERDAM),
            days=_by_day(entries_of(session, safari)),
            kinds=KINDS,
        )


def _by_day(entries: Iterable[JournalEntry]) -> list[tuple[date, list[JournalEntry]]]:
    def on(entry: JournalEntry) -> date:
        return entry.at.astimezone(AMSTERDAM).date()

    return [(day, list(of_day)) for day, of_day in groupby(entries, on)]
