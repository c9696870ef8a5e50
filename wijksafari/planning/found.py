"""What a list or a map says there is in a wijk, before anybody decided to believe it."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from wijksafari.planning.address import Address
from wijksafari.planning.problem import ActivityKind
from wijksafari.planning.route import Point

SourceKind = Literal["csv", "icalendar", "osm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLocation:
    """A location in a list. ``key`` is what the list calls it, the same each time it is read.

    ``where`` says where in the list it stands ("rij 12"), for whoever mends the
    list. Empty texts and None say nothing: they never overwrite what is known.
    Without ``point`` the address has yet to be looked up.
    """

    key: str
    name: str
    where: str = ""
    point: Point | None = None
    address: Address | None = None
    type: str = ""
    theme: str = ""
    other_themes: tuple[str, ...] = ()
    priority: int | None = None
    entrance: str = ""
    bicycle_parking: str = ""
    accessibility: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    welzijnscoach_name: str = ""
    welzijnscoach_email: str = ""
    welzijnscoach_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActivity:
    """An activity in a list; the fields mean what planning's Activity says.

    It is held at the location that the same list calls ``location_key``, or
    else at the one that is called ``location_name``; where both are empty,
    somebody has to say where.
    """

    key: str
    title: str
    where: str = ""
    location_key: str = ""
    location_name: str = ""
    opens: time
    closes: time
    first_date: date
    kind: ActivityKind = "live"
    rrule: str | None = None
    until: date | None = None
    except_dates: frozenset[date] = frozenset()
    in_school_holidays: bool = True
    on_public_holidays: bool = False
    min_visit_minutes: int | None = None
    max_visit_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything in one list. ``problems`` are about single entries, which were left out;
    ``notices`` about what was read in another way than it stands there. Dutch sentences.
    """

    kind: SourceKind
    locations: tuple[FoundLocation, ...] = ()
    activities: tuple[FoundActivity, ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
