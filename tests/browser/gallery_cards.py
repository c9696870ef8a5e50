"""Referral cards for the exhibition: as full as may be, old, ordinary, and empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.world import NOW
from wijksafari.models import ContactPerson, Location
from wijksafari.planning.card_facts import REFERRER_NAMES, WAY_NAMES, CardFacts
from wijksafari.services.cards.changes import change_card
from wijksafari.services.cards.proposals import propose_card
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.journal import Actor
from wijksafari.web.card_form import FIELDS, LONGEST, MOST_LINES

PHONE = "+31 (0)6 - 12 34 56 78"
EMAIL = f"{'m' * 60}@{'voorbeeld' * 6}.test"
ORDINARY = CardFacts(
    offers="Elke dinsdag samen koken en eten.",
    for_whom="Iedereen die niet graag alleen eet.",
    not_for_whom="Wie zorg nodig heeft bij het eten.",
    ways=("phone", "walk_in"),
    who_may_refer=("gp", "practice_nurse", "practice_assistant"),
    response_time="binnen twee werkdagen",
    cost="€ 5 per maaltijd",
    contact_name="Greet Gastvrouw",
    contact_phone=PHONE,
)


def hang_cards(session: Session) -> None:
    """Write the cards of some locations of the wijk, and let hosts propose others."""
    rows = session.scalars(select(Location).where(Location.code.in_(("linde", "baken", "sprong"))))
    by_code = {row.code: row for row in rows}
    linde, baken, sprong = (by_code[code] for code in ("linde", "baken", "sprong"))
    linde.contacts = [ContactPerson(name="Dirk" + "k" * 100, function="b" * 100, phone=PHONE)]
    linde.welzijnscoach_name, linde.welzijnscoach_phone = "Wies" + "s" * 100, PHONE
    linde.address, linde.entrance = _filler(200), _filler(300)
    _write(session, linde, fullest(), days_ago=1)
    _write(session, baken, ORDINARY, days_ago=200)
    propose(session, baken, replace(ORDINARY, cost="gratis", offers="a" * 600, ways=("email",)))
    propose(session, sprong, card_of(session, sprong).facts)


def fullest() -> CardFacts:
    """A card with as much on it as fits in the form."""
    values = {FIELDS[name]: _filler(longest) for name, longest in LONGEST.items()}
    values |= {"refer_phone": PHONE, "contact_phone": PHONE}
    values |= dict.fromkeys(("refer_email", "contact_email"), EMAIL)
    lines = "\n".join(f"{number}. Samen iets doen" for number in range(MOST_LINES))
    return CardFacts(
        **values | {"not_for_whom": lines},
        ways=tuple(WAY_NAMES),
        who_may_refer=tuple(REFERRER_NAMES),
    )


def propose(session: Session, row: Location, facts: CardFacts) -> None:
    """What the host of ``row`` would have on the card."""
    propose_card(session, row, facts, safari=None, proposed_by="Greet" + "t" * 100, now=NOW)


def _write(session: Session, row: Location, facts: CardFacts, *, days_ago: int) -> None:
    change_card(
        session,
        row,
        facts,
        seen=card_of(session, row).revision,
        checked=True,
        actor=Actor(None, "Karim" + "m" * 115),
        now=NOW - timedelta(days=days_ago),
    )


def _filler(longest: int) -> str:
    """Words as people write them, and one without a space to break at."""
    words = "wie zich alleen voelt of graag onder de mensen komt " * 20
    return ("n" * min(100, longest // 2) + " " + words)[:longest]
