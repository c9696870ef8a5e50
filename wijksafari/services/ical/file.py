"""A calendar file as a list of activities, and in sentences what could not be one."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.found import Found, FoundActivity, FoundLocation
from wijksafari.planning.words import day, grouped, hours, plain_line
from wijksafari.services.ical.event import CalendarEvent, read_event, title_of
from wijksafari.services.ical.found import activities_of, place
from wijksafari.services.ical.groups import Series, series_of
from wijksafari.services.ical.lines import CalendarLines, split_calendar
from wijksafari.services.ical.places import is_online
from wijksafari.services.ical.series import Timetable, timetable
from wijksafari.services.ical.zones import Zones, zones_of

_MOST_RECURRING = 500
_MOST_SENTENCES = 100
_MOST_WORKED_OUT = 10_000
_TOO_INTRICATE = (
    "is overgeslagen, want de agenda heeft te veel afspraken met wisselende tijden; exporteer haar"
    " in delen."
)
_NOTHING = "De agenda heeft geen afspraken. Controleer of u de goede agenda hebt geëxporteerd."
_NO_TITLE = "heeft geen naam; geef de afspraak in de agenda een titel."
_TOO_MANY = (
    f"De agenda heeft meer dan {grouped(_MOST_RECURRING)} afspraken die zich herhalen. Exporteer"
    " alleen de agenda van deze wijk."
)


def read_icalendar(content: bytes, now: datetime) -> Found:
    """What is held from ``now`` on, according to a calendar file.

    A rule stays a rule; a changed or moved time becomes an exception to it and
    a single time, and a further date a single time. What cannot be an activity
    is left out with a sentence. Raises InputError where it is no calendar, or
    too large to be one wijk's.
    """
    lines = split_calendar(content)
    if not lines.events:
        raise InputError(_NOTHING)
    reading = _Reading(lines, now.astimezone(AMSTERDAM).date())
    every = list(series_of(reading.events(), reading.home))
    if sum(bool(series.events[0].rules) for series in every) > _MOST_RECURRING:
        raise InputError(_TOO_MANY)
    for series in every:
        reading.take(series)
    return reading.found()


class _Reading:
    """One file, and what was found in it so far."""

    def __init__(self, lines: CalendarLines, today: date) -> None:
        self._lines = lines
        self._today = today
        self._zones: Zones = zones_of(lines.zones)
        self._activities: list[FoundActivity] = []
        self._locations: dict[str, FoundLocation] = {}
        self._problems: list[str] = []
        self._notices: list[str] = []
        self._over = self._cancelled = self._worked_out = 0

    @property
    def home(self) -> tzinfo:
        """The clock of times that name none."""
        name = self._lines.properties.get("X-WR-TIMEZONE")
        return self._zones.zone(name) if name else AMSTERDAM

    def events(self) -> Iterator[CalendarEvent]:
        """The events that can be read."""
        for block in self._lines.events:
            try:
                yield read_event(block, self._zones, self.home)
            except InputError as error:
                self._problems.append(_sentence(title_of(block), block.number, str(error)))

    def take(self, series: Series) -> None:
        """Add what is held of one series."""
        event = series.events[0]
        if event.cancelled or self._lines.properties.get("METHOD", "").upper() == "CANCEL":
            self._cancelled += 1
            return
        try:
            found = self._timetable(series)
        except InputError as error:
            # Finding that out may have been as much work.
            self._worked_out += sum(len(each.rdates) for each in series.events)
            self._problems.append(_sentence(event.title, event.line, str(error)))
            return
        self._worked_out += found.worked_out
        self._problems += [
            _sentence(event.title, event.line, f"een van de keren {fault}")
            for fault in found.faults
        ]
        if not found.ruled and not found.singles:
            self._over += not found.faults
            return
        self._add(series, found)
        own_clock = "X-WR-TIMEZONE" in self._lines.properties
        self._notices += _notices(series, found, own_clock=own_clock)

    def found(self) -> Found:
        """Everything, with a sentence for what was read in another way than it stands there."""
        general = [
            f"De tijdzone “{name[:60]}” is onbekend; de tijden zijn gelezen als Nederlandse tijd."
            for name in self._zones.unknown
        ]
        if self._over:
            general.append(f"{_several(self._over, 'al voorbij en')} overgeslagen.")
        if self._cancelled:
            general.append(f"{_several(self._cancelled, 'afgelast en')} overgeslagen.")
        return Found(
            kind="icalendar",
            locations=tuple(self._locations.values()),
            activities=tuple(self._activities),
            problems=_readable(self._problems),
            notices=_readable([*general, *self._notices]),
        )

    def _timetable(self, series: Series) -> Timetable:
        if not series.events[0].title:
            raise InputError(_NO_TITLE)
        if self._worked_out > _MOST_WORKED_OUT:
            raise InputError(_TOO_INTRICATE)
        return timetable(series.events, self._today)

    def _add(self, series: Series, found: Timetable) -> None:
        name = self._lines.properties.get("X-WR-CALNAME") or self._lines.properties.get("NAME", "")
        self._activities += activities_of(series.key, found, plain_line(name)[:120])
        for each in (*(ruled.example for ruled in found.ruled), *found.singles):
            location = place(each.event).location
            if location:
                self._locations.setdefault(location.key, location)


def _notices(series: Series, found: Timetable, *, own_clock: bool) -> Iterator[str]:
    event = series.events[0]
    every = (*(ruled.example for ruled in found.ruled), *found.singles)
    if series.shifted and not own_clock:
        at = hours(every[0].opens)
        told = f"staat in UTC, zonder zomertijd; gelezen als het hele jaar om {at} uur."
        yield _sentence(event.title, event.line, told)
    if any(each.cut for each in every):
        told = "gaat door na middernacht; overgenomen tot 23.59 uur."
        yield _sentence(event.title, event.line, told)
    if is_online(event.place):
        told = "is online; kies zelf de locatie, of laat de activiteit weg."
        yield _sentence(event.title, event.line, told)
    if event.rules and found.singles:
        yield _sentence(event.title, event.line, f"staat er ook los bij, voor {_dates(found)}.")


def _dates(found: Timetable) -> str:
    days = [day(each.day) for each in found.singles]
    more = f" en nog {len(days) - 3} keer" if len(days) > 3 else ""
    return f"{', '.join(days[:3])}{more}"


def _several(count: int, what: str) -> str:
    if count == 1:
        return f"Eén afspraak is {what}"
    return f"{grouped(count)} afspraken zijn {what}"


def _sentence(title: str, line: int, told: str) -> str:
    name = f"“{title[:80]}” (regel {line})" if title else f"De afspraak op regel {line}"
    return f"{name}: {told}"


def _readable(sentences: list[str]) -> tuple[str, ...]:
    rest = len(sentences) - _MOST_SENTENCES
    more = (f"En nog {grouped(rest)} andere meldingen.",) if rest > 0 else ()
    return (*sentences[:_MOST_SENTENCES], *more)
