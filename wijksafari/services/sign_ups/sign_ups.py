"""Signing up, coming back, and correcting what was filled in."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from wijksafari.errors import ClosedError, InputError, LinkRevokedError, NotFoundError
from wijksafari.models import Invitation, Link, Practice, Safari, SignUp
from wijksafari.planning.functions import Function
from wijksafari.services.calendars.calendars import let_address_go
from wijksafari.services.invitations.invited import WITHDRAWN
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.sign_ups.mail import Kind, write_to
from wijksafari.services.sign_ups.places import (
    WITHOUT_TOUR,
    check_not_begun,
    check_sign_up_open,
    lock_safari,
    lock_sign_up,
    take_or_queue,
)

LINK_WORKS_FOR = timedelta(days=90)  # after the evening, to see, export and erase
_OPTIONAL = ("bicycle", "diet", "remark", "big_number")

# Built once: everybody who signs up asks them, with the safari locked.
_STILL_INVITED = select(Invitation.id).where(Invitation.id == bindparam("invitation_id"))
_IN_GROUP = select(Practice.id).where(
    Practice.id == bindparam("practice_id"), Practice.removed_at.is_(None)
)
_BY_EMAIL = select(SignUp).where(
    SignUp.safari_id == bindparam("safari_id"), SignUp.email_key == bindparam("email_key")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody filled in, read and found usable; an empty text says nothing.

    A ``big_number`` comes with the consent to keep it.
    """

    name: str
    function: Function
    email: str
    bicycle: str = ""
    diet: str = ""
    remark: str = ""
    big_number: str = ""


def sign_up(
    session: Session, invitation: Invitation, entry: Entry, post: Post, now: datetime
) -> SignUp:
    """Sign somebody up: with a place if one is free and nobody waits for it, else in the queue.

    One mail address is one sign-up: a second time changes it, keeps its place
    and what is left empty now, and brings back whoever had withdrawn. Raises
    ClosedError, and LinkRevokedError when the invitation was withdrawn meanwhile.
    """
    safari = lock_safari(session, invitation.safari_id)
    check_sign_up_open(safari, now)
    _check_practice(session, invitation.practice_id)
    _check_invitation(session, invitation)
    if invitation.declined_at is not None:
        invitation.declined_at = None
    row = _known(session, safari, entry.email)
    if row is None:
        row = _new(safari, invitation, entry, now)
        take_or_queue(session, safari, row, now)
        row.link = _own_link(session, safari, post, now)
        session.add(row)
        _tell(session, safari, row, _welcome(row), post=post, now=now)
        return row
    moves = row.status == "withdrawn" or invitation.person_id is not None
    practice_id = invitation.practice_id if moves else row.practice_id
    if practice_id != invitation.practice_id:
        # Whoever holds any open link could move a colleague out of their practice's figure.
        entry = replace(entry, function=entry_of(row).function)
    changed = _fill(row, _keeping(row, entry), practice_id, now)
    if row.status == "withdrawn":
        _bring_back(session, safari, row, post, now)
    elif changed:
        _tell(session, safari, row, "changed", post=post, now=now)
    return row


def change(session: Session, row: SignUp, entry: Entry, post: Post, now: datetime) -> bool:
    """Correct one's own sign-up; says whether it differs now.

    Keeps the place, and works until the evening begins. Raises ClosedError,
    and InputError when the new mail address cannot be used.
    """
    safari = lock_sign_up(session, row)
    check_not_begun(safari, now)
    if _known(session, safari, entry.email) not in (None, row):
        raise InputError("Met dit e-mailadres kan het niet. Gebruik een ander adres.")
    if email_key(entry.email) != row.email_key:
        let_address_go(row)
    if not _fill(row, entry, row.practice_id, now):
        return False
    _tell(session, safari, row, "changed", post=post, now=now)
    return True


def come_back(session: Session, row: SignUp, post: Post, now: datetime) -> None:
    """Take part again after a withdrawal, as if newly signed up. Raises ClosedError."""
    safari = lock_sign_up(session, row)
    check_sign_up_open(safari, now)
    _check_practice(session, row.practice_id)
    if row.status == "withdrawn":
        _bring_back(session, safari, row, post, now)


def find_own(session: Session, link: Link) -> SignUp:
    """The sign-up that ``link`` belongs to. Raises NotFoundError once it was erased."""
    with_safari = joinedload(SignUp.safari, innerjoin=True).options(*WITHOUT_TOUR)
    with_practice = joinedload(SignUp.practice, innerjoin=True)
    query = select(SignUp).filter_by(link_id=link.id).options(with_practice, with_safari)
    row = session.scalar(query)
    if row is None:
        raise NotFoundError("Deze aanmelding bestaat niet meer.")
    return row


def entry_of(row: SignUp) -> Entry:
    """What somebody filled in, as it is kept."""
    told = {field.name: getattr(row, field.name) for field in fields(Entry)}
    return Entry(**told)


def _check_practice(session: Session, practice_id: int) -> None:
    """The practice may have left the group while the form was open."""
    if session.scalar(_IN_GROUP, {"practice_id": practice_id}) is None:
        raise ClosedError(
            "Deze praktijk hoort niet meer bij de huisartsengroep, dus aanmelden kan zo niet."
            " Vraag de organisator hoe u toch mee kunt."
        )


def _check_invitation(session: Session, invitation: Invitation) -> None:
    """It was read before the lock; a practice may have been withdrawn in between."""
    if session.scalar(_STILL_INVITED, {"invitation_id": invitation.id}) is None:
        raise LinkRevokedError(WITHDRAWN)


def _known(session: Session, safari: Safari, email: str) -> SignUp | None:
    return session.scalar(_BY_EMAIL, {"safari_id": safari.id, "email_key": email_key(email)})


def _own_link(session: Session, safari: Safari, post: Post, now: datetime) -> Link:
    expires = safari.starts_at + LINK_WORKS_FOR
    return post.links.new(session, "sign_up", now, safari_id=safari.id, expires_at=expires)


def _new(safari: Safari, invitation: Invitation, entry: Entry, now: datetime) -> SignUp:
    return SignUp(
        safari=safari,
        practice_id=invitation.practice_id,
        person_id=invitation.person_id,
        email_key=email_key(entry.email),
        consented_at=now,
        big_consented_at=now if entry.big_number else None,
        created_at=now,
        changed_at=now,
        **asdict(entry),
    )


def _keeping(row: SignUp, entry: Entry) -> Entry:
    """The entry, completed: whoever signs up anew cannot see what they told before."""
    kept = {name: getattr(entry, name) or getattr(row, name) for name in _OPTIONAL}
    return replace(entry, **kept)


def _fill(row: SignUp, entry: Entry, practice_id: int, now: datetime) -> bool:
    """Write down what differs; says whether anything does."""
    told = asdict(entry) | {"practice_id": practice_id}
    differing = {name: value for name, value in told.items() if getattr(row, name) != value}
    if "big_number" in differing:
        row.big_consented_at = now if entry.big_number else None
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        row.email_key = email_key(entry.email)
        row.changed_at = now
        row.revision += 1
    return bool(differing)


def _bring_back(session: Session, safari: Safari, row: SignUp, post: Post, now: datetime) -> None:
    take_or_queue(session, safari, row, now)
    row.calendar_shift += 1
    row.revision += 1
    row.changed_at = row.consented_at = now
    _tell(session, safari, row, _welcome(row), post=post, now=now)


def _welcome(row: SignUp) -> Kind:
    return "signed_up" if row.status == "taking_part" else "waiting_list"


def _tell(
    session: Session, safari: Safari, row: SignUp, kind: Kind, *, post: Post, now: datetime
) -> None:
    session.flush()
    note_representation(session, safari, post, now)
    # After those questions, so that the mail needs no turn of its own in the database.
    write_to(session, kind, row, post, now)
