"""Small named people who sign up, and what they were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.worlds import NOW, POST
from wijksafari.models import Invitation, Message, SignUp
from wijksafari.services.sign_ups.sign_ups import Entry, sign_up


def entry(email: str = "daan@praktijk.nl", **overrides: Any) -> Entry:
    """A GP called Daan Dokter."""
    values: dict[str, Any] = {"name": "Daan Dokter", "function": "gp"}
    return Entry(email=email, **values | overrides)


def enter(
    session: Session,
    invitation: Invitation,
    email: str = "daan@praktijk.nl",
    *,
    now: datetime = NOW,
    **overrides: Any,
) -> SignUp:
    """Daan, or whoever has ``email``, signs up."""
    return sign_up(session, invitation, entry(email, **overrides), POST, now)


def told(session: Session, row: SignUp) -> list[str]:
    """The kinds of mail that went to somebody, oldest first."""
    query = select(Message.kind).filter_by(to_email=row.email, safari_id=row.safari_id)
    return list(session.scalars(query.order_by(Message.id)))


def last_mail(session: Session, row: SignUp) -> dict[str, Any]:
    """What the last mail to somebody holds."""
    query = select(Message).filter_by(to_email=row.email, safari_id=row.safari_id)
    message = session.scalars(query.order_by(Message.id.desc())).first()
    assert message is not None
    assert message.sealed is not None
    return {"subject": message.subject, **POST.unseal(message.sealed)}
