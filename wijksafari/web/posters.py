"""A poster for every invited practice: the evening, and a QR code with the practice's open link."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from flask import Blueprint, render_template
from markupsafe import Markup

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.models import Practice
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.invitations.asking import asking_until
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators

blueprint = Blueprint("posters", __name__)


@dataclass(frozen=True, slots=True)
class Poster:
    """One practice's poster; ``qr`` is a drawing of ``url``."""

    practice: Practice
    url: str
    qr: Markup


@blueprint.get("/safari/<uid>/poster/<int:practice>")
def one(uid: str, practice: int) -> str:
    """The poster of one practice."""
    return _page(uid, practice)


@blueprint.get("/safari/<uid>/posters")
def everyone(uid: str) -> str:
    """All posters, each on a sheet of its own."""
    return _page(uid)


def qr_code(url: str) -> Markup:
    """``url`` as a QR code in SVG, coloured by the style sheet; still readable when smudged."""
    code = segno.make(url, error="q", micro=False)
    svg: str = code.svg_inline(
        scale=1, border=4, svgclass="qr", lineclass="qr-line", omitsize=True, unit=""
    )
    # segno writes numbers and our two class names, never the address.
    return Markup(svg)  # noqa: S704


def _page(uid: str, practice_id: int | None = None) -> str:
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        until = asking_until(safari, made.now())
        posters = [
            Poster(each.practice, url, qr_code(url))
            for each in invitations_of(session, safari)
            if each.person_id is None
            and each.link.revoked_at is None
            and practice_id in (None, each.practice_id)
            for url in [made.post.links.url(each.link)]
        ]
        if not posters:
            raise NotFoundError("Er is hier geen poster: de praktijk is niet (meer) uitgenodigd.")
        return render_template(
            "web/posters.html",
            safari=safari,
            posters=sorted(posters, key=lambda each: each.practice.name.casefold()),
            evening=evening_in_short(safari),
            deadline=until.astimezone(AMSTERDAM),
            organiser=organiser_of(safari, made.post),
        )
