"""Contacts for address books."""

import re

import vobject
from hypothesis import given
from hypothesis import strategies as st

from wijksafari.planning.card_facts import CardFacts
from wijksafari.planning.cards import ReferralCard
from wijksafari.render.programme import line
from wijksafari.render.vcard import contact_vcard


def unfolded(content: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", content).decode().split("\r\n")


def test_a_contact_has_name_place_and_every_number_once() -> None:
    facts = CardFacts(
        contact_name="Greet Gastvrouw",
        contact_phone="06-1",
        refer_phone="06-1",
        refer_email="verwijs@linde.test",
        ways=("phone", "email"),
    )
    card = ReferralCard(
        location_id="linde", name="De Linde", address="Plein 1, 1234 AB Dorp", facts=facts
    )
    assert unfolded(contact_vcard(card)) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "ADR:;;Plein 1\\, 1234 AB Dorp;;;;",
        "EMAIL:verwijs@linde.test",
        "FN:Greet Gastvrouw",
        "N:Greet Gastvrouw;;;;",
        "NOTE:Verwijskaart De Linde\\nVerwijzen: Bellen\\, Mailen",
        "ORG:De Linde",
        "TEL:06-1",
        "END:VCARD",
        "",
    ]


def test_a_location_without_contact_goes_by_its_own_name() -> None:
    content = contact_vcard(ReferralCard(location_id="linde", name="De Linde"))
    assert "FN:De Linde" in unfolded(content)


@given(st.text(min_size=1, max_size=120), st.text(max_size=600))
def test_whatever_people_type_adds_no_line_and_comes_back(name: str, offers: str) -> None:
    facts = CardFacts(contact_name=name, contact_phone=name, offers=offers)
    content = contact_vcard(ReferralCard(location_id="x", name="De Linde", facts=facts))
    # RFC 2426 counts characters; the library folds by octets once there are as many of those.
    assert all(len(each.decode()) <= 75 for each in content.split(b"\r\n"))
    lines = unfolded(content)
    assert [each for each in lines if each.upper().startswith("BEGIN")] == ["BEGIN:VCARD"]
    if line(name):
        assert vobject.readOne(content.decode()).fn.value == line(name)
