"""Invitations to an account: a link to choose the first password, that works once."""

from __future__ import annotations

from datetime import timedelta

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import LinkExpiredError, NotFoundError
from wijksafari.models import User
from wijksafari.services.accounts.accounts import end_logins
from wijksafari.services.accounts.passwords import hashed

INVITED = timedelta(days=7)


def invitation_token(secret_key: str, user: User) -> str:
    """What only the invited person knows; a later one ends nothing, accepting ends them all."""
    return _serializer(secret_key).dumps(user.fs_uniquifier)


def find_invited(session: Session, secret_key: str, token: str) -> User:
    """Whom this invitation is for.

    Raises LinkExpiredError when it is too old, NotFoundError when it never was one, or was used.
    """
    try:
        uniquifier = _serializer(secret_key).loads(token, max_age=int(INVITED.total_seconds()))
    except SignatureExpired:
        raise LinkExpiredError(
            "Deze uitnodiging is verlopen. Vraag wie u uitnodigde om een nieuwe."
        ) from None
    except BadData:
        raise NotFoundError(_GONE) from None
    user = session.scalar(select(User).filter_by(fs_uniquifier=uniquifier))
    if user is None or user.password is not None or not user.active:
        raise NotFoundError(_GONE)
    return user


def accept(session: Session, user: User, password: str) -> None:
    """Keep the first password of somebody who was invited. Raises NotFoundError the second time."""
    session.refresh(user, with_for_update=True)
    if user.password is not None:
        raise NotFoundError(_GONE)
    user.password = hashed(password)
    end_logins(user)
    session.flush()


_GONE = "Deze uitnodiging werkt niet (meer). Koos u al een wachtwoord, log dan daarmee in."


def _serializer(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="account invitation")
