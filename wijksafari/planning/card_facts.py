"""What organisers and hosts write on a referral card, field by field."""

from dataclasses import dataclass

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
# The catalogue says these of any location, also of one whose card is empty.
OF_LOCATION = ("accessibility", "contact_name", "contact_phone", "contact_email")


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
class FactChange:
    """One field of a card that would become another; both as people read them."""

    field: str
    label: str
    old: str
    new: str


def fact_changes(old: CardFacts, new: CardFacts) -> tuple[FactChange, ...]:
    """Where ``new`` says something else than ``old``, in the order of a card."""
    return tuple(
        FactChange(field, label, old.words(field), new.words(field))
        for field, label in FACT_NAMES.items()
        if getattr(old, field) != getattr(new, field)
    )
