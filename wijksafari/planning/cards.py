"""Referral cards: what a GP has to know to refer somebody to a location."""

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from wijksafari.planning.card_facts import OF_LOCATION, WAY_NAMES, CardFacts

FRESH_FOR = timedelta(days=183)


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
    facts: CardFacts = field(default_factory=CardFacts)
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
        told = (each.name for each in fields(self.facts) if each.name not in OF_LOCATION)
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


def is_due(checked_at: datetime | None, now: datetime) -> bool:
    """Whether it was checked longer than half a year ago, or never."""
    return checked_at is None or checked_at <= now - FRESH_FOR
