"""Who was there, for whoever asks for accreditation afterwards."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, render_template
from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.groups.riding_groups import groups_of
from wijksafari.services.riding.presence import Attendee, presence_of
from wijksafari.services.riding.presence_csv import presence_csv
from wijksafari.services.riding.riding import rides_of
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import CSV, attachment

blueprint = Blueprint("presence_list", __name__)


@blueprint.get("/safari/<uid>/aanwezigheid")
def page(uid: str) -> str:
    """Who came, from when to when, and who did not."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        people = _listed(session, safari)
        return render_template(
            "web/presence_list.html",
            safari=safari,
            groups=len(groups_of(session, safari)),
            came=[each for each in people if each.came],
            absent=[each for each in people if each.status == "absent"],
            unknown=[each for each in people if each.status == "expected"],
            back=_back(session, safari, collaborators().now()),
            functions=FUNCTION_NAMES,
        )


@blueprint.get("/safari/<uid>/aanwezigheid.csv")
def download(uid: str) -> Response:
    """The same for a spreadsheet."""
    with collaborators().database.reading() as session:
        content = presence_csv(_listed(session, find_safari(session, uid)))
    return attachment(content, CSV, "aanwezigheid.csv")


def _back(session: Session, safari: Safari, now: datetime) -> bool:
    """Whether every group is back."""
    return all(each.tour.itinerary.arrives <= now for each in rides_of(session, safari))


def _listed(session: Session, safari: Safari) -> list[Attendee]:
    """Without those who had withdrawn or waited, and never came."""
    return [each for each in presence_of(session, safari) if each.listed or each.came]
