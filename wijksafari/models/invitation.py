"""Who is invited to a safari."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.link import Link
from wijksafari.models.practice import Person, Practice


class Invitation(Base):
    """An invited practice (no person: its open link), or an invited person of it.

    A practice is invited when it has a row without a person. ``declined_at``:
    said no, and is left alone. A reminder day counts as dealt with when
    ``mailed_at`` or ``reminded_at`` is on it or later. Personal data: whether
    somebody answered; shown to organisers; goes with the person or the safari.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        # An empty person_id counts as different from every other in a plain constraint.
        Index(
            "uq_invitation_practice",
            "safari_id",
            "practice_id",
            unique=True,
            sqlite_where=text("person_id IS NULL"),
            postgresql_where=text("person_id IS NULL"),
        ),
        Index(
            "uq_invitation_person",
            "safari_id",
            "person_id",
            unique=True,
            sqlite_where=text("person_id IS NOT NULL"),
            postgresql_where=text("person_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"), unique=True)
    invited_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    practice: Mapped[Practice] = relationship()
    person: Mapped[Person | None] = relationship()
    link: Mapped[Link] = relationship()
