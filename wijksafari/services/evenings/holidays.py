"""Public and school holidays in the Netherlands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import holidays

from wijksafari.errors import InputError
from wijksafari.planning.problem import Holidays

SchoolRegion = Literal["Noord", "Midden", "Zuid"]
SCHOOL_REGIONS: tuple[SchoolRegion, ...] = ("Noord", "Midden", "Zuid")

# The last school holidays the ministry has set (2025-2030) end here; the autumn
# break of 2030 is not in the holidays package, though its Christmas break is.
SCHOOL_HOLIDAYS_KNOWN_UNTIL = date(2030, 9, 1)


@dataclass(frozen=True, slots=True)
class HolidayNames:
    """What the holidays of one school holiday region are called, by day."""

    public: Mapping[date, str]
    school: Mapping[date, str]


def school_region(name: str) -> SchoolRegion:
    """The school holiday region called ``name``. Raises InputError where there is none."""
    for region in SCHOOL_REGIONS:
        if name.strip().lower() == region.lower():
            return region
    raise InputError(f"Kies als vakantieregio {', '.join(SCHOOL_REGIONS[:-1])} of Zuid.")


def holidays_between(first: date, last: date, region: SchoolRegion) -> Holidays:
    """The holidays from ``first`` up to and including ``last``.

    School holidays are the ministry's advice for ``region``; after
    SCHOOL_HOLIDAYS_KNOWN_UNTIL they are not known, and some are missing.
    """
    names = holiday_names(first, last, region)
    return Holidays(public=frozenset(names.public), school=frozenset(names.school))


def holiday_names(first: date, last: date, region: SchoolRegion) -> HolidayNames:
    """The same days, each with its Dutch name: "Tweede kerstdag", "Kerstvakantie"."""
    years = range(first.year, last.year + 1)
    public = holidays.country_holidays("NL", years=years, language="nl")
    school = holidays.country_holidays(
        "NL", subdiv=region, years=years, categories=("school",), language="nl"
    )
    return HolidayNames(
        public={day: name for day, name in public.items() if first <= day <= last},
        school={day: name for day, name in school.items() if first <= day <= last},
    )
