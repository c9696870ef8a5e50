"""Mails about somebody's own account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.models import User
from wijksafari.render.letter import letter
from wijksafari.services.accounts.invitations import INVITED, invitation_token
from wijksafari.services.accounts.roles import ROLE_NAMES
from wijksafari.services.mail.post import Address, Mail, Post


def mail_invitation(session: Session, post: Post, user: User, now: datetime, *, by: str) -> None:
    """Ask ``user`` to choose a password; ``by`` is who gave them the account."""
    token = invitation_token(post.links.secret_key, user)
    wijken = [(each.neighbourhood.name, ROLE_NAMES[each.role]) for each in user.memberships]
    values = {"by": by, "wijken": wijken, "days": INVITED.days}
    _put(session, post, "account_invitation", user, now, path=f"/uitnodiging/{token}", **values)


def mail_reset(session: Session, post: Post, user: User, path: str, now: datetime) -> None:
    """Let ``user`` choose a new password at ``path``."""
    _put(session, post, "password_reset", user, now, path=path)


def mail_changed(session: Session, post: Post, user: User, path: str, now: datetime) -> None:
    """Tell ``user`` that their password was changed; ``path`` is where to undo it."""
    _put(session, post, "password_changed", user, now, path=path)


def _put(
    session: Session, post: Post, kind: str, user: User, now: datetime, *, path: str, **more: object
) -> None:
    # The address of the site is what its settings say, never what a visitor's browser says.
    url = f"{post.links.base_url}{path}"
    words = letter(kind, name=user.name, url=url, organiser=None, **more)
    mail = Mail(kind=kind, to=Address(user.name, user.email), letter=words)
    post.put(session, mail, now)
