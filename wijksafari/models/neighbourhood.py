"""A wijk: where it is and whose streets it rides on."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wijksafari.models.base import Base


class Neighbourhood(Base):
    """A wijk with its street file and its usual meeting point.

    ``streets`` names a file in the installation's street folder;
    ``school_region`` is Noord, Midden or Zuid; ``example`` marks fictional data.
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
