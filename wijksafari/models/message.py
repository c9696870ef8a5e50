"""The outbox: mail that is on its way."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base

MESSAGE_STATUSES = ("waiting", "sending", "sent", "failed", "bounced", "dropped")


class Message(Base):
    """One mail, written in the transaction of what caused it.

    ``message_id`` stays the same over all attempts. ``sealed`` is the mail
    itself, encrypted, for it holds private links; it is emptied once sent.
    ``dropped``: while it waited it was overtaken, and nobody got it.
    ``claimed_until``: a worker is sending it; after that moment another may.
    ``problem`` is a sentence for the organiser. Personal data: to whom, to send
    it and to show which mails failed; shown to organisers; erased with the sign-ups.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint(
            f"status IN ({', '.join(repr(each) for each in MESSAGE_STATUSES)})", name="status"
        ),
        Index("ix_message_due", "status", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    batch: Mapped[str] = mapped_column(String(36), default="", index=True)
    safari_id: Mapped[int | None] = mapped_column(
        ForeignKey("safari.id", ondelete="CASCADE"), index=True
    )
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id"))
    to_name: Mapped[str] = mapped_column(String(120))
    to_email: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(250))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(String(40), default="")
    sent_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(300), default="")
