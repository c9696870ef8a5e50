"""Practices of the huisartsengroep."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class Practice(Base):
    """A huisartsenpraktijk with the numbers that count for the threshold.

    Personal data: the contact person's name, so that the adviser knows whom to
    ask; shown to organisers; kept as long as the practice is in the group.
    """

    __tablename__ = "practice"
    __table_args__ = (
        UniqueConstraint("neighbourhood_id", "name"),
        CheckConstraint("gps >= 0 AND practice_nurses >= 0", name="numbers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"))
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    gps: Mapped[int]
    practice_nurses: Mapped[int]
