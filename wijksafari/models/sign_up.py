"""Who takes part in a safari."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.link import Link
from wijksafari.models.practice import FUNCTION_CHECK, Practice
from wijksafari.models.riding_group import RidingGroup
from wijksafari.models.safari import Safari

STATUSES = ("taking_part", "waiting", "offered", "withdrawn")
BICYCLES = ("own", "e_bike", "loan", "cannot_cycle")


class SignUp(Base):
    """One person's sign-up for one safari; ``email_key`` tells persons apart.

    ``taking_part`` has a place; ``waiting`` queues since ``queued_at``;
    ``offered`` has a place on hold until ``offered_until``; ``withdrawn`` does
    not come. ``calendar_shift`` is added to the safari's sequence in this
    person's calendar file, so that coming back after a withdrawal counts as
    newer. ``revision`` rises with every change. ``group_id`` is empty while the
    safari rides as one group.

    Personal data: name, function and e-mail, to count for the threshold, to
    write to and to know who rides along; shown to organisers; erased 90 days
    after the evening. Bicycle, diet and remark, to arrange the evening; shown to
    organisers; erased 14 days after it. BIG number, with its own consent, for
    accreditation only; shown to advisers on the accreditation list, every view
    in the journal; erased 90 days after the evening.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("safari_id", "email_key"),
        CheckConstraint(FUNCTION_CHECK, name="function"),
        CheckConstraint(f"status IN ({', '.join(repr(each) for each in STATUSES)})", name="status"),
        CheckConstraint(
            f"bicycle IN ('', {', '.join(repr(each) for each in BICYCLES)})", name="bicycle"
        ),
        CheckConstraint("(status = 'offered') = (offered_until IS NOT NULL)", name="offer"),
        Index("ix_sign_up_queue", "safari_id", "status", "queued_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("riding_group.id", ondelete="SET NULL"))
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    function: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    status: Mapped[str] = mapped_column(String(12))
    queued_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    consented_at: Mapped[datetime]
    bicycle: Mapped[str] = mapped_column(String(12), default="")
    diet: Mapped[str] = mapped_column(String(200), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    big_number: Mapped[str] = mapped_column(String(11), default="")
    big_consented_at: Mapped[datetime | None]
    calendar_shift: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    safari: Mapped[Safari] = relationship()
    practice: Mapped[Practice] = relationship()
    link: Mapped[Link] = relationship()
    group: Mapped[RidingGroup | None] = relationship()
