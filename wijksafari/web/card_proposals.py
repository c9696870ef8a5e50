"""What hosts propose for their cards: looked at field by field, taken over or declined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import ClosedError, InputError, StaleError
from wijksafari.planning.card_facts import FACT_NAMES
from wijksafari.services.cards.proposals import (
    decide_proposal,
    decided_proposals,
    find_proposal,
    open_proposals,
)
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor
from wijksafari.web.whole_number import whole_number

blueprint = Blueprint("card_proposals", __name__)


@dataclass(frozen=True, slots=True)
class Unticked:
    """What somebody took the ticks off in the form of proposal ``number``; the others have all."""

    number: int | None
    fields: frozenset[str]
    checked: bool


@blueprint.get("/wijk/<wijk>/kaartvoorstellen")
def page(wijk: str) -> str:
    """What waits for a decision, and what was decided last."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        return render_template(
            "web/card_proposals.html",
            neighbourhood=neighbourhood,
            waiting=open_proposals(session, neighbourhood),
            decided=decided_proposals(session, neighbourhood),
            unticked=_unticked(),
        )


@blueprint.post("/wijk/<wijk>/kaartvoorstellen/<int:number>")
def decide(wijk: str, number: int) -> Response:
    """Write what was ticked on the card, or decline all of it."""
    made = collaborators()
    try:
        with made.database.writing.begin() as session:
            proposal = find_proposal(session, find_neighbourhood(session, wijk), number)
            take = _taken()
            row = decide_proposal(
                session,
                proposal,
                take=take,
                seen=request.form.get("gezien", ""),
                checked=request.form.get("nagekeken") == "ja",
                actor=current_actor(),
                now=made.now(),
            )
            name = row.name
    except (ClosedError, InputError, StaleError) as error:
        flash(str(error), "error")
        return redirect(url_for(".page", wijk=wijk, **_as_ticked(number)), 303)
    done = "bijgewerkt" if take is not None else "gelaten zoals hij was"
    flash(f"De kaart van {name} is {done}.")
    return redirect(url_for(".page", wijk=wijk), 303)


def _taken() -> list[str] | None:
    """The fields to take over; None where the proposal is declined."""
    match request.form.get("besluit"):
        case "overnemen":
            return request.form.getlist("veld")
        case "afwijzen":
            return None
    raise InputError("Kies of u het voorstel overneemt of niet.")


def _as_ticked(number: int) -> dict[str, Any]:
    """The form as it was sent, for the page's address; what it did not show yet is left out."""
    off = set(request.form.getlist("getoond")) - set(request.form.getlist("veld"))
    checked = request.form.get("nagekeken") == "ja"
    kept = {"voorstel": number, "uit": [name for name in FACT_NAMES if name in off]}
    return kept | ({} if checked else {"nagekeken": "nee"})


def _unticked() -> Unticked:
    return Unticked(
        whole_number(request.args.get("voorstel", ""), 10),
        frozenset(request.args.getlist("uit")),
        request.args.get("nagekeken") != "nee",
    )
