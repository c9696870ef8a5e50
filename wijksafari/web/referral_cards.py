"""Referral cards as organisers see them: one, its form, its sheet of paper, and an evening's."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import StaleError
from wijksafari.planning.card_facts import fact_changes
from wijksafari.planning.cards import ReferralCard
from wijksafari.render.vcard import contact_vcard
from wijksafari.services.cards.changes import change_card
from wijksafari.services.cards.mail import cards_leave_at
from wijksafari.services.cards.referral_cards import card_at, cards_of
from wijksafari.services.catalogue.catalogue import find_location, find_neighbourhood
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.safaris.decision_checks import was_broken_off
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.card_form import (
    CARD_FORM,
    CardFormError,
    card_as_typed,
    read_card,
    typed_card,
)
from wijksafari.web.card_sheets import card_words, density
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import VCARD, attachment
from wijksafari.web.identity import current_actor

blueprint = Blueprint("referral_cards", __name__)

Page = str | tuple[str, int] | Answer


@blueprint.get("/wijk/<wijk>/locaties/<code>/kaart")
def page(wijk: str, code: str) -> str:
    """The card, with what is missing on it."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        card = card_at(session, neighbourhood, code)
        return render_template(
            "web/referral_card.html", neighbourhood=neighbourhood, card=card, **card_words()
        )


@blueprint.get("/wijk/<wijk>/locaties/<code>/kaart/wijzig")
def change_form(wijk: str, code: str) -> Page:
    """The card as a form."""
    return _form(wijk, code)


@blueprint.post("/wijk/<wijk>/locaties/<code>/kaart/wijzig")
def change(wijk: str, code: str) -> Page:
    """Have the card say what was typed."""
    made = collaborators()
    try:
        facts = read_card(request.form)
        with made.database.writing.begin() as session:
            change_card(
                session,
                find_location(session, find_neighbourhood(session, wijk), code),
                facts,
                seen=request.form.get("gezien", ""),
                checked=request.form.get("nagekeken") == "ja",
                actor=current_actor(),
                now=made.now(),
            )
    except CardFormError as error:
        return _form(wijk, code, error=error)
    except StaleError as error:
        return _form(wijk, code, stale=str(error))
    return redirect(url_for(".page", wijk=wijk, code=code), 303)


@blueprint.get("/wijk/<wijk>/locaties/<code>/kaart/papier")
def paper(wijk: str, code: str) -> str:
    """The card on one side of A4."""
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        card = card_at(session, neighbourhood, code)
        return render_template(
            "web/referral_card_paper.html",
            title=card.name,
            back=url_for(".page", wijk=wijk, code=code),
            cards=[(card, density(card))],
            **card_words(),
        )


@blueprint.get("/wijk/<wijk>/locaties/<code>/kaart.vcf")
def vcard(wijk: str, code: str) -> Response:
    """The contact, for an address book."""
    with collaborators().database.reading() as session:
        return vcard_of(card_at(session, find_neighbourhood(session, wijk), code))


@blueprint.get("/safari/<uid>/kaarten")
def booklet(uid: str) -> str:
    """The cards of an evening's stops, and what becomes of them."""
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        return render_template(
            "web/referral_cards.html",
            safari=safari,
            evening=evening_in_short(safari),
            cards=cards_of(session, safari),
            broken_off=was_broken_off(session, safari),
            leave_at=cards_leave_at(safari).astimezone(AMSTERDAM),
            **card_words(),
        )


@blueprint.get("/safari/<uid>/kaarten/papier")
def booklet_paper(uid: str) -> str:
    """A cover, and a sheet for each stop."""
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        cards = cards_of(session, safari)
        return render_template(
            "web/referral_card_paper.html",
            title=safari.title,
            back=url_for(".booklet", uid=uid),
            safari=safari,
            evening=evening_in_short(safari),
            organiser=organiser_of(safari, made.post),
            cards=[(card, density(card)) for card in cards],
            **card_words(),
        )


def vcard_of(card: ReferralCard) -> Response:
    """The card's contact as a file."""
    return attachment(contact_vcard(card), VCARD, f"{card.location_id}.vcf")


def _form(wijk: str, code: str, error: CardFormError | None = None, stale: str = "") -> Page:
    with collaborators().database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        card = card_at(session, neighbourhood, code)
    answered: Any = request.form if error or stale else None
    text = render_template(
        "web/referral_card_form.html",
        neighbourhood=neighbourhood,
        card=card,
        form=CARD_FORM,
        typed=typed_card(answered) if answered else card_as_typed(card.facts),
        errors=error.fields if error else {},
        stale=stale,
        changes=fact_changes(card.facts, read_card(answered)) if stale else (),
        checked=answered is None or answered.get("nagekeken") == "ja",
        # After both versions were seen, saving replaces the other knowingly.
        seen=answered.get("gezien", "") if error else card.revision,
    )
    return text, 409 if stale else 400 if error else 200
