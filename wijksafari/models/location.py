"""Locations of a wijk and what goes on there."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base


class Location(Base):
    """A place where help is found. ``code`` is its id in the wijk's own lists.

    ``theme`` is the one the planner counts, ``other_themes`` are for searching.
    ``entrance`` says how to find the door, ``bicycle_parking`` where a group
    leaves its bicycles. ``checked_at``: when somebody last went through all of
    it, the referral card too, and found it true. ``revision`` rises with every
    change, so that two who edit at once see each other's version.

    Personal data: name, e-mail and telephone of the contact (who is asked to
    receive a group), of the welzijnscoach and of further ``contacts``, so that
    organisers can arrange the visit and GPs know whom to call; shown to
    organisers, on the programme and on the referral card; kept as long as the
    location is in the catalogue.
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
    other_themes: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    entrance: Mapped[str] = mapped_column(String(300), default="", server_default="")
    bicycle_parking: Mapped[str] = mapped_column(String(300), default="", server_default="")
    accessibility: Mapped[str] = mapped_column(String(300), default="", server_default="")
    welzijnscoach_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    welzijnscoach_email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    welzijnscoach_phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    activities: Mapped[list["Activity"]] = relationship(
        back_populates="location", cascade="all, delete-orphan", order_by="Activity.id"
    )
    contacts: Mapped[list["ContactPerson"]] = relationship(
        cascade="all, delete-orphan", order_by="ContactPerson.id"
    )


class ContactPerson(Base):
    """Somebody else to turn to at a location; ``function`` in their own words.

    Personal data: as of a location's first contact.
    """

    __tablename__ = "contact_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    function: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")


class LocationSource(Base):
    """Under which ``key`` a location is known in a list it was read from.

    So that the list can be read again without doubling anything, also after
    two locations were merged into one. ``said`` is what the list said when it
    was last brought in: what it still says does not undo what people changed since.
    ``list_id`` is the same for what the same list told; empty where it was last
    read before this was noted.
    """

    __tablename__ = "location_source"
    __table_args__ = (UniqueConstraint("neighbourhood_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"))
    location_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(255))
    said: Mapped[dict[str, Any]] = mapped_column(default=dict)
    list_id: Mapped[str] = mapped_column(String(32), default="", server_default="")


class LocationMerge(Base):
    """A location that went up in another: who merged them, for whoever tries the same.

    ``gone_code`` and ``gone_name`` are those of the location that is no longer there.

    Personal data: the organiser's name, shown to organisers; kept with the location.
    """

    __tablename__ = "location_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    gone_code: Mapped[str] = mapped_column(String(60), index=True)
    gone_name: Mapped[str] = mapped_column(String(120))
    merged_by: Mapped[str] = mapped_column(String(120))
    merged_at: Mapped[datetime]
    location: Mapped[Location] = relationship()


class DistinctPair(Base):
    """Two locations that look like one, and are not: somebody said so. The lower id first."""

    __tablename__ = "distinct_pair"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="ordered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )


class Activity(Base):
    """Something that goes on at a location; the fields mean what planning's Activity says.

    ``source_key`` is what the file it was read from calls it (an iCalendar UID);
    empty where a person typed it in. ``source_said`` and ``source_list_id`` as ``said``
    and ``list_id`` of LocationSource, ``revision`` as of a location.
    """

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
    source_key: Mapped[str] = mapped_column(String(255), default="", server_default="")
    source_said: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    source_list_id: Mapped[str] = mapped_column(String(32), default="", server_default="")
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    location: Mapped[Location] = relationship(back_populates="activities")
