"""The values planning works on: an evening, what is open, and the tour problem."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from wijksafari.errors import InputError
from wijksafari.planning.route import Point

ActivityKind = Literal["live", "presentation"]
MOST_STOPS = 8
MOST_EXCEPTIONS = 400  # days on which an activity is not held
_STOPS = f"Kies 1 tot {MOST_STOPS} stops, met het minimum niet boven het maximum."


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """One evening's frame: when and where the group gathers, and how long it has.

    ``start`` is an aware local time, the moment of gathering; all durations are
    whole minutes. Gathering comes first; every stop costs ``parking_minutes``
    for parking and locking before its visit begins; the wrap-up and the buffer
    come after the last ride, and all of it fits in ``duration_minutes``.
    """

    start: datetime
    meeting_point: Point
    finish: Point
    duration_minutes: int = 180
    gathering_minutes: int = 10
    parking_minutes: int = 2
    min_visit_minutes: int = 20
    max_visit_minutes: int = 30
    wrap_up_minutes: int = 10
    buffer_minutes: int = 10
    min_stops: int = 4
    max_stops: int = 5
    theme_bonus: int = 1

    def __post_init__(self) -> None:
        """Raise InputError with every setting that cannot be."""
        problems = []
        if self.start.tzinfo is None:
            problems.append("De aanvangstijd heeft geen tijdzone.")
        if not 30 <= self.duration_minutes <= 480:
            problems.append("De duur moet tussen 30 en 480 minuten liggen.")
        if not 1 <= self.min_stops <= self.max_stops <= MOST_STOPS:
            problems.append(_STOPS)
        if not 5 <= self.min_visit_minutes <= self.max_visit_minutes <= 120:
            problems.append(
                "Een bezoek duurt 5 tot 120 minuten, met het minimum niet boven het maximum."
            )
        fixed = (
            self.gathering_minutes,
            self.parking_minutes,
            self.wrap_up_minutes,
            self.buffer_minutes,
        )
        if min(fixed) < 0 or max(fixed) > 60:
            problems.append("Verzamelen, stallen, afronden en speling duren elk 0 tot 60 minuten.")
        elif self.departs >= self.must_finish:
            problems.append("Na verzamelen, afronden en speling blijft er geen tijd over.")
        if not 0 <= self.theme_bonus <= 100:
            problems.append("De bonus per thema moet tussen 0 en 100 punten liggen.")
        if problems:
            raise InputError(problems)

    @property
    def departs(self) -> int:
        """When the group rides off, in seconds after ``start``."""
        return self.gathering_minutes * 60

    @property
    def must_finish(self) -> int:
        """When the group must be at the finish, in seconds after ``start``."""
        return (self.duration_minutes - self.wrap_up_minutes - self.buffer_minutes) * 60

    @property
    def ends(self) -> datetime:
        """The moment the evening is over."""
        return self.at(self.duration_minutes * 60)

    def at(self, seconds: float) -> datetime:
        """The local time ``seconds`` after ``start``, right across a clock change."""
        zone = self.start.tzinfo
        return datetime.fromtimestamp(self.start.timestamp() + seconds, zone)

    def seconds(self, moment: datetime) -> int:
        """How many seconds after ``start`` the aware ``moment`` is."""
        return round(moment.timestamp() - self.start.timestamp())


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place where help is found. ``priority`` runs from 1 to 10, 5 is ordinary.

    ``entrance`` says how to find the door, ``bicycle_parking`` where the bicycles go.
    """

    id: str
    name: str
    point: Point
    type: str = ""
    theme: str | None = None
    priority: int = 5
    address: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    entrance: str = ""
    bicycle_parking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that goes on at a location, once or by a rule.

    ``rrule`` is an RFC 5545 RRULE without DTSTART, None for a single date
    (``first_date``). ``opens`` and ``closes`` are local times of one day.
    A presentation is given by appointment and is worth less than a live
    activity. Visit lengths are minutes; None takes the evening's.
    """

    location_id: str
    title: str
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


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days on which things may be closed in one school holiday region."""

    public: frozenset[date] = frozenset()
    school: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One activity on one evening, with aware local times."""

    activity: Activity
    opens: datetime
    closes: datetime

    @property
    def duration(self) -> timedelta:
        """How long it lasts, in elapsed time."""
        return timedelta(seconds=self.closes.timestamp() - self.opens.timestamp())


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """When a visit may start: ``earliest <= start <= latest``, both included."""

    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a tour may visit once.

    ``windows`` bound the start of service. Candidates that share a
    ``location`` are choices for one visit: a tour takes at most one of them,
    ``required`` on any asks for one of them, and two tours with the same
    locations have the same set of stops. Without ``location`` a candidate is a
    location of its own.
    """

    id: str
    prize: int
    service_duration: int
    windows: tuple[TimeWindow, ...]
    theme: str | None = None
    required: bool = False
    forbidden: bool = False
    location: str = ""

    @property
    def place(self) -> str:
        """The location's id, the candidate's own where it has none."""
        return self.location or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TourProblem:
    """An orienteering problem with time windows, in one integer time unit.

    A tour leaves the start at ``earliest_start``, visits ``min_stops`` to
    ``max_stops`` candidates, may wait for a window, and is at the finish by
    ``latest_finish``. Its prize is the sum of its candidates' prizes plus
    ``theme_bonus`` for every distinct theme (None is no theme). Best is the
    highest prize, then the least total travel time. ``travel_time`` is
    (N+2) × (N+2): row and column 0 are the start, 1…N the candidates in order,
    N+1 the finish; waiting and service are not travel.
    """

    candidates: tuple[Candidate, ...]
    travel_time: tuple[tuple[int, ...], ...] = field(repr=False)
    earliest_start: int
    latest_finish: int
    min_stops: int = 4
    max_stops: int = 5
    theme_bonus: int = 0
    mutually_exclusive: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Raise InputError with everything that does not fit together."""
        problems = _problems(self)
        if problems:
            raise InputError(problems)


def _problems(problem: TourProblem) -> list[str]:
    found = []
    ids = {candidate.id for candidate in problem.candidates}
    size = len(problem.candidates) + 2
    if len(ids) != len(problem.candidates):
        found.append("Twee kandidaten hebben hetzelfde id.")
    if len(problem.travel_time) != size or any(len(row) != size for row in problem.travel_time):
        found.append(f"De reistijden moeten een tabel van {size} bij {size} zijn.")
    elif any(seconds < 0 for row in problem.travel_time for seconds in row):
        found.append("Reistijden kunnen niet negatief zijn.")
    if not 1 <= problem.min_stops <= problem.max_stops <= MOST_STOPS:
        found.append(_STOPS)
    if problem.earliest_start > problem.latest_finish:
        found.append("De tocht eindigt voordat hij begint.")
    if problem.theme_bonus < 0:
        found.append("De bonus per thema kan niet negatief zijn.")
    for candidate in problem.candidates:
        if candidate.prize < 0 or candidate.service_duration < 0:
            found.append(f"{candidate.id}: punten en bezoekduur kunnen niet negatief zijn.")
        if any(window.earliest > window.latest for window in candidate.windows):
            found.append(f"{candidate.id}: een tijdvenster sluit voordat het opent.")
    for pair in problem.mutually_exclusive:
        found.extend(f"{name}: uitgesloten, maar geen kandidaat." for name in set(pair) - ids)
    return found


@dataclass(frozen=True, slots=True)
class Tour:
    """One answer: candidate ids in order, each one's start of service, and the arrival."""

    stops: tuple[str, ...]
    prize: int
    travel_time: int
    starts: tuple[int, ...]
    finish: int


@dataclass(frozen=True, slots=True)
class Solution:
    """The best tours, best first; empty when no tour exists. Either way it is proven."""

    tours: tuple[Tour, ...]

    @property
    def status(self) -> Literal["optimal", "infeasible"]:
        """Whether any tour exists."""
        return "optimal" if self.tours else "infeasible"
