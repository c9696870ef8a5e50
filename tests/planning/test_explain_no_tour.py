"""Where no tour exists: why, and the smallest single change that makes one."""

import pytest

from tests.planning.worlds import (
    StraightRoads,
    at,
    create_evening,
    create_location,
    create_request,
    create_wijk,
    moment,
)
from wijksafari.planning.plan import plan_safari

ROADS = StraightRoads()


def planned(*hours, evening=None, **wishes):
    plan = plan_safari(create_request(*hours, evening=evening, **wishes), ROADS)
    assert plan.tours == ()
    return plan


def circle(opens="17.00", closes="21.00"):
    return [(location, opens, closes) for location in create_wijk().values()]


def change(plan):
    return plan.change and plan.change.sentence


def test_with_nothing_open_it_says_so_and_when():
    plan = planned(*circle("09.00", "12.00"))
    assert plan.reason == (
        "Op donderdag 4 juni 2026 is er van 17.30 tot 20.30 uur geen enkele locatie open."
    )
    assert plan.change is None


def test_without_any_location_it_says_so_too():
    assert "geen enkele locatie open" in planned().reason


def test_too_few_open_locations_are_counted_and_named():
    plan = planned(*circle()[:2])
    assert plan.reason == (
        "Er zijn die avond maar twee locaties open (De Linde en Het Baken);"
        " een route telt minstens 4 stops."
    )
    assert change(plan) == "Neem 2 stops in plaats van 4, dan is er een route van 2 stops."


def test_a_single_open_location_is_one_location():
    assert planned(*circle()[:1]).reason == (
        "Er is die avond maar één locatie open (De Linde); een route telt minstens 4 stops."
    )


def test_forbidden_locations_are_not_counted_as_open():
    plan = planned(*circle()[:4], forbidden=frozenset({"de-kas"}))
    assert plan.reason == (
        "Er blijven die avond maar drie locaties over (De Linde, Het Baken en De Brug);"
        " een route telt minstens 4 stops."
    )


def test_with_everything_forbidden_it_says_so():
    plan = planned(*circle()[:1], forbidden=frozenset({"de-linde"}))
    assert plan.reason == ("Alle open locaties staan op ‘niet’; een route telt minstens 4 stops.")


def test_a_required_location_that_is_closed_is_named():
    closed = (create_location("De Nacht"), "06.00", "07.00")
    assert planned(*circle(), closed, required=frozenset({"de-nacht"})).reason == (
        "De Nacht moet mee, maar is die avond niet open."
    )


def test_more_required_locations_than_stops_are_counted():
    plan = planned(*circle(), required=frozenset(create_wijk()))
    assert plan.reason == "Er moeten zes locaties mee, maar een route telt hooguit 5 stops."


def test_required_locations_that_exclude_each_other_are_named():
    plan = planned(
        *circle(),
        required=frozenset({"de-linde", "de-kas"}),
        mutually_exclusive=(("de-kas", "de-linde"),),
    )
    assert plan.reason == "De Kas en De Linde moeten allebei mee, maar gaan niet samen."


def test_required_locations_that_do_not_fit_together_are_named():
    east = (create_location("Het Oosten", at(22)), "17.00", "21.00")
    west = (create_location("Het Westen", at(-22)), "17.00", "21.00")
    plan = planned(
        *circle(), east, west, required=frozenset({"het-oosten", "het-westen", "de-linde"})
    )
    assert plan.reason == (
        "Het Oosten en Het Westen moeten allebei mee, maar passen niet in één route."
    )


def test_one_required_location_that_fits_in_no_tour_is_named():
    east = (create_location("Het Oosten", at(60)), "17.00", "21.00")
    plan = planned(*circle(), east, required=frozenset({"het-oosten"}))
    assert plan.reason == "Het Oosten moet mee, maar past in geen enkele route."


def test_how_far_the_group_would_come_is_about_stops_and_not_about_points():
    poor = [create_location(f"Buurhuis {n}", at(n / 2), priority=1) for n in range(1, 4)]
    rich = create_location("Het Oosten", at(50), priority=10)
    plan = planned(*((each, "17.00", "21.00") for each in (*poor, rich)))
    assert "verder dan 3 stops komt de groep niet" in plan.reason


def test_a_tight_evening_says_how_far_the_group_would_come():
    plan = planned(*circle(), evening=create_evening(duration_minutes=120))
    assert plan.reason == (
        "Geen route van 4 stops past tussen 17.30 en 19.30 uur;"
        " verder dan 3 stops komt de groep niet."
    )


@pytest.mark.parametrize(
    ("opens", "closes", "sentence", "start"),
    [
        (
            "15.00",
            "19.15",
            "Begin om 17.15 uur in plaats van 17.30 uur, dan is er een route van 4 stops.",
            moment(17, 15),
        ),
        (
            "15.00",
            "18.35",
            "Begin om 16.30 uur in plaats van 17.30 uur, dan is er een route van 4 stops.",
            moment(16, 30),
        ),
        (
            "18.35",
            "22.00",
            "Begin om 17.45 uur in plaats van 17.30 uur, dan is er een route van 4 stops.",
            moment(17, 45),
        ),
    ],
)
def test_starting_earlier_or_later_is_proposed_where_that_is_the_smallest_change(
    opens, closes, sentence, start
):
    plan = planned(*circle(opens, closes)[:4])
    assert change(plan) == sentence
    assert plan.change.evening.start == start


def test_the_proposed_evening_indeed_has_a_tour():
    plan = planned(*circle("15.00", "19.15"))
    request = create_request(*circle("15.00", "19.15"), evening=plan.change.evening)
    assert plan_safari(request, ROADS).tours


def test_less_buffer_is_proposed_where_a_few_minutes_are_missing():
    plan = planned(*circle(), evening=create_evening(duration_minutes=140))
    assert change(plan) == (
        "Verlaag de speling van 10 naar 5 minuten, dan is er een route van 4 stops."
    )


def test_shorter_visits_are_proposed_where_they_are_the_smallest_change():
    plan = planned(*circle(), evening=create_evening(duration_minutes=125, buffer_minutes=0))
    assert change(plan) == (
        "Laat bezoeken minstens 15 minuten duren in plaats van 20, dan is er een route van 4 stops."
    )


def test_a_longer_evening_is_proposed_where_visits_cannot_be_shorter():
    evening = create_evening(duration_minutes=70, buffer_minutes=0, min_visit_minutes=5)
    plan = planned(*circle(), evening=evening)
    assert change(plan) == (
        "Laat de avond 1 uur en 25 minuten duren in plaats van 1 uur en 10 minuten,"
        " dan is er een route van 5 stops."
    )


def test_no_change_is_proposed_where_none_helps():
    east = (create_location("Het Oosten", at(200)), "17.00", "21.00")
    assert planned(*circle(), east, required=frozenset({"het-oosten"})).change is None
