"""What holds for every evening under way, whatever is reported of it."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.live_worlds import Reported, evenings, places_of, plans, ridden, seconds_of
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.live import Report, live_tour
from wijksafari.planning.live_times import planned_events


@given(evenings())
def test_time_never_runs_back(evening: Reported) -> None:
    plan, reports = evening
    tour = live_tour(plan, reports)
    assert all(a <= b for a, b in pairwise(seconds_of(tour.itinerary)))
    assert len(tour.shifts) == len(plan.visits) + 1


@given(plans())
def test_without_reports_the_times_are_the_plans(plan: Itinerary) -> None:
    tour = live_tour(plan, ())
    assert seconds_of(tour.itinerary) == seconds_of(plan)
    assert [visit.wait_seconds for visit in tour.itinerary.visits] == [
        visit.wait_seconds for visit in plan.visits
    ]
    assert tour.itinerary.prize == plan.prize


@given(ridden())
def test_moments_that_were_reported_in_order_are_kept(evening: Reported) -> None:
    plan, reports = evening
    events = planned_events(live_tour(plan, reports).itinerary)
    places = places_of(plan)
    for report in reports:
        kept = events[places.index((report.kind, report.location_id))]
        assert kept == plan.evening.seconds(report.at)


@given(evenings(), st.data())
def test_a_later_report_never_makes_anything_earlier(
    evening: Reported, data: st.DataObject
) -> None:
    plan, reports = evening
    if not reports:
        return
    chosen = data.draw(st.integers(0, len(reports) - 1))
    later = reports[chosen].at + timedelta(seconds=data.draw(st.integers(0, 7200)))
    moved = [*reports]
    moved[chosen] = Report(reports[chosen].kind, reports[chosen].location_id, later)
    before, after = live_tour(plan, reports), live_tour(plan, moved)
    pairs = zip(planned_events(before.itinerary), planned_events(after.itinerary), strict=True)
    assert all(a <= b for a, b in pairs)
    assert (before.stage, before.position) == (after.stage, after.position)


@given(evenings(), st.randoms())
def test_the_order_in_which_different_things_are_reported_does_not_matter(
    evening: Reported, random: object
) -> None:
    plan, reports = evening
    once = list({(each.kind, each.location_id): each for each in reports}.values())
    shuffled = list(once)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert live_tour(plan, once) == live_tour(plan, shuffled)


@given(evenings())
def test_only_what_lies_ahead_is_ever_found_not_to_fit(evening: Reported) -> None:
    plan, reports = evening
    tour = live_tour(plan, reports)
    ahead = {visit.location.id for visit in plan.visits[tour.position :]}
    assert {each.location_id for each in tour.itinerary.violations} <= ahead | {None}


@given(evenings())
def test_an_evening_is_its_own_plan(evening: Reported) -> None:
    """Made the plan, it goes just so by the same reports."""
    plan, reports = evening
    tour = live_tour(plan, reports)
    again = live_tour(tour.itinerary, reports)
    assert seconds_of(again.itinerary) == seconds_of(tour.itinerary)
    assert (again.stage, again.position) == (tour.stage, tour.position)
