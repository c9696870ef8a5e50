"""What happens on the evening itself, as its leaders report it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base
from wijksafari.models.practice import FUNCTION_CHECK

ACTION_KINDS = ("departed", "arrived", "way_on", "present", "absent", "left")
CHOICES = ("shorten", "skip", "finish")


class WalkIn(Base):
    """Somebody who rides along without having signed up. ``key`` is its phone's own.

    Personal data: name, function and practice, for the presence list that
    accreditation is asked with; shown to organisers; erased 90 days after the evening.
    """

    __tablename__ = "walk_in"
    __table_args__ = (
        UniqueConstraint("safari_id", "key"),
        CheckConstraint(FUNCTION_CHECK, name="function"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    group_number: Mapped[int]
    key: Mapped[str] = mapped_column(String(36))
    name: Mapped[str] = mapped_column(String(120))
    function: Mapped[str] = mapped_column(String(20))
    practice_name: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime]


class RideAction(Base):
    """One thing a leader reported of a group. Nothing is changed afterwards: it is undone.

    ``key`` is made on the phone, so that what is sent twice counts once.
    ``departed`` and ``arrived`` name a stop (``location_code``; empty for the
    meeting point one departs from and the finish one arrives at); ``way_on`` is
    a choice for the rest of the evening: ``choice`` says of which kind, ``plan``
    is the Itinerary that follows from it, as services/safaris/tour_json.py writes it.
    ``present``, ``absent`` and ``left`` are about a person: a sign-up or a
    walk-in. ``at`` is when it happened, by our clock; ``recorded_at`` when we
    heard of it. ``undone_by`` is empty where nobody took it back,
    but somebody else had reported it before.

    Personal data: who was there from when to when, for the presence list; shown
    to organisers; erased 90 days after the evening. Who reported it: as long.
    """

    __tablename__ = "ride_action"
    __table_args__ = (
        UniqueConstraint("safari_id", "key"),
        CheckConstraint(f"kind IN ({', '.join(repr(each) for each in ACTION_KINDS)})", name="kind"),
        CheckConstraint(
            "(kind IN ('present', 'absent', 'left'))"
            " = (sign_up_id IS NOT NULL OR walk_in_id IS NOT NULL)",
            name="person",
        ),
        CheckConstraint("(kind = 'way_on') = (plan IS NOT NULL)", name="plan"),
        CheckConstraint(
            f"choice IN ({', '.join(repr(each) for each in ('', *CHOICES))})"
            " AND (kind = 'way_on') = (choice <> '')",
            name="choice",
        ),
        Index("ix_ride_action_order", "safari_id", "recorded_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    group_number: Mapped[int]
    key: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(10))
    location_code: Mapped[str] = mapped_column(String(60), default="")
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"))
    walk_in_id: Mapped[int | None] = mapped_column(ForeignKey("walk_in.id", ondelete="CASCADE"))
    choice: Mapped[str] = mapped_column(String(10), default="")
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(120))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(String(120), default="")


class HostNotice(Base):
    """What a host was last told by mail on the evening: when a group arrives and leaves.

    ``arrival`` is empty where the host was told that the group does not come, and so is
    ``departure``, also of what was told before that was kept;
    ``message_id`` is the mail that said so, until it is erased.
    """

    __tablename__ = "host_notice"
    __table_args__ = (UniqueConstraint("safari_id", "group_number", "location_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    group_number: Mapped[int]
    location_code: Mapped[str] = mapped_column(String(60))
    arrival: Mapped[datetime | None]
    departure: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"))
    told_at: Mapped[datetime]
