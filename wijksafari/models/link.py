"""Private links: who holds one may do one thing."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base

PURPOSES = ("practice", "person", "sign_up", "feed", "host")


class Link(Base):
    """One private link.

    Its token is made from ``seed`` and the installation's secret key (services/
    links.py), so that a link can be mailed and printed again while the database
    alone gives none away; ``token_hash`` is what a link is found by.
    ``practice`` and ``person`` invite to a safari, ``sign_up`` is somebody's own
    sign-up, ``feed`` an organiser's calendar, ``host`` one stop of a safari
    (``location_code``).
    """

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint(
            f"purpose IN ({', '.join(repr(each) for each in PURPOSES)})", name="purpose"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    seed: Mapped[bytes] = mapped_column(LargeBinary(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    safari_id: Mapped[int | None] = mapped_column(
        ForeignKey("safari.id", ondelete="CASCADE"), index=True
    )
    location_code: Mapped[str] = mapped_column(String(60), default="", server_default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
