"""Asking a stop whether the group is welcome, and the answer."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class HostRequest(Base):
    """What one stop of a safari was last asked, and what it said to that.

    ``visits`` is what was asked: for each group its number, arrival and
    departure (ISO 8601, with zone) and how many people come at most; ``told``, of
    the same shape, is what they heard last, a few minutes off at most.
    ``answer`` is empty until there is one; it holds for ``visits``: asking anew
    empties it. ``message_id`` is the last mail about it.
    With ``yes_but``, ``other_from`` to ``other_until`` is when they can (local
    time), ``most_people`` how many they can receive, ``remark`` what else.
    ``sequence`` is that of the host's calendar file and only rises;
    ``calendar_email`` is where the last one went;
    ``released_at``: when they were told that the group does not come after all.

    Personal data: who asked, who answered, from which address and with which
    remark, for the organisers; erased 90 days after the evening.
    """

    __tablename__ = "host_request"
    __table_args__ = (
        UniqueConstraint("safari_id", "location_code"),
        CheckConstraint("answer IN ('', 'yes', 'yes_but', 'no')", name="answer"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    location_code: Mapped[str] = mapped_column(String(60))
    visits: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    told: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(String(120), default="")
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(String(8), default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(String(120), default="")
    other_from: Mapped[time | None]
    other_until: Mapped[time | None]
    most_people: Mapped[int | None]
    remark: Mapped[str] = mapped_column(Text, default="")
    sequence: Mapped[int] = mapped_column(default=0)
    calendar_email: Mapped[str] = mapped_column(String(254), default="")
    released_at: Mapped[datetime | None]
