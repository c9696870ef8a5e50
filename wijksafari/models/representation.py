"""How the representation of a safari went up and down."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class RepresentationPoint(Base):
    """Both figures from ``at`` on, as whole numbers; a row for every change. No personal data."""

    __tablename__ = "representation_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    persons: Mapped[int]
    persons_total: Mapped[int]
    practices: Mapped[int]
    practices_total: Mapped[int]
