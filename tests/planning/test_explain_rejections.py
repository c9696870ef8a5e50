"""For every open location outside a tour: one sentence, with its price or its reason."""

import pytest

from tests.planning.worlds import (
    StraightRoads,
    at,
    create_activity,
    create_evening,
    create_location,
    create_request,
    create_wijk,
    occurring,
)
from wijksafari.planning.plan import PlanRequest, plan_safari

ROADS = StraightRoads()


def rejected(request, tour=0):
    plan = plan_safari(request, ROADS)
    return {each.location_id: each for each in plan.tours[tour].rejected}


def sentence(request, name, tour=0):
    found = rejected(request, tour)[name]
    return found.code, found.sentence


def four_near(**overrides):
    """Four locations close together that make a tour by themselves."""
    return [
        create_location(name, at(2 + n), priority=9, **overrides)
        for n, name in enumerate(["De Linde", "Het Baken", "De Brug", "De Kas"])
    ]


FOUR = create_evening(max_stops=4)


def test_a_location_that_costs_points_and_riding_says_how_much_and_who_drops_out():
    dear = create_location("De Verte", at(8), priority=8)
    found = rejected(create_request(*four_near(), dear, evening=FOUR))["de-verte"]
    assert (
        found.sentence == "Kan mee als De Kas vervalt: 2 punten minder, 6 minuten langer fietsen."
    )
    assert (found.code, found.prize_loss, found.extra_seconds) == ("costs", 2, 360)
    assert found.replaces == ("de-kas",)


def test_a_shorter_ride_for_fewer_points_is_named_as_such():
    near = create_location("Dichtbij", at(1), priority=8)
    assert sentence(create_request(*four_near(), near, evening=FOUR), "dichtbij") == (
        "costs",
        "Kan mee als De Kas vervalt: 2 punten minder, 2 minuten korter fietsen.",
    )


def test_one_point_is_one_point():
    one_less = create_location("Bijna", at(5), priority=9)
    activities = [create_activity(location) for location in four_near()]
    activities += [create_activity(one_less, kind="presentation")]
    linde = create_location("De Kas", at(5), priority=5, id="de-kas")
    locations = [*four_near()[:3], linde, one_less]
    request = PlanRequest(
        evening=FOUR, locations=tuple(locations), occurrences=occurring(*activities)
    )
    assert sentence(request, "bijna") == (
        "costs",
        "Kan mee als De Kas vervalt: 1 punt minder, even lang fietsen.",
    )


def test_an_equal_location_is_called_just_as_good():
    twin = create_location("De Tweeling", at(5), priority=9)
    assert sentence(create_request(*four_near(), twin, evening=FOUR), "de-tweeling") == (
        "equal",
        "Even goed: kan mee als De Kas vervalt, met evenveel punten en even lang fietsen.",
    )


def test_equal_points_at_the_price_of_riding_is_not_called_just_as_good():
    twin = create_location("De Tweeling", at(8), priority=9)
    assert sentence(create_request(*four_near(), twin, evening=FOUR), "de-tweeling") == (
        "costs",
        "Kan mee als De Kas vervalt: evenveel punten, 6 minuten langer fietsen.",
    )


def test_an_alternative_says_what_the_better_tours_stop_would_gain():
    dear = create_location("De Verte", at(8), priority=8)
    assert sentence(create_request(*four_near(), dear, evening=FOUR), "de-kas", tour=1) == (
        "gains",
        "Kan mee als De Verte vervalt: 2 punten meer, 6 minuten korter fietsen.",
    )


def test_two_that_drop_out_for_two_others_are_all_named():
    far = [
        create_location("Ver Een", at(-14), priority=8),
        create_location("Ver Twee", at(-15), priority=8),
    ]
    request = create_request(*four_near(), *far, evening=create_evening(max_stops=4))
    found = rejected(request)["ver-een"]
    assert found.sentence == (
        "Kan mee als De Kas vervalt: 2 punten minder, 26 minuten langer fietsen."
    )


def test_rejections_come_cheapest_first_and_the_impossible_last():
    dear = create_location("De Verte", at(8), priority=8)
    dearer = create_location("De Nog Verdere Verte", at(9), priority=3)
    early = (create_location("Vroeg", at(1)), "16.00", "17.50")
    request = create_request(*four_near(), early, dearer, dear, evening=FOUR)
    order = [each.location_id for each in plan_safari(request, ROADS).tours[0].rejected]
    assert order == ["de-verte", "de-nog-verdere-verte", "vroeg"]


def test_a_closed_location_needs_no_explanation():
    closed = (create_location("Ochtend", at(1)), "09.00", "12.00")
    assert "ochtend" not in rejected(create_request(*four_near(), closed))


@pytest.mark.parametrize(
    ("place", "opens", "closes", "code", "words"),
    [
        (
            at(3),
            "16.00",
            "18.00",
            "closes_early",
            "Past in geen enkele route: sluit om 18.00 uur en de groep kan er niet voor"
            " 17.45 uur zijn.",
        ),
        (
            at(3),
            "20.00",
            "21.00",
            "opens_late",
            "Past in geen enkele route: opent pas om 20.00 uur.",
        ),
        (
            at(3),
            "18.30",
            "18.45",
            "visit_too_long",
            "Past in geen enkele route: is 15 minuten open, een bezoek duurt minstens 20 minuten.",
        ),
        (
            at(70),
            "17.00",
            "21.00",
            "too_far",
            "Past in geen enkele route: ligt te ver, heen en naar het eindpunt is"
            " 2 uur en 20 minuten fietsen.",
        ),
        (
            at(-25),
            "19.30",
            "21.00",
            "opens_late",
            "Past in geen enkele route: opent pas om 19.30 uur.",
        ),
    ],
)
def test_what_fits_in_no_tour_says_the_real_reason(place, opens, closes, code, words):
    others = [(location, "18.30", "20.00") for location in four_near()]
    odd = create_location("De Uithoek", place)
    request = create_request(*others, (odd, opens, closes), evening=FOUR)
    assert sentence(request, "de-uithoek") == (code, words)


def test_hours_that_suit_the_group_but_no_tour_are_found_by_trying():
    # From 18.14 it is a quarter of an hour to the others, which close at 19.15.
    others = [(location, "17.00", "19.15") for location in four_near()]
    odd = create_location("De Uithoek", at(-12))
    assert sentence(create_request(*others, (odd, "16.00", "18.15")), "de-uithoek") == (
        "closes_early",
        "Past in geen enkele route: sluit om 18.15 uur.",
    )


def test_a_shorter_route_is_the_longest_that_fits_and_not_the_one_with_most_points():
    near = [create_location(f"Buurhuis {n}", at(n / 2), priority=1) for n in range(1, 5)]
    odd, rich = at(-31), create_location("De Rijkdom", at(-31, 20), priority=10)
    request = create_request(*near, rich, create_location("De Uithoek", odd))
    assert sentence(request, "de-uithoek")[1] == "Past alleen in een kortere route, van 3 stops."


def test_a_detour_that_leaves_time_for_fewer_stops_only_says_so():
    request = create_request(*four_near(), create_location("De Uithoek", at(-28)))
    assert sentence(request, "de-uithoek") == (
        "never_fits",
        "Past alleen in een kortere route, van 3 stops.",
    )


def test_a_forbidden_location_says_that_it_is():
    request = create_request(*create_wijk().values(), forbidden=frozenset({"de-linde"}))
    assert sentence(request, "de-linde") == ("forbidden", "Staat op ‘niet’.")


def test_a_location_that_excludes_a_required_one_names_it():
    request = create_request(
        *create_wijk().values(),
        required=frozenset({"de-brug"}),
        mutually_exclusive=(("de-linde", "de-brug"),),
    )
    assert sentence(request, "de-linde") == (
        "excluded",
        "Kan niet mee: gaat niet samen met De Brug, en die moet mee.",
    )


def test_a_location_that_clashes_with_a_required_one_in_time_names_it():
    far, west = create_location("Het Oosten", at(28)), create_location("Het Westen", at(-26))
    request = create_request(
        *four_near(), far, west, evening=FOUR, required=frozenset({"het-oosten", "de-linde"})
    )
    assert sentence(request, "het-westen") == (
        "excluded",
        "Past niet in één route met Het Oosten, en die moet mee.",
    )
