"""What holds for every way on, whatever was reported and whenever it is asked for."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.live_worlds import Reported, evenings, ridden, rides_of, seconds_of
from wijksafari.planning.live import LiveTour, live_tour
from wijksafari.planning.live_times import planned_events
from wijksafari.planning.ways_on import MOST_SKIPS, WayOn, ways_on

clocks = st.integers(-60, 400)


def chosen(reported: Reported, minute: int) -> tuple[LiveTour, tuple[WayOn, ...]]:
    """The evening and its ways on, so many minutes after it began."""
    plan, reports = reported
    rides = rides_of(plan.evening, [visit.location for visit in plan.visits])
    live = live_tour(plan, reports)
    return live, ways_on(plan, live, rides, plan.evening.at(minute * 60))


@given(evenings(), clocks)
def test_every_way_on_is_an_evening_in_which_time_never_runs_back(
    reported: Reported, minute: int
) -> None:
    live, found = chosen(reported, minute)
    for way in found:
        assert all(a <= b for a, b in pairwise(seconds_of(way.itinerary)))
        assert way.itinerary.evening == live.plan.evening
        assert len({each.id for each in found}) == len(found)
        assert sum(each.kind == "skip" for each in found) <= MOST_SKIPS


@given(evenings(), clocks)
def test_its_rides_lead_from_each_place_to_the_next(reported: Reported, minute: int) -> None:
    _, found = chosen(reported, minute)
    for way in found:
        evening = way.itinerary.evening
        stops = [visit.location.point for visit in way.itinerary.visits]
        places = [evening.meeting_point, *stops, evening.finish]
        assert [(leg.origin, leg.destination) for leg in way.itinerary.legs] == [*pairwise(places)]


@given(evenings(), clocks)
def test_what_is_skipped_and_what_is_kept_are_all_stops(reported: Reported, minute: int) -> None:
    live, found = chosen(reported, minute)
    for way in found:
        kept = [visit.location for visit in way.itinerary.visits]
        every = [visit.location for visit in live.plan.visits]
        assert [each for each in every if each not in way.skipped] == kept
        assert bool(way.skipped) == (way.kind == "skip") or way.kind == "finish"


@given(ridden(), clocks)
def test_the_evening_goes_on_by_the_new_plan_as_it_says(reported: Reported, minute: int) -> None:
    """The same reports give its very times, and what was made before as it went."""
    plan, reports = reported
    live, found = chosen(reported, minute)
    for way in found:
        again = live_tour(way.itinerary, reports, plan)
        assert seconds_of(again.itinerary) == seconds_of(way.itinerary)
        assert (again.stage, again.position) == (live.stage, live.position)
        assert again.itinerary.prize == way.itinerary.prize
        assert again.itinerary.violations == way.itinerary.violations
        past = 2 * live.position + (live.stage != "before") + (live.stage == "visiting")
        assert planned_events(again.itinerary)[:past] == planned_events(live.itinerary)[:past]


@given(evenings(), clocks)
def test_nothing_that_lies_ahead_comes_before_now(reported: Reported, minute: int) -> None:
    live, found = chosen(reported, minute)
    past = 2 * live.position + (live.stage != "before") + (live.stage == "visiting")
    for way in found:
        assert all(event >= minute * 60 for event in planned_events(way.itinerary)[past:])


@given(evenings(), clocks)
def test_shortening_keeps_every_stop_and_makes_everything_fit(
    reported: Reported, minute: int
) -> None:
    live, found = chosen(reported, minute)
    here = {visit.location.id for visit in live.plan.visits[live.position :][:1]}
    for way in found:
        if way.kind == "shorten":
            left = {each.location_id for each in way.itinerary.violations}
            assert not left - (here if live.stage == "visiting" else set())


@given(evenings(), clocks)
def test_the_price_says_so_when_a_skip_does_not_make_everything_fit(
    reported: Reported, minute: int
) -> None:
    live, found = chosen(reported, minute)
    here = live.plan.visits[live.position].location.id if live.stage == "visiting" else "nowhere"
    for way in found:
        ahead = [each for each in way.itinerary.violations if each.location_id != here]
        assert ("ook dan past niet alles" in way.price) == bool(ahead)
