"""The parts of a service in HSDS 3 that a location and its referral card tell of."""

from collections.abc import Callable, Iterator
from typing import Any

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Location, ReferralCard
from wijksafari.planning.card_facts import REFERRER_NAMES, WAY_NAMES
from wijksafari.services.catalogue.exports import split_address

Told = dict[str, Any]
# Makes the id of a part out of the names that lead to it.
MakeId = Callable[..., str]


def filled(told: Told) -> Told:
    """Only what says something."""
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def of_card(card: ReferralCard | None, ids: MakeId) -> Told:
    """For whom the service is, what it costs and how to get there, as the referral card says."""
    if card is None:
        return {}
    return {
        "description": card.offers,
        "eligibility_description": _sentences(
            card.for_whom, card.not_for_whom and f"Niet voor: {card.not_for_whom}"
        ),
        "application_process": _application(card),
        "fees_description": card.cost,
        "email": card.refer_email,
        "phones": _phones(card.refer_phone, ids("phone")),
        "languages": [{"id": ids("language"), "note": card.languages}] if card.languages else [],
    }


def _application(card: ReferralCard) -> str:
    ways = ", ".join(name for key, name in WAY_NAMES.items() if key in card.ways)
    who = ", ".join(name for key, name in REFERRER_NAMES.items() if key in card.who_may_refer)
    return _sentences(
        ways,
        card.refer_note,
        who and f"Verwijzen kan: {who}",
        card.response_time and f"Reactietijd: {card.response_time}",
        card.feedback and f"Terugkoppeling: {card.feedback}",
    )


def _sentences(*said: str) -> str:
    return " ".join(f"{each.strip().rstrip('.')}." for each in said if each.strip())


def assured(row: Location) -> Told:
    """When somebody last found it all true."""
    if row.checked_at is None:
        return {}
    return {"assured_date": row.checked_at.astimezone(AMSTERDAM).date().isoformat()}


def themes(row: Location, ids: MakeId, terms: MakeId) -> list[Told]:
    """Its themes as terms of a list of our own; ``terms`` makes the id of a theme's term."""
    every = dict.fromkeys(filter(None, (row.theme, *row.other_themes)))
    return [
        {
            "id": ids("theme", theme),
            "link_id": ids(),
            "link_entity": "service",
            "taxonomy_term": {
                "id": terms(theme),
                "name": theme,
                "description": f"Thema {theme}",
            },
        }
        for theme in every
    ]


def addresses(row: Location, ids: MakeId) -> list[Told]:
    """Its address, where that is whole: HSDS has none without a postcode and a city."""
    address = split_address(row.address)
    if not (address.street and address.postcode and address.city):
        return []
    return [
        {
            "id": ids("address"),
            "location_id": ids(),
            "address_1": address.street,
            "city": address.city,
            # Asked for by HSDS; a Dutch address names no province.
            "state_province": "",
            "postal_code": address.postcode,
            "country": "NL",
            "address_type": "physical",
        }
    ]


def accessibility(row: Location, ids: MakeId) -> list[Told]:
    """How people get in who cannot climb stairs, or need something else."""
    if not row.accessibility:
        return []
    return [{"id": ids("access"), "location_id": ids(), "description": row.accessibility}]


def contacts(row: Location, ids: MakeId) -> Iterator[Told]:
    """Everybody there is to turn to."""
    people = [
        ("contact", row.contact_name, "Vaste contactpersoon", row.contact_email, row.contact_phone),
        *(
            (f"contact/{each.id}", each.name, each.function, each.email, each.phone)
            for each in row.contacts
        ),
        (
            *("welzijnscoach", row.welzijnscoach_name, "Welzijnscoach"),
            *(row.welzijnscoach_email, row.welzijnscoach_phone),
        ),
    ]
    for key, name, title, email, phone in people:
        if name or email or phone:
            told = {"id": ids(key), "location_id": ids(), "name": name, "title": title}
            yield filled(told | {"email": email, "phones": _phones(phone, ids(key, "phone"))})


def _phones(number: str, made: str) -> list[Told]:
    return [{"id": made, "number": number}] if number else []
