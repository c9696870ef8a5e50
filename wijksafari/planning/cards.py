"""Referral cards: what a GP has to know to refer somebody to a location."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Literal

Way = Literal["phone", "email", "walk_in", "welzijnscoach", "welzijn_op_recept"]

FRESH_FOR = timedelta(days=183)

# In the order in which a card tells them.
WAY_NAMES: dict[str, str] = {
    "phone": "Bellen",
    "email": "Mailen",
    "walk_in": "Binnenlopen, zonder afspraak",
    "welzijnscoach": "Via de welzijnscoach",
    "welzijn_op_recept": "Welzijn op Recept",
}
REFERRER_NAMES: dict[str, str] = {
    "gp": "huisarts",
    "practice_nurse": "praktijkondersteuner (POH)",
    "practice_assistant": "doktersassistent",
    "self": "mensen zelf, zonder verwijzing",
}
FACT_NAMES: dict[str, str] = {
    "offers": "Wat het biedt",
    "for_whom": "Voor wie",
    "not_for_whom": "Niet voor wie",
    "ways": "Hoe verwijzen",
    "refer_phone": "Verwijzen: telefoon",
    "refer_email": "Verwijzen: e-mail",
    "refer_note": "Toelichting bij het verwijzen",
    "who_may_refer": "Wie mag verwijzen",
    "response_time": "Reactietijd",
    "cost": "Kosten",
    "languages": "Talen",
    "accessibility": "Toegankelijkheid",
    "feedback": "Terugkoppeling",
    "contact_name": "Vaste contactpersoon",
    "contact_phone": "Telefoon contactpersoon",
    "contact_email": "E-mail contactpersoon",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What organisers and hosts write on a card; empty where nobody knows.

    ``ways`` are keys of WAY_NAMES, ``who_may_refer`` of REFERRER_NAMES, in that
    order. A referral goes to ``refer_phone`` and ``refer_email``, else to the contact.
    """

    offers: str = ""
    for_whom: str = ""
    not_for_whom: str = ""
    ways: tuple[str, ...] = ()
    refer_phone: str = ""
    refer_email: str = ""
    refer_note: str = ""
    who_may_refer: tuple[str, ...] = ()
    response_time: str = ""
    cost: str = ""
    languages: str = ""
    accessibility: str = ""
    feedback: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""

    @property
    def phone(self) -> str:
        """Where a referral is phoned to."""
        return self.refer_phone or self.contact_phone

    @property
    def email(self) -> str:
        """Where a referral is mailed to."""
        return self.refer_email or self.contact_email

    def words(self, field: str) -> str:
        """What one field says, as a person reads it."""
        value = getattr(self, field)
        names = {"ways": WAY_NAMES, "who_may_refer": REFERRER_NAMES}.get(field)
        return value if names is None else ", ".join(names.get(each, each) for each in value)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to; everything may be empty."""

    name: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""

    @property
    def known(self) -> bool:
        """Whether anything is known of them."""
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to refer: what to do, and whom that reaches."""

    words: str
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCard:
    """A location's card. ``checked_at`` is when somebody last found all of it true.

    ``others`` are further people to turn to. ``revision`` is that of the whole
    card: it differs once any of it was changed; empty where the location left the
    catalogue, and the card holds what an evening knows of it.
    """

    location_id: str
    name: str
    type: str = ""
    theme: str = ""
    address: str = ""
    entrance: str = ""
    facts: CardFacts = CardFacts()
    others: tuple[Contact, ...] = ()
    welzijnscoach: Contact = Contact()
    checked_at: datetime | None = None
    checked_by: str = ""
    revision: str = ""

    @property
    def in_catalogue(self) -> bool:
        """Whether the location is still there, and so its card can be changed."""
        return bool(self.revision)

    @property
    def contact(self) -> Contact:
        """The vaste contactpersoon."""
        facts = self.facts
        return Contact(facts.contact_name, "", facts.contact_phone, facts.contact_email)

    @property
    def written(self) -> bool:
        """Whether it says more than the catalogue does of any location."""
        known = ("accessibility", "contact_name", "contact_phone", "contact_email")
        told = (each.name for each in fields(self.facts) if each.name not in known)
        return any(getattr(self.facts, name) for name in told)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing without which nobody can refer by it."""
        facts = self.facts
        missing = {
            "wat het biedt": not facts.offers,
            "voor wie het is": not facts.for_whom,
            "hoe te verwijzen": not facts.ways,
            "een telefoonnummer om te verwijzen": "phone" in facts.ways and not facts.phone,
            "een mailadres om te verwijzen": "email" in facts.ways and not facts.email,
            "wie de welzijnscoach is": (
                "welzijnscoach" in facts.ways and not self.welzijnscoach.known
            ),
            "wie mag verwijzen": not facts.who_may_refer,
            "de vaste contactpersoon": not facts.contact_name,
        }
        return tuple(what for what, is_missing in missing.items() if is_missing)

    @property
    def reach(self) -> tuple[Reach, ...]:
        """Every way to refer, each with the number or address it needs."""
        facts = self.facts
        contacts = {
            "phone": Contact(phone=facts.phone),
            "email": Contact(email=facts.email),
            "welzijnscoach": self.welzijnscoach,
        }
        if "welzijnscoach" not in facts.ways:
            contacts["welzijn_op_recept"] = self.welzijnscoach
        return tuple(
            Reach(name, contacts.get(way, Contact()))
            for way, name in WAY_NAMES.items()
            if way in facts.ways
        )

    def stale(self, now: datetime) -> bool:
        """Whether somebody should go through it again."""
        return is_due(self.checked_at, now)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One field of a card that would become another; both as people read them."""

    field: str
    label: str
    old: str
    new: str


def is_due(checked_at: datetime | None, now: datetime) -> bool:
    """Whether it was checked longer than half a year ago, or never."""
    return checked_at is None or checked_at <= now - FRESH_FOR


def fact_changes(old: CardFacts, new: CardFacts) -> tuple[FactChange, ...]:
    """Where ``new`` says something else than ``old``, in the order of a card."""
    return tuple(
        FactChange(field, label, old.words(field), new.words(field))
        for field, label in FACT_NAMES.items()
        if getattr(old, field) != getattr(new, field)
    )
