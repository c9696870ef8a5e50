"""Referral cards: what a GP has to know to refer somebody to a location."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.location import Location


class ReferralCard(Base):
    """A location's card. Accessibility, contact and who checked it when are the location's.

    ``ways`` are keys of WAY_NAMES in planning/card_facts.py; ``refer_phone`` and
    ``refer_email`` are where a referral goes; ``who_may_refer`` are functions
    (``gp``, ``practice_nurse``, ``practice_assistant``) and ``self`` for people themselves.

    Personal data: telephone and e-mail may be somebody's own; shown to
    organisers and participants, so that they can refer; kept with the location.
    """

    __tablename__ = "referral_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), unique=True
    )
    for_whom: Mapped[str] = mapped_column(Text, default="")
    not_for_whom: Mapped[str] = mapped_column(Text, default="")
    offers: Mapped[str] = mapped_column(Text, default="")
    ways: Mapped[list[str]] = mapped_column(default=list)
    refer_phone: Mapped[str] = mapped_column(String(40), default="")
    refer_email: Mapped[str] = mapped_column(String(254), default="")
    refer_note: Mapped[str] = mapped_column(Text, default="")
    who_may_refer: Mapped[list[str]] = mapped_column(default=list)
    response_time: Mapped[str] = mapped_column(String(120), default="")
    cost: Mapped[str] = mapped_column(String(200), default="")
    languages: Mapped[str] = mapped_column(String(200), default="")
    feedback: Mapped[str] = mapped_column(String(300), default="")
    revision: Mapped[int] = mapped_column(default=0)
    location: Mapped[Location] = relationship()


class CardProposal(Base):
    """How a host would have their card read; it counts once an organiser approves.

    ``values`` are the card's fields as they would become; ``decision`` is empty
    until somebody decides.

    Personal data: who proposed it, for the organiser to call back, and who
    decided; erased 90 days after it was decided, or a year after it was proposed
    where nobody decides.
    """

    __tablename__ = "card_proposal"
    __table_args__ = (
        CheckConstraint("decision IN ('', 'approved', 'declined')", name="decision"),
        CheckConstraint("(decision = '') = (decided_at IS NULL)", name="decided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(
        ForeignKey("location.id", ondelete="CASCADE"), index=True
    )
    safari_id: Mapped[int | None] = mapped_column(ForeignKey("safari.id", ondelete="SET NULL"))
    values: Mapped[dict[str, Any]]
    proposed_by: Mapped[str] = mapped_column(String(120), default="")
    proposed_at: Mapped[datetime]
    decision: Mapped[str] = mapped_column(String(8), default="")
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    decided_at: Mapped[datetime | None]
    location: Mapped[Location] = relationship()
