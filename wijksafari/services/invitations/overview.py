"""How far inviting has come: every practice with its people, and how each stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Invitation, Person, Practice, Safari
from wijksafari.services.invitations.answers import Answer, Answers, answers_to
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.links import LinkMaker
from wijksafari.services.practices.numbers import Numbers, numbers_of
from wijksafari.services.practices.practices import practices_of

Standing = Literal[
    "not_invited", "no_address", "unmailed", "mailed", "reminded",
    "declined", "withdrawn", "taking_part", "waiting", "signed_off",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A person, or (without ``person``) a practice's contact, and how they stand.

    ``since`` is when they were last mailed or said no, in Europe/Amsterdam.
    ``url`` is empty while there is no link that works.
    """

    person: Person | None
    invitation_id: int | None
    url: str
    standing: Standing
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedPractice:
    """A practice of the group; ``taking_part`` of it have a place."""

    practice: Practice
    numbers: Numbers
    contact: Invited
    people: tuple[Invited, ...]
    taking_part: int

    @property
    def invited(self) -> bool:
        """Whether it is invited to this safari."""
        return self.contact.invitation_id is not None

    @property
    def has_new(self) -> bool:
        """Whether inviting it (again) would reach or make a link for anybody."""
        everybody = (self.contact, *self.people)
        return any(each.standing in ("not_invited", "unmailed") for each in everybody)

    @property
    def without_address(self) -> int:
        """How many of its people get no mail because no address is known."""
        return sum(not each.person.email for each in self.people if each.person)


def overview(session: Session, safari: Safari, links: LinkMaker) -> tuple[InvitedPractice, ...]:
    """Every practice of the wijk's group, by name."""
    found = {(each.practice_id, each.person_id): each for each in invitations_of(session, safari)}
    answers = answers_to(session, safari)

    def invited(practice: Practice, person: Person | None) -> Invited:
        invitation = found.get((practice.id, person.id if person else None))
        own = answers.of_person(person) if person else ()
        email = person.email if person else practice.contact_email
        return _invited(person, invitation, own, links, bool(email))

    return tuple(
        InvitedPractice(
            practice=practice,
            numbers=numbers_of(practice),
            contact=invited(practice, None),
            people=tuple(invited(practice, person) for person in practice.people),
            taking_part=_taking_part(answers, practice),
        )
        for practice in practices_of(session, safari.neighbourhood)
    )


def _taking_part(answers: Answers, practice: Practice) -> int:
    return sum(each.status == "taking_part" for each in answers.of_practice(practice.id))


def _invited(
    person: Person | None,
    invitation: Invitation | None,
    own: tuple[Answer, ...],
    links: LinkMaker,
    has_address: bool,
) -> Invited:
    works = invitation is not None and invitation.link.revoked_at is None
    standing, since = _standing(invitation, own, has_address)
    return Invited(
        person=person,
        invitation_id=invitation.id if invitation else None,
        url=links.url(invitation.link) if invitation and works else "",
        standing=standing,
        since=since.astimezone(AMSTERDAM) if since else None,
    )


def _standing(
    invitation: Invitation | None, own: tuple[Answer, ...], has_address: bool
) -> tuple[Standing, datetime | None]:
    """How somebody stands, and since when; an answer says more than a mail."""
    if own:
        return _signed_up({each.status for each in own}), None
    if invitation is None:
        return "not_invited", None
    last: tuple[tuple[Standing, datetime | None], ...] = (
        ("declined", invitation.declined_at),
        ("withdrawn", invitation.link.revoked_at),
        ("reminded", invitation.reminded_at),
        ("mailed", invitation.mailed_at),
    )
    unmailed: Standing = "unmailed" if has_address else "no_address"
    return next(((standing, since) for standing, since in last if since), (unmailed, None))


def _signed_up(statuses: set[str]) -> Standing:
    if "taking_part" in statuses:
        return "taking_part"
    return "waiting" if statuses & {"waiting", "offered"} else "signed_off"
