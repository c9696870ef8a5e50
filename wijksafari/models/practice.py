"""Practices of the huisartsengroep and the people who work there."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base

FUNCTIONS = ("gp", "poh_somatic", "poh_ggz", "poh_other", "practice_assistant", "other")
FUNCTION_CHECK = f"function IN ({', '.join(repr(each) for each in FUNCTIONS)})"


class Practice(Base):
    """A huisartsenpraktijk with the numbers that count for the threshold.

    Personal data: the contact person's name and e-mail, so that the adviser
    knows whom to ask and the invitation arrives; shown to organisers; kept as
    long as the practice is in the group. ``removed_at``: no longer in the group;
    its people are gone, the row stays for the safaris it took part in.
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
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    gps: Mapped[int]
    practice_nurses: Mapped[int]
    removed_at: Mapped[datetime | None]
    people: Mapped[list["Person"]] = relationship(
        back_populates="practice", cascade="all, delete-orphan", order_by="Person.name"
    )


class Person(Base):
    """Somebody known to work at a practice.

    Personal data: name, function and e-mail, to invite this person; shown to
    organisers; kept as long as the person works at the practice.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("practice_id", "name"),
        CheckConstraint(FUNCTION_CHECK, name="function"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    function: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254), default="")
    practice: Mapped[Practice] = relationship(back_populates="people")
