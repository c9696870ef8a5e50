"""When an activity is over for good, however that is said."""

from datetime import date

import pytest

from tests.planning.pattern_worlds import activity
from wijksafari.planning.last_day import last_day

TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("rrule", "until", "last"),
    [
        (None, None, TUESDAY),
        ("FREQ=WEEKLY", None, None),
        ("FREQ=WEEKLY", date(2027, 1, 7), date(2027, 1, 7)),
        ("FREQ=WEEKLY;UNTIL=20270105", None, date(2027, 1, 5)),
        ("FREQ=WEEKLY;UNTIL=20270105", date(2026, 12, 31), date(2026, 12, 31)),
        ("FREQ=WEEKLY;COUNT=3", None, date(2026, 12, 15)),
        ("FREQ=WEEKLY;COUNT=3", date(2026, 12, 10), date(2026, 12, 8)),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2;COUNT=3", None, TUESDAY),
    ],
)
def test_an_activity_ends_with_its_date_its_rule_or_its_count(
    rrule: str | None, until: date | None, last: date | None
) -> None:
    assert last_day(activity(rrule=rrule, first_date=TUESDAY, until=until)) == last
