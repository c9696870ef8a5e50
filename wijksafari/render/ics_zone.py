"""Europe/Amsterdam as calendar files tell it."""

from datetime import datetime, timedelta
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from wijksafari.render.ics_text import text_of


@cache
def amsterdam() -> str:
    """The VTIMEZONE, by two yearly rules: lists of dates, as a library writes, confuse Outlook."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    summer, winter = timedelta(hours=2), timedelta(hours=1)
    for part, name, begins, month, before, after in (
        (TimezoneDaylight(), "CEST", datetime(1970, 3, 29, 2), 3, winter, summer),  # noqa: DTZ001
        (TimezoneStandard(), "CET", datetime(1970, 10, 25, 3), 10, summer, winter),  # noqa: DTZ001
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return text_of(zone)
