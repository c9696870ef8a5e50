"""An evening along four stops, what may be reported of it, and every evening like it."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st

from tests.planning.worlds import (
    StraightRoads,
    at,
    create_activity,
    create_evening,
    create_location,
    moment,
    occurring,
)
from wijksafari.planning.itinerary import Itinerary, time_order
from wijksafari.planning.live import LiveTour, Report, live_tour
from wijksafari.planning.problem import Evening, Location
from wijksafari.planning.travel import Rides

MINUTE = timedelta(minutes=1)
LINDE = create_location("De Linde", at(5))
BAKEN = create_location("Het Baken", at(5, 5))
BRUG = create_location("De Brug", at(0, 5))
KAS = create_location("De Kas", at(-5, 5), priority=3)
STOPS = (LINDE, BAKEN, BRUG, KAS)
ALL_EVENING = ("17.00", "21.00")
Reported = tuple[Itinerary, tuple[Report, ...]]


def planned(
    *stops: tuple[Location, str, str] | Location, evening: Evening | None = None, **settings
) -> Itinerary:
    """The plan along these stops, open all evening unless said; 25 minutes at each."""
    evening = evening or create_evening(**{"max_visit_minutes": 25} | settings)
    hours = [stop if isinstance(stop, tuple) else (stop, *ALL_EVENING) for stop in stops]
    order = [location for location, *_ in hours]
    occurrences = occurring(*(create_activity(*each) for each in hours))
    return time_order(evening, order, occurrences, rides_of(evening, order))


def rides_of(evening: Evening, locations: Sequence[Location]) -> Rides:
    return Rides(StraightRoads(), evening, locations)


def four() -> Itinerary:
    """17.40 off; 17.45 De Linde, 18.17 Het Baken, 18.49 De Brug, 19.21 De Kas; 19.56 back."""
    return planned(*STOPS)


def departed(place: Location | None, *when: int) -> Report:
    return Report("departed", place.id if place else "", moment(*when))


def arrived(place: Location | None, *when: int) -> Report:
    return Report("arrived", place.id if place else "", moment(*when))


def clocks(tour: LiveTour) -> list[str]:
    """Every arrival and departure, then the finish."""
    stays = [f"{each.arrival:%H.%M}-{each.departure:%H.%M}" for each in tour.itinerary.visits]
    return [*stays, f"{tour.itinerary.arrives:%H.%M}"]


def seconds_of(itinerary: Itinerary) -> list[int]:
    """Every moment of the evening in its order, in seconds after the start."""
    visits = itinerary.visits
    stays = [each for v in visits for each in (v.arrival, v.start, v.departure)]
    moments = [itinerary.departs, *stays, itinerary.arrives, itinerary.ends]
    return [itinerary.evening.seconds(each) for each in moments]


def places_of(plan: Itinerary) -> list[tuple[str, str]]:
    """Everything that can be reported of the plan, in its order."""
    ids = [visit.location.id for visit in plan.visits]
    stops = [(kind, each) for each in ids for kind in ("arrived", "departed")]
    return [("departed", ""), *stops, ("arrived", "")]


@st.composite
def plans(draw: st.DrawFn, least: int = 1, most: int = 5) -> Itinerary:
    """Evenings along so many stops anywhere near, some of them open for a short while."""
    count = draw(st.integers(least, most))
    spots = st.tuples(st.integers(-9, 9), st.integers(-9, 9))
    stops = []
    for number in range(count):
        place = at(*draw(spots))
        location = create_location(f"Stop {number}", place, priority=draw(st.integers(1, 9)))
        opens = draw(st.integers(17 * 60, 20 * 60))
        closes = draw(st.integers(opens + 30, 22 * 60))
        stops.append((location, _clock(opens), _clock(closes)))
    return planned(*stops, buffer_minutes=draw(st.sampled_from([0, 10])))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}.{minutes % 60:02}"


@st.composite
def evenings(draw: st.DrawFn) -> Reported:
    """A plan and any reports of it whatever: missing, doubled, too early, out of order."""
    plan = draw(plans())
    places = st.sampled_from([*places_of(plan), ("arrived", "elsewhere"), ("departed", "gone")])
    minutes = st.integers(-90, 300) | st.integers(-(10**6), 10**6)
    found = draw(st.lists(st.tuples(places, minutes, st.integers(0, 59)), max_size=14))
    return plan, tuple(
        Report(kind, place, plan.evening.at(minute * 60 + second))
        for (kind, place), minute, second in found
    )


@st.composite
def ridden(draw: st.DrawFn) -> Reported:
    """A plan and the consistent reports of a group that got somewhere, some of them missing."""
    plan = draw(plans())
    places = places_of(plan)
    got = draw(st.integers(0, len(places)))
    clock, found = plan.evening.departs + draw(st.integers(-300, 1500)), []
    for kind, place in places[:got]:
        found.append(Report(kind, place, plan.evening.at(clock)))
        clock += draw(st.integers(0, 1800))
    kept = draw(st.lists(st.booleans(), min_size=got, max_size=got))
    return plan, tuple(each for each, told in zip(found, kept, strict=True) if told)


def live(plan: Itinerary, *reports: Report) -> LiveTour:
    return live_tour(plan, reports)
