"""The time, as the wijk's clocks show it."""

from datetime import datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The present moment, in Europe/Amsterdam."""
    return datetime.now(AMSTERDAM)
