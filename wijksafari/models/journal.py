"""What happened to a safari: who, when and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class JournalEntry(Base):
    """One step, mail batch or decision. ``what`` is a Dutch sentence; ``why`` a person's words.

    Personal data: the name of the organiser who did it, so that decisions can be
    followed; shown to organisers; kept as long as the safari. Participants are
    never named in it.
    """

    __tablename__ = "journal_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    safari_id: Mapped[int] = mapped_column(ForeignKey("safari.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(30))
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
