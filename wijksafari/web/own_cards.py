"""The referral cards of a participant's stops: in hand on the evening, and two weeks after."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.planning.cards import ReferralCard
from wijksafari.services.cards.referral_cards import cards_at
from wijksafari.services.riding.own_ride import OwnRide, own_ride, version_of
from wijksafari.web.card_sheets import card_words, density
from wijksafari.web.collaborators import collaborators
from wijksafari.web.held_links import held_link
from wijksafari.web.referral_cards import vcard_of

blueprint = Blueprint("own_cards", __name__)


@blueprint.after_request
def _keep_out_of_search_engines(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/mee/<int:link_id>/kaarten")
def page(link_id: int) -> str:
    """One card for each stop of the participant's own group."""
    made = collaborators()
    with made.database.reading() as session:
        own, cards = _own(session, link_id)
        token = made.post.links.token(own.link)
        return render_template(
            "web/own_cards.html",
            link_id=link_id,
            safari=own.sign_up.safari,
            ride=own.ride,
            cards=[(card, density(card)) for card in cards],
            version=version_of(own.ride, own.sign_up.safari),
            works_until=own.works_until.astimezone(AMSTERDAM),
            opened_by=url_for("participant_ride.open_", token=token, kaarten=1),
            **card_words(),
        )


@blueprint.get("/mee/<int:link_id>/kaarten/<code>.vcf")
def vcard(link_id: int, code: str) -> Response:
    """Whom to call at one of the stops, for an address book."""
    with collaborators().database.reading() as session:
        for card in _own(session, link_id)[1]:
            if card.location_id == code:
                return vcard_of(card)
    raise NotFoundError("Deze locatie staat niet in uw programma.")


def _own(session: Session, link_id: int) -> tuple[OwnRide, tuple[ReferralCard, ...]]:
    now = collaborators().now()
    own = own_ride(session, held_link(session, link_id, {"sign_up"}, now), now)
    stops = (visit.location for visit in own.ride.agreed.visits)
    return own, cards_at(session, own.sign_up.safari, stops)
