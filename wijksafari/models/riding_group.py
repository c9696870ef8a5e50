"""A group that rides an evening's stops together."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.safari import Safari


class RidingGroup(Base):
    """One group of a safari, from 1 on; a safari without rows rides as one group.

    ``tour`` is its PlannedTour as services/safaris/tour_json.py writes it, empty where
    it rides the safari's own. ``changed_at`` tells versions of the tour apart.

    Personal data: name and telephone of who rides in front and who rides last,
    for whom loses or awaits the group; shown to those who take part and to its
    hosts; erased 14 days after the evening.
    """

    __tablename__ = "riding_group"
    __table_args__ = (
        UniqueConstraint("safari_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"))
    number: Mapped[int]
    tour: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    leader_name: Mapped[str] = mapped_column(String(120), default="")
    leader_phone: Mapped[str] = mapped_column(String(40), default="")
    sweeper_name: Mapped[str] = mapped_column(String(120), default="")
    sweeper_phone: Mapped[str] = mapped_column(String(40), default="")
    changed_at: Mapped[datetime]
    safari: Mapped[Safari] = relationship()
