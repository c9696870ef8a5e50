"""Locations of a wijk and what goes on there."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base


class Location(Base):
    """A place where help is found. ``code`` is its id in the wijk's own lists.

    Personal data: the contact's name, e-mail and telephone, so that organisers
    can arrange the visit; shown to organisers and on the programme; kept as
    long as the location is in the catalogue.
    """

    __tablename__ = "location"
    __table_args__ = (
        UniqueConstraint("neighbourhood_id", "code"),
        CheckConstraint("priority BETWEEN 1 AND 10", name="priority"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"))
    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(120))
    type: Mapped[str] = mapped_column(String(60), default="")
    theme: Mapped[str | None] = mapped_column(String(60))
    priority: Mapped[int] = mapped_column(default=5)
    address: Mapped[str] = mapped_column(String(200), default="")
    lat: Mapped[float]
    lon: Mapped[float]
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    activities: Mapped[list["Activity"]] = relationship(
        back_populates="location", cascade="all, delete-orphan", order_by="Activity.id"
    )


class Activity(Base):
    """Something that goes on at a location; the fields mean what planning's Activity says."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint("opens < closes", name="opens_before_closing"),
        CheckConstraint("kind IN ('live', 'presentation')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(12), default="live")
    rrule: Mapped[str | None] = mapped_column(Text)
    first_date: Mapped[date]
    until: Mapped[date | None]
    except_dates: Mapped[list[str]] = mapped_column(default=list)
    opens: Mapped[time]
    closes: Mapped[time]
    in_school_holidays: Mapped[bool] = mapped_column(default=True)
    on_public_holidays: Mapped[bool] = mapped_column(default=False)
    min_visit_minutes: Mapped[int | None]
    max_visit_minutes: Mapped[int | None]
    location: Mapped[Location] = relationship(back_populates="activities")
