"""A planned evening."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.neighbourhood import Neighbourhood
from wijksafari.models.user import User

STATES = ("concept", "inviting", "confirmed", "cancelled", "held")


class Safari(Base):
    """One evening with its tour, kept as it was when it was saved.

    ``uid`` is what the outside world calls it (links, calendar files);
    ``sequence`` rises with every saved change of time, place or state, as
    iCalendar asks; ``saved_sequence`` is where it stood when the tour was last
    saved, so that a new state is not taken for another tour; ``tour`` is the
    PlannedTour as services/safaris/tour_json.py writes it, so that a later change in
    the catalogue does not move an evening people already know;
    ``planner_query`` is the planner page's state, to go on from there.

    What was agreed about taking part: ``capacity`` riders at most, in groups of
    at most ``group_size`` with a leader and a sweeper each; sign-up until
    ``deadline``; ``minimum_percent`` to ``target_percent`` of the huisartsengroep
    by persons or by practices (``decided_by``); a freed place is offered for
    ``offer_hours``; reminders ``reminder_days`` before the deadline.
    ``agreed_revision`` rises with every change of these. ``alerted_at``: when
    the organiser was told that a confirmed safari fell below the minimum, or
    that the deadline passed below it; empty again once all is well.

    ``definite_at``: the programme stands: every stop said yes and a welzijnscoach
    rides along, or ``definite_note`` says why not; empty again once that is no
    longer so. ``host_note`` tells hosts what is expected of them. ``cards_sent_at``
    and ``hosts_thanked_at``: when those mails left, after the evening.

    Personal data: the ambassador's name, to sign invitations with; shown to
    those invited; kept as long as the safari. Name, telephone and e-mail of the
    welzijnscoach who rides along, for hosts and participants, and who declared
    the programme definite and why, for organisers; erased 90 days after the evening.
    """

    __tablename__ = "safari"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(repr(each) for each in STATES)})", name="state"),
        CheckConstraint("decided_by IN ('persons', 'practices')", name="decided_by"),
        CheckConstraint(
            "0 < minimum_percent AND minimum_percent <= target_percent AND target_percent <= 100",
            name="band",
        ),
        CheckConstraint("capacity > 0 AND offer_hours > 0", name="places"),
        CheckConstraint("group_size > 0", name="group_size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"))
    title: Mapped[str] = mapped_column(String(120))
    meeting_name: Mapped[str] = mapped_column(String(120))
    finish_name: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    saved_sequence: Mapped[int] = mapped_column(default=0)
    planner_query: Mapped[str] = mapped_column(Text)
    tour: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    neighbourhood: Mapped[Neighbourhood] = relationship()
    state: Mapped[str] = mapped_column(String(10), default="concept")
    organiser_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL")
    )
    capacity: Mapped[int] = mapped_column(default=14)
    group_size: Mapped[int] = mapped_column(default=14, server_default="14")
    deadline: Mapped[datetime | None]
    minimum_percent: Mapped[int] = mapped_column(default=60)
    target_percent: Mapped[int] = mapped_column(default=70)
    decided_by: Mapped[str] = mapped_column(String(10), default="persons")
    offer_hours: Mapped[int] = mapped_column(default=48)
    reminder_days: Mapped[list[int]] = mapped_column(default=lambda: [14, 7, 2])
    ambassador_name: Mapped[str] = mapped_column(String(120), default="")
    ambassador_practice: Mapped[str] = mapped_column(String(120), default="")
    invitation_note: Mapped[str] = mapped_column(Text, default="")
    agreed_revision: Mapped[int] = mapped_column(default=0)
    alerted_at: Mapped[datetime | None]
    welzijnscoach_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    welzijnscoach_phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    welzijnscoach_email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    host_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    definite_at: Mapped[datetime | None]
    definite_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    definite_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    cards_sent_at: Mapped[datetime | None]
    hosts_thanked_at: Mapped[datetime | None]
    organiser: Mapped[User | None] = relationship()
