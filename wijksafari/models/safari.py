"""A planned evening."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.neighbourhood import Neighbourhood


class Safari(Base):
    """One evening with its tour, kept as it was when it was saved.

    ``uid`` is what the outside world calls it (links, calendar files);
    ``sequence`` rises with every saved change, as iCalendar asks; ``tour`` is
    the PlannedTour as services/tour_json.py writes it, so that a later change
    in the catalogue does not move an evening people already know;
    ``planner_query`` is the planner page's state, to go on from there.
    """

    __tablename__ = "safari"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"))
    title: Mapped[str] = mapped_column(String(120))
    meeting_name: Mapped[str] = mapped_column(String(120))
    finish_name: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    planner_query: Mapped[str] = mapped_column(Text)
    tour: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    neighbourhood: Mapped[Neighbourhood] = relationship()
