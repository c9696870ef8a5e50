"""BIG numbers for accreditation: for advisers only, and every look at them is written down."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.journal import note
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.services.sign_ups.participants import for_accreditation
from wijksafari.services.sign_ups.participants_csv import accreditation_csv
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import CSV, attachment
from wijksafari.web.identity import current_actor

blueprint = Blueprint("accreditation", __name__)


@blueprint.get("/safari/<uid>/accreditatie")
def page(uid: str) -> str:
    """How many gave their number, and the button that shows them."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        number = len(for_accreditation(session, safari))
    return render_template("web/accreditation.html", safari=safari, number=number, rows=None)


@blueprint.post("/safari/<uid>/accreditatie")
def show(uid: str) -> str:
    """The numbers. Answered at once, not after a redirect: each look is one entry."""
    with collaborators().database.writing.begin() as session:
        safari = find_safari(session, uid)
        rows = for_accreditation(session, safari)
        _write_down(session, safari, f"BIG-nummers bekeken ({len(rows)}).")
        return render_template(
            "web/accreditation.html",
            safari=safari,
            number=len(rows),
            rows=rows,
            functions=FUNCTION_NAMES,
        )


@blueprint.post("/safari/<uid>/accreditatie.csv")
def download(uid: str) -> Response:
    """The same for a spreadsheet."""
    with collaborators().database.writing.begin() as session:
        safari = find_safari(session, uid)
        rows = for_accreditation(session, safari)
        _write_down(session, safari, f"BIG-nummers opgehaald als bestand ({len(rows)}).")
        content = accreditation_csv(rows)
    return attachment(content, CSV, "accreditatie.csv")


def _write_down(session: Session, safari: Safari, what: str) -> None:
    note(session, safari, "view", what, actor=current_actor(), now=collaborators().now())
