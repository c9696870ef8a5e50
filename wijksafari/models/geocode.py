"""Places found by their address, so that nobody is asked twice."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class GeocodeAnswer(Base):
    """What one geocoder answered to one query."""

    __tablename__ = "geocode_answer"
    __table_args__ = (UniqueConstraint("provider", "query"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(20))
    query: Mapped[str] = mapped_column(String(400))
    lat: Mapped[float]
    lon: Mapped[float]
    label: Mapped[str] = mapped_column(String(400))
    asked_at: Mapped[datetime]
