"""RFC 5545 recurrence rules by the day, answered in bounded time whatever the rule.

A rule is asked about one day at a time: only the day, week, month or year
around it is looked at, so a rule that never yields a date costs no more than
any other. (dateutil walks such a rule to the year 9999; the tests hold this
module against dateutil on rules that do yield.) Only ``COUNT`` needs the past
to be counted, and then no rule may reach back before ``EARLIEST_DATE``.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from wijksafari.errors import InputError

EARLIEST_DATE = date(2000, 1, 1)
MOST_COUNT = 1000
MOST_LETTERS = 500
RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
_WITHOUT_A_DATE = timedelta(days=5 * 366)
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
# The largest number of each part; all but BYMONTH may count back from the end.
_PARTS = {"BYMONTH": 12, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYMONTHDAY": 31, "BYSETPOS": 366}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One RRULE. ``by`` holds its numeric BY parts, ``weekdays`` BYDAY as (ordinal, weekday)."""

    frequency: str
    by: dict[str, frozenset[int]]
    weekdays: frozenset[tuple[int, int]]
    interval: int = 1
    count: int | None = None
    until: date | None = None
    week_start: int = 0

    def falls_on(self, day: date, first: date) -> bool:
        """Whether the rule that begins on ``first`` yields ``day``."""
        if day < first or (self.until and day > self.until):
            return False
        # Most rules name another weekday: no need to look any further then.
        if self.weekdays and all(weekday != day.weekday() for _, weekday in self.weekdays):
            return False
        if not self._yields(day, first):
            return False
        return self.count is None or self._number(day, first) <= self.count

    def first_date(self, begin: date) -> date | None:
        """The first date of the rule that begins on ``begin``; None where five years have none."""
        return next(self.dates(begin, begin + _WITHOUT_A_DATE), None)

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Every date up to ``last`` of the rule that begins on ``first``, earliest first."""
        until, matches = min(last, self.until or last), self._matcher(first)
        starts = self._starts(first, until)
        dates = (found for start in starts for found in self._dates(start, matches))
        return islice((found for found in dates if first <= found <= until), self.count)

    def dates_within(self, first: date, begin: date, last: date) -> Iterator[date]:
        """Its dates from ``begin`` up to ``last``, also those before its ``first`` date.

        Not for a rule with COUNT.
        """
        until, matches = min(last, self.until or last), self._matcher(first)
        start = self._period(begin)[0]
        while start <= until:
            if self._in_phase(start, first):
                yield from (day for day in self._dates(start, matches) if begin <= day <= until)
            start = self._period(start)[1]

    def rhythm(self, first: date) -> tuple[int, ...]:
        """What ``dates_within`` takes from the first date: often the same for many of them."""
        every = self.interval == 1
        phase = 0 if every else self._number_of(self._period(first)[0]) % self.interval
        if self._names_days:
            return (phase,)
        implied = {"DAILY": (), "WEEKLY": (first.weekday(),), "MONTHLY": (first.day,)}
        return phase, *implied.get(self.frequency, (first.month, first.day))

    @property
    def _names_days(self) -> bool:
        """Whether the rule itself says which days of its periods it yields."""
        named = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
        return bool(self.weekdays) or any(self.by.get(part) for part in named)

    def _yields(self, day: date, first: date) -> bool:
        start, matches = self._period(day)[0], self._matcher(first)
        if not (self._in_phase(start, first) and matches(day)):
            return False
        return "BYSETPOS" not in self.by or day in self._dates(start, matches)

    def _number(self, day: date, first: date) -> int:
        """How many dates the rule has yielded up to and including ``day``."""
        number, matches = 0, self._matcher(first)
        for start in self._starts(first, day):
            number += sum(first <= found <= day for found in self._dates(start, matches))
            if self.count is not None and number > self.count:
                break
        return number

    def _starts(self, first: date, last: date) -> Iterator[date]:
        """The first days of the periods that count, from that of ``first`` on."""
        start = self._period(first)[0]
        while start <= last:
            yield start
            if self.frequency in ("DAILY", "WEEKLY"):
                days = self.interval * (7 if self.frequency == "WEEKLY" else 1)
                if days > (last - start).days:
                    return
                start += days * _DAY
            else:
                months = start.month - 1 + self.interval * (12 if self.frequency == "YEARLY" else 1)
                if start.year + months // 12 > last.year:
                    return
                start = date(start.year + months // 12, months % 12 + 1, 1)

    def _period(self, day: date) -> tuple[date, date]:
        """The day, week, month or year around ``day``: its first day and the next one's."""
        if self.frequency == "DAILY":
            return day, day + _DAY
        if self.frequency == "WEEKLY":
            start = day - (day.weekday() - self.week_start) % 7 * _DAY
            return start, start + 7 * _DAY
        if self.frequency == "MONTHLY":
            start = day.replace(day=1)
            return start, start + calendar.monthrange(day.year, day.month)[1] * _DAY
        return date(day.year, 1, 1), date(day.year + 1, 1, 1)

    def _in_phase(self, start: date, first: date) -> bool:
        begin = self._period(first)[0]
        return (self._number_of(start) - self._number_of(begin)) % self.interval == 0

    def _number_of(self, start: date) -> int:
        """Which day, week, month or year begins on ``start``: the next one has the next number."""
        if self.frequency == "DAILY":
            return start.toordinal()
        if self.frequency == "WEEKLY":
            return start.toordinal() // 7
        if self.frequency == "MONTHLY":
            return start.year * 12 + start.month
        return start.year

    def _dates(self, start: date, matches: Callable[[date], bool]) -> list[date]:
        """The dates of the period that begins on ``start``, also those before the first."""
        dates = [found for found in _days(*self._period(start)) if matches(found)]
        positions = self.by.get("BYSETPOS")
        if positions is None:
            return dates
        size = len(dates)
        return [found for n, found in enumerate(dates) if positions & {n + 1, n - size}]

    def _matcher(self, first: date) -> Callable[[date], bool]:
        months = self.by.get("BYMONTH")
        month_days = self.by.get("BYMONTHDAY")
        weekdays = self.weekdays
        year_days, weeks = self.by.get("BYYEARDAY"), self.by.get("BYWEEKNO")
        # Where the rule names no day, the first date does.
        if not self._names_days:
            if self.frequency in ("MONTHLY", "YEARLY"):
                month_days = frozenset({first.day})
            if self.frequency == "YEARLY" and months is None:
                months = frozenset({first.month})
            if self.frequency == "WEEKLY":
                weekdays = frozenset({(0, first.weekday())})
        by_year = self.frequency == "YEARLY" and not months

        def matches(day: date) -> bool:
            return (
                (months is None or day.month in months)
                and (not month_days or not month_days.isdisjoint(_both_ways(*_in_month(day))))
                and (not year_days or not year_days.isdisjoint(_both_ways(*_in_year(day))))
                and (not weeks or not weeks.isdisjoint(_both_ways(*_iso_week(day))))
                and (not weekdays or not weekdays.isdisjoint(_weekday_names(day, by_year)))
            )

        return matches


@lru_cache(maxsize=1000)
def parse_rule(text: str) -> Recurrence:
    """The rule ``text`` stands for, without DTSTART.

    Raises InputError with a sentence that begins in lower case, to follow the
    name of what recurs.
    """
    parts = _split(text)
    frequency = parts.pop("FREQ", "")
    if frequency in _TOO_OFTEN:
        raise InputError(
            f"de herhaling “{frequency}” is vaker dan één keer per dag; kies DAILY of minder vaak."
        )
    if frequency not in _FREQUENCIES:
        raise InputError("de herhaling heeft geen geldige FREQ; schrijf bijvoorbeeld FREQ=WEEKLY.")
    by = {name: _numbers(name, parts.pop(name)) for name in _PARTS if name in parts}
    weekdays = _by_day(parts.pop("BYDAY", ""), frequency)
    count = _positive("COUNT", parts.pop("COUNT")) if "COUNT" in parts else None
    if count and count > MOST_COUNT:
        raise InputError(
            f"de herhaling levert {count} keren op; dat kunnen er hooguit {MOST_COUNT} zijn."
        )
    week_start = parts.pop("WKST", "MO")
    if week_start not in RULE_DAYS:
        raise InputError(f"WKST={week_start[:20]} is geen weekdag; schrijf bijvoorbeeld WKST=MO.")
    if "BYWEEKNO" in by and (frequency != "YEARLY" or week_start != "MO"):
        raise InputError("BYWEEKNO kan alleen bij FREQ=YEARLY met weken vanaf maandag.")
    interval = _positive("INTERVAL", parts.pop("INTERVAL", "1"))
    until = _until(parts.pop("UNTIL")) if "UNTIL" in parts else None
    if parts:
        raise InputError(f"de herhaling kent “{min(parts)[:20]}” niet; laat dat deel weg.")
    return Recurrence(frequency, by, weekdays, interval, count, until, RULE_DAYS.index(week_start))


def _split(text: str) -> dict[str, str]:
    rule = text.strip().upper().removeprefix("RRULE:")
    if len(rule) > MOST_LETTERS:
        raise InputError(f"de herhaling is langer dan {MOST_LETTERS} tekens; maak die korter.")
    parts: dict[str, str] = {}
    for piece in rule.strip(";").split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value or name in parts:
            raise InputError(
                f"de herhaling is niet te lezen bij “{piece[:30]}”;"
                " schrijf bijvoorbeeld FREQ=WEEKLY;BYDAY=TU."
            )
        parts[name] = value
    return parts


def _positive(name: str, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) < 1:
        raise InputError(f"{name}={value[:20]} moet een heel getal vanaf 1 zijn.")
    return int(value)


def _numbers(name: str, value: str) -> frozenset[int]:
    most = _PARTS[name]
    least = 1 if name == "BYMONTH" else -most
    found = set()
    for piece in value.split(","):
        if not re.fullmatch(r"[+-]?[0-9]{1,3}", piece) or not least <= int(piece) <= most:
            raise InputError(f"{name}={piece[:20]} kan niet; kies getallen tot en met {most}.")
        if int(piece) == 0:
            raise InputError(f"{name}=0 kan niet; tel vanaf 1.")
        found.add(int(piece))
    return frozenset(found)


def _by_day(value: str, frequency: str) -> frozenset[tuple[int, int]]:
    found = set()
    for piece in value.split(",") if value else ():
        match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", piece)
        if match is None or (match[1] and not 1 <= abs(int(match[1])) <= 53):
            raise InputError(f"BYDAY={piece[:20]} kan niet; schrijf bijvoorbeeld BYDAY=MO of 1MO.")
        if match[1] and frequency not in ("MONTHLY", "YEARLY"):
            raise InputError(
                f"BYDAY={piece} kan alleen bij FREQ=MONTHLY of YEARLY; schrijf BYDAY={match[2]}."
            )
        found.add((int(match[1] or 0), RULE_DAYS.index(match[2])))
    return frozenset(found)


def _until(value: str) -> date:
    # A moment in UTC late in the evening is still that day here, as exporters mean it.
    match = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{6}Z?)?", value)
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise InputError(f"UNTIL={value[:20]} is geen datum; schrijf bijvoorbeeld UNTIL=20261231.")


def _days(start: date, end: date) -> Iterator[date]:
    return (start + n * _DAY for n in range((end - start).days))


def _both_ways(number: int, size: int) -> set[int]:
    """Counted from the front and from the back."""
    return {number, number - size - 1}


def _in_month(day: date) -> tuple[int, int]:
    return day.day, calendar.monthrange(day.year, day.month)[1]


def _in_year(day: date) -> tuple[int, int]:
    return day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365


def _iso_week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return week, date(year, 12, 28).isocalendar().week


@lru_cache(maxsize=2000)
def _weekday_names(day: date, by_year: bool) -> frozenset[tuple[int, int]]:
    """What BYDAY may call the day: TU, 2TU and -3TU."""
    number, size = _in_year(day) if by_year else _in_month(day)
    weekday = day.weekday()
    from_front, from_back = (number + 6) // 7, -((size - number) // 7 + 1)
    return frozenset(((0, weekday), (from_front, weekday), (from_back, weekday)))
