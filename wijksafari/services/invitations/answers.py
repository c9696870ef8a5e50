"""Who answered the invitation to a safari."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Invitation, Person, Safari, SignUp
from wijksafari.services.mail.email_addresses import email_key


@dataclass(frozen=True, slots=True)
class Answer:
    """What of a sign-up tells whose answer it is."""

    practice_id: int
    person_id: int | None
    email_key: str
    status: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The sign-ups of one safari, withdrawn ones too: that is an answer as well."""

    sign_ups: tuple[Answer, ...]

    def of(self, invitation: Invitation) -> tuple[Answer, ...]:
        """The sign-ups that answer ``invitation``: a practice's, or this person's."""
        if invitation.person:
            return self.of_person(invitation.person)
        return self.of_practice(invitation.practice_id)

    def of_person(self, person: Person) -> tuple[Answer, ...]:
        """The sign-ups by somebody's own link or mail address."""
        key = email_key(person.email)
        return tuple(
            each
            for each in self.sign_ups
            if each.person_id == person.id or (key and each.email_key == key)
        )

    def of_practice(self, practice_id: int) -> tuple[Answer, ...]:
        """The sign-ups of a practice."""
        return tuple(each for each in self.sign_ups if each.practice_id == practice_id)

    def has(self, invitation: Invitation) -> bool:
        """Whether whoever holds ``invitation`` answered, be it with no."""
        return invitation.declined_at is not None or bool(self.of(invitation))


def answers_to(session: Session, safari: Safari) -> Answers:
    """The answers as they are now."""
    query = select(SignUp.practice_id, SignUp.person_id, SignUp.email_key, SignUp.status)
    found = session.execute(query.filter_by(safari_id=safari.id).order_by(SignUp.id))
    return Answers(tuple(Answer(*row) for row in found))
