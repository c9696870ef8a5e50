"""Orders and sets chosen by hand, not by the solver."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.worlds import (
    StraightRoads,
    at,
    create_evening,
    create_location,
    create_request,
    create_wijk,
)
from wijksafari.errors import InputError
from wijksafari.planning.plan import plan_order, plan_safari, plan_set

ROADS = StraightRoads()


def stops(planned):
    return [visit.location.id for visit in planned.itinerary.visits]


def everything():
    return create_request(*create_wijk().values())


def broken(planned):
    return sum(each.seconds for each in planned.itinerary.violations)


def test_the_solvers_own_order_by_hand_gives_the_same_programme():
    request = everything()
    best = plan_safari(request, ROADS).tours[0]
    assert plan_order(request, stops(best), ROADS) == best


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_any_number_of_stops_from_one_to_eight_can_be_timed(count):
    order = list(create_wijk())[:count]
    assert stops(plan_order(everything(), order, ROADS)) == order


def test_the_locations_left_out_are_explained_relative_to_the_hand_set_order():
    request = create_request(*create_wijk().values(), forbidden=frozenset({"het-anker"}))
    planned = plan_order(request, ["de-linde", "het-baken", "de-brug", "de-schakel"], ROADS)
    assert [(each.location_id, each.sentence) for each in planned.rejected] == [
        ("de-kas", "Kan er zo bij: 10 punten meer, 1 minuut langer fietsen."),
        ("het-anker", "Staat op ‘niet’."),
    ]


def test_a_closed_location_in_the_order_is_named_and_the_rest_is_timed():
    wijk = create_wijk()
    closed = create_location("De Nacht", at(1, 1))
    request = create_request(*wijk.values(), (closed, "06.00", "07.00"))
    planned = plan_order(request, ["de-linde", "de-nacht", "het-baken"], ROADS)
    assert [each.sentence for each in planned.itinerary.violations] == [
        "De Nacht is die avond niet open."
    ]
    assert len(planned.itinerary.legs) == 4


@pytest.mark.parametrize(
    ("order", "minutes", "words"),
    [
        ([], {}, "Kies 1 tot 8 locaties"),
        ([f"plek-{n}" for n in range(9)], {}, "Kies 1 tot 8 locaties"),
        (["de-linde", "de-linde"], {}, "twee keer in de route"),
        (["nergens"], {}, "Locatie ‘nergens’ bestaat niet"),
        (["de-linde"], {"de-linde": 0}, "1 tot 240 minuten"),
        (["de-linde"], {"de-linde": 10_000}, "1 tot 240 minuten"),
    ],
)
def test_an_order_that_cannot_be_meant_is_refused(order, minutes, words):
    for plan in (plan_order, plan_set):
        with pytest.raises(InputError, match=words):
            plan(everything(), order, ROADS, minutes)


def test_a_set_is_put_in_the_order_with_the_least_riding():
    request = everything()
    best = plan_safari(request, ROADS).tours[0]
    mixed = ["de-schakel", "het-baken", "de-kas", "de-linde", "de-brug"]
    planned = plan_set(request, mixed, ROADS)
    assert planned.itinerary.riding_seconds == pytest.approx(best.itinerary.riding_seconds)
    assert planned.itinerary.violations == ()


def test_a_set_that_fits_in_one_order_only_is_put_in_that_order():
    wijk = create_wijk()
    hours = [
        ("de-kas", "17.00", "18.10"),
        ("de-linde", "18.15", "19.00"),
        ("het-baken", "19.00", "20.00"),
    ]
    request = create_request(*((wijk[name], *rest) for name, *rest in hours))
    planned = plan_set(request, ["het-baken", "de-linde", "de-kas"], ROADS)
    assert stops(planned) == ["de-kas", "de-linde", "het-baken"]
    assert planned.itinerary.violations == ()


def test_a_set_with_visits_set_by_hand_is_ordered_with_those_visits():
    wijk = create_wijk()
    request = create_request(
        (wijk["de-linde"], "17.00", "19.00"), (wijk["de-kas"], "17.00", "19.10")
    )
    assert stops(plan_set(request, ["de-linde", "de-kas"], ROADS, {"de-kas": 30})) == [
        "de-linde",
        "de-kas",
    ]


hours = st.tuples(st.integers(17, 19), st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@given(st.lists(hours, min_size=4, max_size=4), st.integers(100, 180))
def test_a_set_gets_the_order_that_breaks_least_of_all_orders(opening, duration):
    wijk = list(create_wijk().values())[:4]
    request = create_request(
        *(
            (each, f"{at}.00", f"{at + long}.00")
            for each, (at, long) in zip(wijk, opening, strict=True)
        ),
        evening=create_evening(duration_minutes=duration),
    )
    ids = [location.id for location in wijk]
    best = plan_set(request, ids, ROADS)
    tried = [plan_order(request, order, ROADS) for order in permutations(ids)]
    assert broken(best) == min(map(broken, tried))
