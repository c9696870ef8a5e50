"""The times of an evening under way follow from what was reported of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.planning.live_worlds import (
    BAKEN,
    BRUG,
    KAS,
    LINDE,
    MINUTE,
    arrived,
    clocks,
    departed,
    four,
    live,
    planned,
)
from tests.planning.worlds import create_evening, create_location, moment
from wijksafari.clock import AMSTERDAM
from wijksafari.planning.live import Report, live_tour

AS_PLANNED = ["17.45-18.12", "18.17-18.44", "18.49-19.16", "19.21-19.48", "19.56"]


def test_without_a_report_everything_goes_as_planned() -> None:
    plan = four()
    tour = live(plan)
    assert clocks(tour) == AS_PLANNED
    assert tour.itinerary == plan
    assert (tour.stage, tour.position, tour.shifts) == ("before", 0, (0, 0, 0, 0, 0))


def test_a_late_departure_moves_all_that_follows() -> None:
    tour = live(four(), departed(None, 17, 47))
    assert clocks(tour) == ["17.52-18.19", "18.24-18.51", "18.56-19.23", "19.28-19.55", "20.03"]
    assert (tour.stage, tour.position) == ("riding", 0)
    assert tour.shifts == (420,) * 5


def test_what_was_reported_is_kept_and_the_rest_follows_from_it() -> None:
    tour = live(four(), departed(None, 17, 41), arrived(LINDE, 17, 50), departed(LINDE, 18, 12))
    assert clocks(tour) == ["17.50-18.12", *AS_PLANNED[1:]]
    assert (tour.stage, tour.position) == ("riding", 1)
    assert tour.shifts == (300, 0, 0, 0, 0)


def test_a_group_that_has_come_is_visiting() -> None:
    tour = live(four(), arrived(BAKEN, 18, 20))
    assert (tour.stage, tour.position) == ("visiting", 1)
    assert clocks(tour)[1] == "18.20-18.47"


def test_a_group_at_the_finish_has_finished_and_nothing_misfits_any_more() -> None:
    tour = live(four(), arrived(None, 23, 10))
    assert (tour.stage, tour.position) == ("finished", 4)
    assert tour.itinerary.violations == ()
    assert tour.itinerary.ends == moment(23, 20)


def test_a_visit_waits_for_its_activity_to_open() -> None:
    plan = planned(LINDE, (BAKEN, "18.15", "21.00"))
    tour = live(plan, departed(LINDE, 18, 0))
    visit = tour.itinerary.visits[1]
    assert (visit.arrival, visit.start) == (moment(18, 5), moment(18, 15))
    assert visit.wait_seconds == 8 * 60


def test_a_planned_wait_makes_up_for_a_delay() -> None:
    plan = planned((LINDE, "17.00", "18.20"), (BAKEN, "18.45", "21.00"))
    wait = plan.visits[1].wait_seconds
    assert wait > 10 * 60
    tour = live_tour(plan, [Report("departed", LINDE.id, plan.visits[0].departure + 9 * MINUTE)])
    assert tour.shifts == (0, 9 * 60, 0)
    assert tour.itinerary.visits[1].departure == plan.visits[1].departure


def test_leaving_a_stop_means_having_been_there() -> None:
    tour = live(four(), departed(None, 17, 40), departed(BAKEN, 18, 50))
    assert (tour.stage, tour.position) == ("riding", 2)
    assert clocks(tour)[:3] == ["17.45-18.12", "18.17-18.50", "18.55-19.22"]


def test_arriving_somewhere_means_having_left_the_place_before_a_ride_earlier() -> None:
    tour = live(four(), arrived(LINDE, 17, 45), arrived(BAKEN, 18, 25))
    assert clocks(tour)[:2] == ["17.45-18.20", "18.25-18.52"]


def test_stops_that_nobody_reported_lie_between_those_that_were() -> None:
    tour = live(four(), departed(LINDE, 18, 30), arrived(KAS, 18, 50))
    assert clocks(tour) == ["17.45-18.30", "18.35-18.40", "18.45-18.45", "18.50-19.17", "19.25"]


def test_of_times_that_contradict_each_other_the_one_further_along_holds() -> None:
    tour = live(four(), departed(LINDE, 18, 25), arrived(BAKEN, 18, 20))
    assert clocks(tour)[:2] == ["17.45-18.20", "18.20-18.47"]


def test_a_departure_that_was_reported_before_the_arrival_is_taken_as_both() -> None:
    tour = live(four(), arrived(LINDE, 18, 30), departed(LINDE, 18, 20))
    visit = tour.itinerary.visits[0]
    assert visit.arrival == visit.start == visit.departure == moment(18, 20)


def test_of_two_reports_of_the_same_the_first_counts() -> None:
    tour = live(four(), arrived(BAKEN, 18, 20), arrived(BAKEN, 18, 31))
    assert tour.itinerary.visits[1].arrival == moment(18, 20)


def test_a_report_of_a_stop_outside_the_plan_is_ignored() -> None:
    elsewhere = create_location("Elders")
    assert live(four(), arrived(elsewhere, 18, 20)).itinerary == four()


def test_a_group_that_left_early_is_early() -> None:
    tour = live(four(), departed(LINDE, 18, 0))
    assert tour.shifts[1:] == (-720,) * 4


def test_a_ride_is_never_expected_to_be_shorter_than_the_streets_make_it() -> None:
    plan = four()
    long = replace(plan.legs[1], seconds=600.5)
    tour = live_tour(replace(plan, legs=(plan.legs[0], long, *plan.legs[2:])), [])
    assert tour.shifts == (0, 301, 301, 301, 301)


def test_shifts_are_measured_from_what_was_agreed_even_by_a_newer_plan() -> None:
    agreed = four()
    late = live(agreed, departed(None, 17, 50)).itinerary
    assert live_tour(late, []).shifts == (0, 0, 0, 0, 0)
    assert live_tour(late, [], agreed).shifts == (600,) * 5


def test_times_are_right_across_a_clock_change() -> None:
    day = date(2026, 10, 25)  # at 3.00 the clocks go back to 2.00
    start = datetime(2026, 10, 25, 1, 0, tzinfo=AMSTERDAM)
    evening = create_evening(start=start, max_visit_minutes=25)
    plan = planned((LINDE, "00.30", "05.00"), BAKEN, evening=evening)
    assert plan.visits[0].location is LINDE
    late = plan.evening.at(plan.evening.seconds(plan.visits[0].departure) + 4200)
    tour = live_tour(plan, [Report("departed", LINDE.id, late)])
    assert tour.shifts == (0, 4200, 4200)
    assert tour.itinerary.arrives.timestamp() - plan.arrives.timestamp() == 4200
    # By the clock on the wall it is ten minutes.
    assert tour.itinerary.arrives.replace(tzinfo=None) - plan.arrives.replace(
        tzinfo=None
    ) == timedelta(minutes=10)
    assert day == tour.itinerary.arrives.date()


def test_a_visit_that_would_outlast_its_activity_is_named() -> None:
    plan = planned(LINDE, (BAKEN, "17.00", "18.50"), BRUG)
    tour = live(plan, departed(LINDE, 18, 25))
    assert [(each.code, each.location_id, each.sentence) for each in tour.itinerary.violations] == [
        (
            "too_late",
            "het-baken",
            "Het Baken sluit om 18.50 uur; zoals het nu loopt is de groep er tot 18.57 uur,"
            " 7 minuten te lang.",
        )
    ]


def test_a_stop_that_has_closed_by_then_is_named_and_worth_nothing() -> None:
    plan = planned(LINDE, (BAKEN, "17.00", "18.50"), BRUG)
    tour = live(plan, departed(LINDE, 18, 45))
    assert [each.sentence for each in tour.itinerary.violations] == [
        "Het Baken sluit om 18.50 uur; zoals het nu loopt kan het bezoek pas om 18.52 uur beginnen."
    ]
    visit = tour.itinerary.visits[1]
    assert (visit.occurrence, visit.prize) == (None, 0)
    assert tour.itinerary.prize == plan.prize - plan.visits[1].prize


def test_only_what_lies_ahead_is_named() -> None:
    plan = planned(LINDE, (BAKEN, "17.00", "18.50"), BRUG)
    tour = live(plan, departed(LINDE, 18, 30), departed(BAKEN, 18, 57))
    assert tour.itinerary.violations == ()


def test_the_buffer_may_be_used_up_but_no_more() -> None:
    plan = four()
    late = plan.evening.at(plan.evening.must_finish + 10 * 60) - plan.arrives
    on_time = live_tour(plan, [Report("departed", "", plan.departs + late)])
    assert on_time.itinerary.violations == ()
    tour = live_tour(plan, [Report("departed", "", plan.departs + late + MINUTE)])
    assert [(each.code, each.seconds, each.sentence) for each in tour.itinerary.violations] == [
        (
            "evening_too_long",
            60,
            "De groep is pas om 20.21 uur bij het eindpunt; dat is 1 minuut later dan kan"
            " (uiterlijk 20.20 uur, met alle speling).",
        )
    ]


def test_a_few_seconds_late_is_in_time() -> None:
    plan = planned(LINDE, (BAKEN, "17.00", "18.50"), BRUG)
    late = moment(18, 18) + timedelta(seconds=59)
    assert live_tour(plan, [Report("departed", LINDE.id, late)]).itinerary.violations == ()


def test_nobody_waits_at_a_door_that_does_not_open() -> None:
    plan = planned(LINDE, (BAKEN, "09.00", "10.00"), BRUG)
    assert plan.visits[1].occurrence is None
    tour = live(plan, departed(LINDE, 18, 0))
    assert tour.itinerary.visits[1].start == moment(18, 7)
