"""Put a wijk in place."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Neighbourhood
from wijksafari.planning.route import Point
from wijksafari.services.evenings.holidays import SchoolRegion


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourhoodEntry:
    """A wijk without its catalogue.

    ``streets`` names a file in the installation's street folder; ``streets_at``
    is the date of its data, where known.
    """

    name: str
    school_region: SchoolRegion
    streets: str
    streets_at: datetime | None = None
    meeting_name: str
    meeting_point: Point
    example: bool = False


def slug_of(name: str) -> str:
    """A wijk's name as it stands in addresses: ``Amsterdam West`` is ``amsterdam-west``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "wijk"


def put_neighbourhood(session: Session, entry: NeighbourhoodEntry) -> Neighbourhood:
    """The wijk as ``entry`` says, new or changed; what is in its catalogue stays."""
    slug = slug_of(entry.name)
    row = session.scalar(select(Neighbourhood).filter_by(slug=slug))
    if row is None:
        row = Neighbourhood(slug=slug)
        session.add(row)
    row.name = entry.name
    row.school_region = entry.school_region
    row.streets = entry.streets
    row.streets_at = entry.streets_at
    row.meeting_name = entry.meeting_name
    row.meeting_lat = entry.meeting_point.lat
    row.meeting_lon = entry.meeting_point.lon
    row.example = entry.example
    session.flush()
    return row
