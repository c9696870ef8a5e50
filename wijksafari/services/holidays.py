"""Public and school holidays in the Netherlands."""

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
    years = range(first.year, last.year + 1)
    public = holidays.country_holidays("NL", years=years)
    school = holidays.country_holidays("NL", subdiv=region, years=years, categories=("school",))
    return Holidays(
        public=frozenset(day for day in public if first <= day <= last),
        school=frozenset(day for day in school if first <= day <= last),
    )
