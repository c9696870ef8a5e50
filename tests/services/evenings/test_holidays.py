from datetime import date

import pytest

from wijksafari.errors import InputError
from wijksafari.services.evenings.holidays import (
    SCHOOL_HOLIDAYS_KNOWN_UNTIL,
    SCHOOL_REGIONS,
    holidays_between,
    school_region,
)


def test_knows_public_holidays() -> None:
    found = holidays_between(date(2026, 4, 1), date(2026, 5, 31), "Noord")
    assert {
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 14),
        date(2026, 5, 25),
    } <= found.public
    assert date(2026, 5, 4) not in found.public


def test_school_holidays_differ_by_region() -> None:
    # The first days of the ministry's summer breaks of 2026.
    starts = {"Noord": date(2026, 7, 4), "Midden": date(2026, 7, 18), "Zuid": date(2026, 7, 11)}
    for region in SCHOOL_REGIONS:
        found = holidays_between(date(2026, 6, 1), date(2026, 8, 31), region)
        assert min(found.school) == starts[region]


def test_both_ends_are_included_and_nothing_beyond() -> None:
    found = holidays_between(date(2026, 12, 25), date(2027, 1, 1), "Zuid")
    assert (min(found.public), max(found.public)) == (date(2026, 12, 25), date(2027, 1, 1))
    assert (min(found.school), max(found.school)) == (date(2026, 12, 25), date(2027, 1, 1))


def test_school_holidays_are_there_up_to_the_day_they_are_known() -> None:
    summer = holidays_between(date(2030, 7, 1), SCHOOL_HOLIDAYS_KNOWN_UNTIL, "Noord")
    assert max(summer.school) == SCHOOL_HOLIDAYS_KNOWN_UNTIL
    assert not holidays_between(date(2031, 1, 1), date(2031, 12, 31), "Noord").school


def test_an_unknown_region_is_refused() -> None:
    assert school_region(" midden ") == "Midden"
    with pytest.raises(InputError, match="Noord, Midden of Zuid"):
        school_region("Oost")
