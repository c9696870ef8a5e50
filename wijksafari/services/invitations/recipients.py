"""Who gets an invitation or a reminder: one mail for every address."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijksafari.models import Invitation, Person, Practice
from wijksafari.services.links import LinkMaker
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """A known person, or (without ``person``) a practice, with the link to answer by.

    ``invitation`` is None for who would be invited: then ``url`` opens nothing yet.
    """

    practice: Practice
    person: Person | None
    url: str
    invitation: Invitation | None = None

    @property
    def name(self) -> str:
        """Whom to greet; empty for a practice without a known contact."""
        return self.person.name if self.person else self.practice.contact_name

    @property
    def email(self) -> str:
        """Where the mail goes; empty where no address is known."""
        return self.person.email if self.person else self.practice.contact_email


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mail address with the links it gets: for people themselves, and to share."""

    own: tuple[Invitee, ...]
    shared: tuple[Invitee, ...]

    @property
    def invitees(self) -> tuple[Invitee, ...]:
        """Everybody this mail invites; at least one."""
        return (*self.own, *self.shared)

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """The invitations among them that exist."""
        return tuple(each.invitation for each in self.invitees if each.invitation)

    @property
    def names(self) -> tuple[str, ...]:
        """Whom to greet, each once; empty where nobody is known by name."""
        people = self.own or self.shared
        return tuple(dict.fromkeys(each.name for each in people if each.name))

    @property
    def address(self) -> Address:
        """Where the mail goes."""
        return Address(", ".join(self.names)[:120], self.invitees[0].email)

    @property
    def practices(self) -> tuple[Practice, ...]:
        """The practices this mail is about, each once."""
        return tuple({each.practice.id: each.practice for each in self.invitees}.values())


def email_of(invitation: Invitation) -> str:
    """Where its mail goes; empty where no address is known."""
    person = invitation.person
    return person.email if person else invitation.practice.contact_email


def invitee_of(invitation: Invitation, links: LinkMaker) -> Invitee:
    """Who holds ``invitation``."""
    return Invitee(
        practice=invitation.practice,
        person=invitation.person,
        url=links.url(invitation.link),
        invitation=invitation,
    )


def recipients(invitees: Iterable[Invitee]) -> tuple[Recipient, ...]:
    """``invitees`` with an address, brought together by it, in their order."""
    by_address: dict[str, list[Invitee]] = {}
    for invitee in invitees:
        if invitee.email:
            by_address.setdefault(email_key(invitee.email), []).append(invitee)
    return tuple(
        Recipient(
            own=tuple(each for each in group if each.person),
            shared=tuple(each for each in group if not each.person),
        )
        for group in by_address.values()
    )
