"""What a leader is offered for the rest of an evening, and what it costs, in words."""

from datetime import datetime

from tests.planning.live_worlds import (
    BAKEN,
    BRUG,
    KAS,
    LINDE,
    arrived,
    departed,
    four,
    planned,
    rides_of,
)
from tests.planning.worlds import moment
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.live import Report, live_tour
from wijksafari.planning.ways_on import WayOn, ways_on


def offered(plan: Itinerary, *reports: Report, now: datetime | None = None) -> dict[str, WayOn]:
    """The choices by their id, just after the last report unless said."""
    found = ways_on(
        plan,
        live_tour(plan, reports),
        rides_of(plan.evening, [visit.location for visit in plan.visits]),
        now or reports[-1].at,
    )
    return {each.id: each for each in found}


def prices(found: dict[str, WayOn]) -> dict[str, str]:
    return {name: way.price for name, way in found.items()}


def closing() -> Itinerary:
    """18.17 to 18.44 at Het Baken, which closes at 18.50, and three more stops."""
    return planned(LINDE, (BAKEN, "17.00", "18.50"), BRUG, (KAS, "17.00", "20.00"))


def test_a_group_on_time_can_only_ride_straight_to_the_finish() -> None:
    found = offered(four(), departed(BAKEN, 18, 44))
    assert prices(found) == {
        "finish": "De Brug en De Kas vervallen; eindtijd 19.01 in plaats van 20.06 uur;"
        " 10 minuten minder fietsen."
    }
    assert found["finish"].title == "Rijd rechtstreeks naar het eindpunt"
    assert found["finish"].skipped == (BRUG, KAS)


def test_nothing_is_offered_before_an_evening_that_goes_as_planned() -> None:
    assert offered(four(), now=moment(17, 30)) == {}


def test_a_group_that_should_have_left_long_ago_is_offered_what_to_skip() -> None:
    assert list(offered(closing(), now=moment(18, 10))) == ["skip:de-linde", "skip:het-baken"]


def test_nothing_is_offered_at_the_finish_or_on_the_last_ride() -> None:
    assert offered(four(), arrived(None, 20, 30)) == {}
    assert offered(four(), departed(KAS, 20, 30)) == {}


def test_more_than_five_minutes_behind_there_is_a_choice_though_all_fits() -> None:
    assert list(offered(four(), departed(BAKEN, 18, 49))) == ["finish"]
    assert prices(offered(four(), departed(BAKEN, 18, 50))) == {
        "shorten": "De bezoeken aan De Brug en De Kas worden 22 minuten in plaats van 25;"
        " eindtijd 20.06 in plaats van 20.12 uur.",
        "skip:de-kas": "De Kas vervalt; eindtijd 19.37 in plaats van 20.12 uur;"
        " 7 minuten minder fietsen.",
        "skip:de-brug": "De Brug vervalt; eindtijd 19.45 in plaats van 20.12 uur.",
        "finish": "De Brug en De Kas vervallen; eindtijd 19.07 in plaats van 20.12 uur;"
        " 10 minuten minder fietsen.",
    }


def test_what_delay_cannot_be_made_up_for_stays_where_all_fits() -> None:
    found = offered(four(), departed(BRUG, 19, 28))
    assert found["shorten"].price == (
        "Het bezoek aan De Kas wordt 20 minuten in plaats van 25;"
        " eindtijd 20.13 in plaats van 20.18 uur."
    )


def test_the_visit_going_on_is_shortened_too() -> None:
    found = offered(closing(), arrived(BAKEN, 18, 30))
    assert found["shorten"].title == "Kort het bezoek aan Het Baken in"
    assert found["shorten"].price == (
        "Het bezoek aan Het Baken stopt na 18 minuten in plaats van 25;"
        " eindtijd 20.12 in plaats van 20.19 uur."
    )


def test_a_visit_going_on_past_closing_time_ends_at_once() -> None:
    found = offered(closing(), arrived(BAKEN, 18, 40), now=moment(18, 55))
    assert found["shorten"].itinerary.visits[1].departure == moment(18, 55)
    found = offered(closing(), arrived(BAKEN, 18, 52))
    assert found["shorten"].title == "Rijd meteen door van Het Baken"
    assert found["shorten"].price.startswith("Het bezoek aan Het Baken gaat niet door;")


def test_time_already_spent_at_a_stop_is_not_cut() -> None:
    now = moment(19, 10)
    found = offered(four(), arrived(BAKEN, 18, 40), now=now)
    assert found["shorten"].itinerary.visits[1].departure == now
    assert "Het Baken" not in found["shorten"].price


def test_a_skip_that_helps_no_more_than_shortening_is_left_out() -> None:
    """De Brug and De Kas come after the trouble; skipping them gives nobody more time."""
    found = offered(closing(), departed(LINDE, 18, 19))
    assert list(found) == ["shorten", "finish"]


def test_a_stop_that_can_no_longer_be_met_is_best_skipped() -> None:
    found = offered(closing(), departed(LINDE, 18, 45))
    assert prices(found) == {
        "skip:het-baken": "Het Baken vervalt; eindtijd 20.09 in plaats van 20.39 uur;"
        " 3 minuten minder fietsen.",
        "finish": "Het Baken, De Brug en De Kas vervallen; eindtijd 19.00 in plaats van 20.39 uur;"
        " 17 minuten minder fietsen.",
    }
    assert found["skip:het-baken"].title == "Sla Het Baken over"


def test_where_one_skip_is_not_enough_the_best_two_are_offered() -> None:
    found = offered(closing(), departed(LINDE, 19, 20))
    assert list(found) == ["skip:het-baken+de-kas", "finish"]
    assert found["skip:het-baken+de-kas"].title == "Sla Het Baken en De Kas over"
    assert found["skip:het-baken+de-kas"].skipped == (BAKEN, KAS)


def test_what_only_comes_closer_to_fitting_says_so() -> None:
    found = offered(four(), departed(BAKEN, 20, 14))
    assert found["skip:de-kas"].price == (
        "De Kas vervalt; het bezoek aan De Brug wordt 20 minuten in plaats van 25;"
        " eindtijd 20.56 in plaats van 21.36 uur; 7 minuten minder fietsen;"
        " ook dan past niet alles (26 minuten te laat)."
    )
    assert list(found) == ["skip:de-kas", "skip:de-brug", "finish"]


def test_a_stop_skipped_on_the_way_to_it_costs_what_was_ridden_for_nothing() -> None:
    """From Het Baken to De Kas takes ten minutes, over De Brug too: nothing is lost."""
    soon = offered(four(), departed(BAKEN, 19, 0), now=moment(19, 0))["skip:de-brug"]
    late = offered(four(), departed(BAKEN, 19, 0), now=moment(19, 5))["skip:de-brug"]
    lost = offered(four(), departed(BAKEN, 19, 0), now=moment(19, 20))["skip:de-brug"]
    assert soon.itinerary.visits[2].arrival == late.itinerary.visits[2].arrival == moment(19, 10)
    assert lost.itinerary.visits[2].arrival == moment(19, 25)


def test_a_ride_that_should_have_been_over_is_over_now() -> None:
    found = offered(four(), departed(BAKEN, 18, 44), now=moment(19, 0))
    assert found["shorten"].itinerary.visits[2].arrival == moment(19, 0)


def test_straight_to_the_finish_breaks_off_the_visit_going_on() -> None:
    now = moment(18, 35)
    found = offered(four(), arrived(BAKEN, 18, 17), now=now)["finish"]
    assert [visit.location for visit in found.itinerary.visits] == [LINDE, BAKEN]
    assert found.itinerary.visits[1].departure == now
    assert found.price == (
        "De Brug en De Kas vervallen; het bezoek aan Het Baken stopt na 16 minuten in plaats"
        " van 25; eindtijd 18.52 in plaats van 20.06 uur; 10 minuten minder fietsen."
    )


def test_at_the_last_stop_there_is_a_choice_only_for_a_group_that_is_late() -> None:
    assert offered(four(), arrived(KAS, 19, 21)) == {}
    assert list(offered(four(), arrived(KAS, 19, 46))) == ["shorten", "finish"]
    assert prices(offered(four(), arrived(KAS, 20, 0), now=moment(20, 14))) == {
        "finish": "Het bezoek aan De Kas stopt na 12 minuten in plaats van 25;"
        " eindtijd 20.32 in plaats van 20.45 uur; ook dan past niet alles (2 minuten te laat)."
    }


def test_visits_of_different_lengths_are_each_named() -> None:
    plan = planned(LINDE, BAKEN, BRUG, KAS, max_visit_minutes=25, min_visit_minutes=15)
    first = offered(plan, departed(BAKEN, 18, 51))["shorten"].itinerary
    again = live_tour(first, [departed(BAKEN, 18, 51)])
    assert {visit.minutes for visit in first.visits[2:]} == {21, 22}
    found = ways_on(
        plan,
        live_tour(first, [departed(BAKEN, 19, 1)]),
        rides_of(plan.evening, [visit.location for visit in plan.visits]),
        moment(19, 1),
    )
    assert again.itinerary.arrives == plan.arrives
    assert found[0].price == (
        "De bezoeken worden korter: aan De Brug 17 in plaats van 22 minuten en aan De Kas 16 in"
        " plaats van 21 minuten; eindtijd 20.06 in plaats van 20.16 uur."
    )
