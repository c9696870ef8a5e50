"""A location's contact as a vCard (RFC 2426, which telephones and Outlook all read)."""

import vobject

from wijksafari.planning.cards import ReferralCard
from wijksafari.render.programme import line


def contact_vcard(card: ReferralCard) -> bytes:
    """The vaste contactpersoon of ``card``, else the location itself, with how to refer."""
    contact, facts, place = card.contact, card.facts, line(card.name)
    made = vobject.vCard()
    name = line(contact.name) or place
    made.add("n").value = vobject.vcard.Name(family=name)
    made.add("fn").value = name
    made.add("org").value = [place]
    for phone in _each_once(contact.phone, facts.refer_phone):
        made.add("tel").value = phone
    for email in _each_once(contact.email, facts.refer_email):
        made.add("email").value = email
    if card.address:
        made.add("adr").value = vobject.vcard.Address(street=line(card.address))
    made.add("note").value = _note(card)
    text: str = made.serialize()
    return text.encode()


def _note(card: ReferralCard) -> str:
    facts = card.facts
    told = {
        "Biedt": facts.offers,
        "Voor": facts.for_whom,
        "Niet voor": facts.not_for_whom,
        "Verwijzen": facts.words("ways"),
        "Let op": facts.refer_note,
        "Reactietijd": facts.response_time,
    }
    lines = [f"Verwijskaart {line(card.name)}"]
    lines += [f"{name}: {line(text)}" for name, text in told.items() if text]
    return "\n".join(lines)


def _each_once(*values: str) -> list[str]:
    return list(dict.fromkeys(value for each in values if (value := line(each))))
