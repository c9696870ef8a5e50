"""A list that is being read into the catalogue: looked at first, then written."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base

IMPORT_KINDS = ("csv", "icalendar", "osm")
IMPORT_STATES = ("waiting", "busy", "ready", "written", "failed")


class CatalogueImport(Base):
    """One list. ``waiting`` and ``busy``: something is still being looked up in the background.

    ``name`` is the file's, or where the list came from; ``said`` how far the
    work is, ``problem`` why it stopped (what was found stays, and it can go
    on); ``beat_at`` when it last gave a sign of life, and ``worker`` whose that
    was. Erased 30 days after it was asked for.
    """

    __tablename__ = "catalogue_import"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(repr(each) for each in IMPORT_KINDS)})", name="kind"),
        CheckConstraint(
            f"state IN ({', '.join(repr(each) for each in IMPORT_STATES)})", name="state"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(
        ForeignKey("neighbourhood.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    said: Mapped[str] = mapped_column(String(300), default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    notices: Mapped[list[str]] = mapped_column(default=list)
    asked_by: Mapped[str] = mapped_column(String(120), default="")
    asked_at: Mapped[datetime]
    beat_at: Mapped[datetime | None]
    worker: Mapped[str] = mapped_column(String(32), default="", server_default="")
    written_at: Mapped[datetime | None]
    entries: Mapped[list["ImportEntry"]] = relationship(
        cascade="all, delete-orphan", order_by="ImportEntry.position", passive_deletes=True
    )


class ImportEntry(Base):
    """One location or activity of a list, as it was read (``item``).

    ``choice`` is what somebody decided about it, empty where the proposal
    stands; ``problem`` why it cannot be used as it is.
    """

    __tablename__ = "import_entry"
    __table_args__ = (
        UniqueConstraint("import_id", "position"),
        CheckConstraint("what IN ('location', 'activity')", name="what"),
        Index("ix_import_entry_what", "import_id", "what"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("catalogue_import.id", ondelete="CASCADE"))
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(8))
    item: Mapped[dict[str, Any]]
    choice: Mapped[str] = mapped_column(String(80), default="")
    problem: Mapped[str] = mapped_column(Text, default="")


class ImportFile(Base):
    """The file that a list is read from in the background, as somebody sent it.

    ``content`` is None once it was read or proved unreadable; ``tries`` how often
    a worker began to read it. A list without a row here came from elsewhere.
    Unread files are erased 7 days after they were sent, with their list.
    """

    __tablename__ = "import_file"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("catalogue_import.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    tries: Mapped[int] = mapped_column(default=0)
