"""Accounts: who may log in, and in which wijken they work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from typing import get_args

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from wijksafari.errors import InputError, NotFoundError
from wijksafari.models import Membership, Role, User
from wijksafari.services.accounts.roles import ADMINISTRATOR, WijkRole
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.mail.email_addresses import email_key, read_email

LONGEST_NAME = 120


def all_users(session: Session) -> Sequence[User]:
    """Every account with its wijken, by name."""
    query = select(User).options(selectinload(User.memberships), selectinload(User.roles))
    return session.scalars(query.order_by(User.name, User.id)).all()


def find_user(session: Session, user_id: int) -> User:
    """The account with this number. Raises NotFoundError."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFoundError("Dit account bestaat niet (meer).")
    return user


def add_user(
    session: Session, *, name: str, email: str, now: datetime, administrator: bool = False
) -> User:
    """A new account without password. Raises InputError with everything that is wrong."""
    problems: list[str] = []
    address = ""
    try:
        address = email_key(read_email(email))
    except InputError as error:
        problems.extend(error.problems)
    try:
        name = read_name(name)
    except InputError as error:
        problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    user = User(name=name, email=address, created_at=now)
    session.add(user)
    try:
        session.flush()
    except IntegrityError:
        raise InputError("Er is al een account met dit e-mailadres.") from None
    if administrator:
        set_administrator(session, user, True)
    return user


def read_name(text: str) -> str:
    """Somebody's name as it is kept. Raises InputError."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError(f"Vul een naam in van hoogstens {LONGEST_NAME} tekens.")
    return name


def set_membership(session: Session, user: User, slug: str, role: str) -> Membership:
    """Let ``user`` work in the wijk as ``role``, whatever they did there before.

    Raises InputError for a role that does not exist, NotFoundError for such a wijk.
    """
    if role not in get_args(WijkRole):
        raise InputError("Kies adviseur of kwartiermaker.")
    wijk = find_neighbourhood(session, slug)
    found = next((each for each in user.memberships if each.neighbourhood_id == wijk.id), None)
    if found is None:
        found = Membership(neighbourhood=wijk, role=role)
        user.memberships.append(found)
    found.role = role
    session.flush()
    return found


def end_membership(session: Session, user: User, slug: str) -> None:
    """Let ``user`` no longer work in the wijk; at once, wherever they are logged in."""
    for each in [each for each in user.memberships if each.neighbourhood.slug == slug]:
        user.memberships.remove(each)
    session.flush()


def set_administrator(session: Session, user: User, wanted: bool) -> None:
    """Make ``user`` an administrator, or no longer. Raises InputError for the last one."""
    role = session.scalar(select(Role).filter_by(name=ADMINISTRATOR)) or Role(name=ADMINISTRATOR)
    if wanted and role not in user.roles:
        user.roles.append(role)
    elif not wanted and role in user.roles:
        _keep_an_administrator(session, user)
        user.roles.remove(role)
    session.flush()


def set_active(session: Session, user: User, wanted: bool) -> None:
    """Let ``user`` log in, or no longer; the latter ends every login of theirs.

    Raises InputError for the last administrator.
    """
    if not wanted:
        _keep_an_administrator(session, user)
        end_logins(user)
    user.active = wanted
    session.flush()


def switch_off_second_step(user: User) -> None:
    """Ask no code of ``user`` any more, as when their telephone is lost."""
    user.tf_primary_method = user.tf_totp_secret = user.tf_last_counter = None


def end_logins(user: User) -> None:
    """End every login of ``user``, and every link to choose a password."""
    user.fs_uniquifier = token_hex(32)


def _keep_an_administrator(session: Session, leaving: User) -> None:
    # Two administrators who switch each other off at once: the second waits here, then counts.
    role = session.scalar(select(Role).filter_by(name=ADMINISTRATOR).with_for_update())
    query = select(User.id).where(User.roles.contains(role), User.active)
    administrators = set(session.scalars(query)) if role else set()
    if administrators == {leaving.id}:
        raise InputError(
            "Dit is de laatste beheerder. Maak eerst iemand anders beheerder; anders kan niemand"
            " meer bij de accounts."
        )
