"""A hand-set order is timed exactly, and what does not fit is named with its size."""

from datetime import date

from tests.planning.worlds import (
    StraightRoads,
    at,
    create_activity,
    create_evening,
    create_location,
    moment,
    occurring,
)
from wijksafari.planning.itinerary import time_order
from wijksafari.planning.travel import Rides


def timed(*stops, evening=None, visit_minutes=None, forbidden=(), activities=None):
    """The itinerary along (location, opens, closes), in that order."""
    evening = evening or create_evening()
    order = [location for location, *_ in stops]
    occurrences = occurring(
        *(activities or [create_activity(*stop) for stop in stops if len(stop) == 3])
    )
    return time_order(
        evening,
        order,
        occurrences,
        Rides(StraightRoads(), evening, order),
        visit_minutes=visit_minutes,
        forbidden=forbidden,
    )


def clocks(itinerary):
    return [
        f"{visit.location.name} {visit.arrival:%H.%M.%S} {visit.start:%H.%M.%S}"
        f"-{visit.departure:%H.%M.%S}"
        for visit in itinerary.visits
    ]


def sentences(itinerary):
    return [(each.code, each.seconds, each.sentence) for each in itinerary.violations]


LINDE = create_location("De Linde", at(5))
BAKEN = create_location("Het Baken", at(5, 5))
BRUG = create_location("De Brug", at(0, 5))
FAR = create_location("De Verte", at(40))


def test_gathering_riding_parking_and_visits_follow_on_each_other():
    itinerary = timed((LINDE, "17.00", "21.00"), (BAKEN, "17.00", "21.00"))
    assert f"{itinerary.departs:%H.%M}" == "17.40"
    assert clocks(itinerary) == [
        "De Linde 17.45.00 17.47.00-18.17.00",
        "Het Baken 18.22.00 18.24.00-18.54.00",
    ]
    assert f"{itinerary.arrives:%H.%M} {itinerary.ends:%H.%M}" == "19.02 19.12"
    assert itinerary.violations == ()


def test_a_group_that_comes_after_closing_time_allows_is_that_much_too_late():
    itinerary = timed((LINDE, "17.00", "18.00"), visit_minutes={"de-linde": 20})
    assert sentences(itinerary) == [
        ("too_late", 420, "De Linde sluit om 18.00 uur; de groep is 7 minuten te laat.")
    ]


def test_a_part_of_a_minute_too_late_counts_as_a_minute():
    near = create_location("De Linde", at(5.1))
    itinerary = timed((near, "17.00", "18.07"))
    assert sentences(itinerary) == [
        ("too_late", 6, "De Linde sluit om 18.07 uur; de groep is 1 minuut te laat.")
    ]


def test_a_late_visit_still_takes_its_time_so_that_the_next_may_be_late_too():
    itinerary = timed((LINDE, "17.00", "18.00"), (BAKEN, "17.00", "18.30"))
    assert [(each.location_id, each.seconds) for each in itinerary.violations] == [
        ("de-linde", 420),
        ("het-baken", 240),
    ]


def test_the_group_waits_for_an_opening_without_it_being_a_violation():
    evening = create_evening(max_visit_minutes=20)
    itinerary = timed((LINDE, "17.00", "18.07"), (BAKEN, "19.00", "20.00"), evening=evening)
    assert itinerary.violations == ()
    assert clocks(itinerary)[1] == "Het Baken 18.12.00 19.00.00-19.20.00"
    assert itinerary.visits[1].wait_seconds == 46 * 60


def test_waiting_is_done_at_the_meeting_point_where_that_costs_nothing():
    itinerary = timed((LINDE, "19.00", "20.00"))
    assert f"{itinerary.departs:%H.%M}" == "18.53"
    assert itinerary.visits[0].wait_seconds == 0


def test_a_lateness_after_waiting_says_where_the_group_waited():
    itinerary = timed((LINDE, "18.30", "20.00"), (BAKEN, "17.00", "18.50"))
    assert f"{itinerary.visits[0].start:%H.%M}" == "18.30"
    assert sentences(itinerary) == [
        (
            "too_late",
            1620,
            "Het Baken sluit om 18.50 uur; de groep is 27 minuten te laat,"
            " na 43 minuten wachten bij De Linde.",
        )
    ]


def test_an_opening_too_late_for_the_evening_is_not_waited_for():
    itinerary = timed((LINDE, "20.00", "21.00"), (BAKEN, "17.00", "19.00"))
    # Twenty minutes there and five back to be at the finish by 20.10.
    assert sentences(itinerary) == [
        (
            "too_early",
            900,
            "De Linde opent pas om 20.00 uur; dat is 15 minuten te laat voor deze avond.",
        )
    ]
    assert itinerary.visits[0].occurrence is None
    assert itinerary.prize == 10


def test_an_evening_that_runs_over_says_by_how_much_and_what_to_do():
    itinerary = timed((FAR, "17.00", "23.00"), evening=create_evening(duration_minutes=120))
    # 17.40 + 40 + 2 + 20 + 40 minutes is 19.22, and 19.10 is the latest.
    assert sentences(itinerary) == [
        (
            "evening_too_long",
            720,
            "De groep is pas om 19.22 uur bij het eindpunt, 12 minuten te laat"
            " (uiterlijk 19.10 uur); kort een bezoek in of laat een stop vervallen.",
        )
    ]


def test_a_location_that_is_not_open_is_a_violation_as_long_as_the_visit():
    itinerary = timed((LINDE,), (BAKEN, "17.00", "21.00"))
    assert sentences(itinerary) == [("not_open", 1200, "De Linde is die avond niet open.")]
    assert itinerary.visits[0].occurrence is None
    assert itinerary.prize == 10


def test_a_location_open_in_the_morning_only_is_not_open_that_evening():
    itinerary = timed((LINDE, "09.00", "12.00"))
    assert [each.code for each in itinerary.violations] == ["not_open"]


def test_a_forbidden_location_is_named():
    itinerary = timed((LINDE, "17.00", "21.00"), forbidden={"de-linde"})
    assert sentences(itinerary) == [
        ("forbidden", 0, "De Linde staat op ‘niet’, maar zit wel in deze route.")
    ]


def test_an_activity_shorter_than_its_visit_says_so():
    itinerary = timed((LINDE, "18.00", "18.15"))
    assert sentences(itinerary) == [
        (
            "too_late",
            300,
            "De Linde is maar 15 minuten open; een bezoek van 20 minuten past daar niet in.",
        )
    ]


def test_a_visit_set_by_hand_is_kept_and_not_lengthened():
    itinerary = timed(
        (LINDE, "17.00", "21.00"), (BAKEN, "17.00", "21.00"), visit_minutes={"de-linde": 22}
    )
    assert [visit.minutes for visit in itinerary.visits] == [22, 30]


def test_a_visit_set_by_hand_outside_what_the_location_allows_is_named_with_its_size():
    itinerary = timed(
        (LINDE, "17.00", "21.00"),
        (BAKEN, "17.00", "21.00"),
        visit_minutes={"de-linde": 12, "het-baken": 45},
    )
    assert sentences(itinerary) == [
        (
            "visit_too_short",
            480,
            "De Linde wil minstens 20 minuten per bezoek; dit bezoek is 8 minuten te kort.",
        ),
        (
            "visit_too_long",
            900,
            "Bij Het Baken duurt een bezoek hooguit 30 minuten; dit bezoek is 15 minuten te lang.",
        ),
    ]


def test_what_each_stop_meets_is_chosen_for_the_highest_prize_of_the_whole_order():
    # Waiting for the live hour at De Linde would make Het Baken, also live, too late.
    itinerary = timed(
        (LINDE,),
        (BAKEN,),
        activities=[
            create_activity("de-linde", "17.00", "18.30", kind="presentation"),
            create_activity("de-linde", "18.30", "19.30"),
            create_activity("het-baken", "17.00", "18.45"),
        ],
    )
    assert [visit.prize for visit in itinerary.visits] == [5, 10]
    assert itinerary.violations == ()


def test_a_live_activity_is_worth_waiting_for_when_it_breaks_nothing():
    itinerary = timed(
        (LINDE,),
        (BAKEN, "17.00", "20.00"),
        activities=[
            create_activity("de-linde", "17.00", "18.30", kind="presentation"),
            create_activity("de-linde", "18.30", "19.30"),
            create_activity("het-baken", "17.00", "20.00"),
        ],
    )
    assert itinerary.visits[0].occurrence.activity.kind == "live"
    assert f"{itinerary.visits[0].start:%H.%M}" == "18.30"


def test_each_theme_met_counts_once():
    evening = create_evening(theme_bonus=3)
    one = create_location("De Linde", at(5), theme="schulden")
    other = create_location("Het Baken", at(6), theme="schulden")
    third = create_location("De Brug", at(7), theme="eenzaamheid")
    open_all = [(each, "17.00", "21.00") for each in (one, other, third)]
    assert timed(*open_all, evening=evening).prize == 30 + 2 * 3


def test_rides_end_on_whole_minutes_where_there_is_time_for_it():
    near = create_location("De Linde", at(5.1))
    assert clocks(timed((near, "17.00", "18.08"))) == ["De Linde 17.46.00 17.48.00-18.08.00"]
    # 10 gathering, 5.06 there, 2 parking, 20 visiting, 5.06 back: 42.12 minutes of 43.
    tight = timed((near, "17.00", "18.08"), evening=create_evening(duration_minutes=63))
    assert clocks(tight) == ["De Linde 17.45.06 17.47.06-18.07.06"]
    assert f"{tight.arrives:%H.%M.%S}" == "18.13.00"
    assert tight.violations == ()


def test_across_the_end_of_summer_time_visits_last_as_long_as_they_last():
    night = date(2026, 10, 25)
    evening = create_evening(start=moment(1, 30, night))
    activity = create_activity("de-linde", "01.00", "05.00", first_date=night)
    itinerary = time_order(
        evening, [LINDE], occurring(activity, day=night), Rides(StraightRoads(), evening, [LINDE])
    )
    (visit,) = itinerary.visits
    assert f"{visit.start:%H.%M %z} {visit.departure:%H.%M %z}" == "01.47 +0200 02.17 +0200"
    assert f"{itinerary.arrives:%H.%M %z}" == "02.22 +0200"
    assert f"{evening.ends:%H.%M %z}" == "03.30 +0100"
