"""People who organise: their accounts and the wijken they work in."""

from datetime import datetime
from secrets import token_hex

from flask_security import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wijksafari.models.base import Base
from wijksafari.models.neighbourhood import Neighbourhood

_user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    """A role that holds in every wijk; there is one, ``administrator``."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


class User(Base, UserMixin):
    """An account.

    Personal data: name and e-mail, to log in and to be answered by those who are
    invited; kept as long as the account is. ``fs_uniquifier`` changes when all
    sessions must end; ``password`` is empty until the invitation is accepted.
    ``tf_last_counter`` is the half minute of the last code, which works once.
    """

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64), unique=True, default=lambda: token_hex(32)
    )
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]
    created_at: Mapped[datetime]
    roles: Mapped[list[Role]] = relationship(secondary=_user_role)  # type: ignore[assignment]
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Membership.id"
    )


class Membership(Base):
    """Somebody's work in one wijk, as ROS adviser or as kwartiermaker."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("user_id", "neighbourhood_id"),
        CheckConstraint("role IN ('ros_adviser', 'kwartiermaker')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    user: Mapped[User] = relationship(back_populates="memberships")
    neighbourhood: Mapped[Neighbourhood] = relationship()
