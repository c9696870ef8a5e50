"""The rules by which a calendar event recurs, in the catalogue's words."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from wijksafari.errors import InputError
from wijksafari.planning.recurrence import EARLIEST_DATE, RULE_DAYS, parse_rule
from wijksafari.services.ical.event import CalendarEvent, day_of

_DAY = timedelta(days=1)
_TWICE_A_DAY = (
    "herhaalt zich vaker dan één keer per dag; maak er in de agenda per tijd een afspraak van."
)
_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
_CLOCK_PARTS = {"BYHOUR": "%H", "BYMINUTE": "%M", "BYSECOND": "%S"}
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_LAST_YEAR = 2100
_LONG_AGO = datetime(1900, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence without its end: ``text`` is an RRULE that counts from ``first``.

    ``until`` is its last day.
    """

    text: str
    first: date
    until: date | None = None

    @property
    def counts(self) -> bool:
        """Whether it ends after a number of times."""
        return parse_rule(self.text).count is not None

    @property
    def yields(self) -> bool:
        """Whether there is any day on which it falls, in the years after its first."""
        return parse_rule(self.text).first_date(self.first) is not None

    def dates(self, since: date, last: date) -> frozenset[date]:
        """The days it yields from ``since`` up to and including ``last``."""
        rule, end = parse_rule(self.text), min(last, self.until or last)
        if rule.count:
            return frozenset(day for day in rule.dates(self.first, end) if day >= since)
        days = (since + n * _DAY for n in range((end - since).days + 1))
        return frozenset(day for day in days if rule.falls_on(day, self.first))

    def within_reach(self) -> "Rule":
        """The same rule from a first day that the catalogue knows, where there is one."""
        if self.first >= EARLIEST_DATE or self.counts:
            return self
        found = self.dates(EARLIEST_DATE, EARLIEST_DATE.replace(year=EARLIEST_DATE.year + 8))
        return replace(self, first=min(found, default=self.first))


def rules_of(event: CalendarEvent) -> tuple[Rule, ...]:
    """The event's rules. Raises InputError with the reason why one cannot be kept."""
    return tuple(_rule(each, event).within_reach() for each in event.rules)


def on_other_days(text: str, later: int) -> str:
    """A weekly rule with its weekdays so many days ``later``; any other as it stands."""
    parts = text.split(";")
    if "FREQ=WEEKLY" not in parts:
        return text
    return ";".join(_later(each, later) if each.startswith("BYDAY=") else each for each in parts)


def _later(by_day: str, days: int) -> str:
    names = by_day.removeprefix("BYDAY=").split(",")
    moved = (RULE_DAYS[(RULE_DAYS.index(name) + days) % 7] for name in names)
    return f"BYDAY={','.join(moved)}"


def endless(text: str) -> str:
    """The rule without the number of times after which it ends."""
    return ";".join(each for each in text.split(";") if not each.startswith("COUNT="))


def _rule(text: str, event: CalendarEvent) -> Rule:
    parts = [each for each in re.sub(r"\s", "", text).upper().split(";") if each]
    named = dict(each.partition("=")[::2] for each in parts)
    if len(named) != len(parts):
        raise InputError("noemt een deel van de herhaling twee keer; sla de afspraak opnieuw op.")
    if named.get("FREQ") in _TOO_OFTEN:
        raise InputError(_TWICE_A_DAY)
    until = _until(named.pop("UNTIL", ""), event)
    for name, shown in _CLOCK_PARTS.items():
        value = named.pop(name, None)
        if value is not None and value.zfill(2) != event.start.strftime(shown):
            raise InputError(_TWICE_A_DAY)
    _drop_what_says_nothing(named)
    clean = ";".join(f"{name}={value}" for name, value in named.items())
    parse_rule(clean)
    return Rule(clean, day_of(event.start), until)


def _drop_what_says_nothing(named: dict[str, str]) -> None:
    if named.get("INTERVAL") == "1":
        del named["INTERVAL"]
    # Where a week begins only matters to every other week, and to the numbers of weeks.
    if named.get("WKST") == "MO" or not named.keys() & {"INTERVAL", "BYWEEKNO"}:
        named.pop("WKST", None)


def _until(text: str, event: CalendarEvent) -> date | None:
    """The last day on which the event may begin."""
    if not text:
        return None
    match = _UNTIL.fullmatch(text)
    moment = _wall(match[1], match[2]) if match else None
    if match is None or moment is None:
        raise InputError("houdt op een dag op die niet bestaat; verbeter de herhaling.")
    if moment.year > _LAST_YEAR:
        return None  # as some programs say "for ever"
    moment = max(moment, _LONG_AGO)  # of earlier years no other clock can be worked out
    start = event.start
    if not isinstance(start, datetime):
        return moment.date()
    if match[3]:
        moment = moment.replace(tzinfo=UTC).astimezone(start.tzinfo).replace(tzinfo=None)
    begins_later = start.replace(second=0, microsecond=0).time() > moment.time()
    return moment.date() - (_DAY if begins_later else timedelta(0))


def _wall(day: str, clock: str | None) -> datetime | None:
    """What a clock shows; without a time, all day long."""
    with suppress(ValueError):
        return datetime.strptime(f"{day}{clock or '235959'}", "%Y%m%d%H%M%S")  # noqa: DTZ007
    return None
