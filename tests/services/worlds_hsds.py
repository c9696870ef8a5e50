"""A location of which HSDS has everything to tell."""

from typing import Any

from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import BASE_URL, create_location, create_neighbourhood
from wijksafari.models import ContactPerson, Location, ReferralCard
from wijksafari.planning.card_facts import REFERRER_NAMES, WAY_NAMES
from wijksafari.services.hsds.hsds import hsds_page


def told(session: Session) -> dict[str, Any]:
    """The wijk as a page of HSDS."""
    session.flush()
    return hsds_page(session, create_neighbourhood(session), BASE_URL)


def described_location(session: Session, code: str = "linde") -> Location:
    """All there is to tell of a location but what goes on there."""
    row = create_location(
        session,
        code=code,
        name="De Linde",
        type="Buurthuis",
        theme="eenzaamheid",
        other_themes=["rouw"],
        address="Dorpsstraat 12, 2631 AB Nootdorp",
        entrance="Zijdeur",
        bicycle_parking="Op het plein",
        accessibility="Drempelvrij",
        contact_phone="06-12345678",
        welzijnscoach_name="Wies",
        welzijnscoach_email="wies@xn--buurthus-c1a.test",
        welzijnscoach_phone="06-12345670",
        checked_at=NOW,
    )
    row.contacts = [
        ContactPerson(
            name="Bea", function="beheer", email="bea@voorbeeld.test", phone="015-1234567"
        ),
        ContactPerson(name="", function="balie", email="", phone="015-1234568"),
    ]
    session.add(_card(row))
    return row


def _card(row: Location) -> ReferralCard:
    return ReferralCard(
        location=row,
        for_whom="Wie alleen is",
        not_for_whom="Kinderen",
        offers="Samen eten",
        ways=list(WAY_NAMES),
        refer_phone="06-12345679",
        refer_email="linde+huisarts@voorbeeld.test",
        refer_note="Bel eerst",
        who_may_refer=list(REFERRER_NAMES),
        response_time="een week",
        cost="€ 2,50",
        languages="Nederlands, Turks",
        feedback="Een mailtje",
    )
