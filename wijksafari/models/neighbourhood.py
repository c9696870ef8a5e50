"""A wijk: where it is and whose streets it rides on."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class Neighbourhood(Base):
    """A wijk with its street file and its usual meeting point.

    ``streets`` names a file in the installation's street folder, empty while
    there is none; ``streets_at`` is the date of its data, where known.
    ``place`` is what OpenStreetMap calls the wijk; ``boundary`` a GeoJSON
    Polygon or MultiPolygon (WGS 84, longitude first), None while nobody drew one.
    ``school_region`` is Noord, Midden or Zuid; ``example`` marks fictional data;
    ``revision`` rises with every change of these.
    """

    __tablename__ = "neighbourhood"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    school_region: Mapped[str] = mapped_column(String(6))
    streets: Mapped[str] = mapped_column(String(120))
    meeting_name: Mapped[str] = mapped_column(String(120))
    meeting_lat: Mapped[float]
    meeting_lon: Mapped[float]
    example: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    boundary: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    streets_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0, server_default="0")


class StreetFetch(Base):
    """Fetching a wijk's streets in the background; the newest row tells how it stands.

    ``look_up``: first find the wijk's boundary by the name of its place. ``said``
    is how far it is, ``problem`` why it failed; ``beat_at`` when it last gave a
    sign of life, so that one whose worker died can be taken up again; ``worker``
    whose that was.

    Personal data: the name of the organiser who asked, so that others know whom
    to ask; shown to organisers; erased 90 days after it was done.
    """

    __tablename__ = "street_fetch"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'busy', 'done', 'failed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(
        ForeignKey("neighbourhood.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    look_up: Mapped[bool] = mapped_column(default=False)
    said: Mapped[str] = mapped_column(String(300), default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    asked_by: Mapped[str] = mapped_column(String(120), default="")
    asked_at: Mapped[datetime]
    beat_at: Mapped[datetime | None]
    worker: Mapped[str] = mapped_column(String(32), default="", server_default="")
    finished_at: Mapped[datetime | None]
