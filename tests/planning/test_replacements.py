"""What to visit instead of a stop that refuses, and what that costs."""

from dataclasses import replace
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
    moment,
)
from wijksafari.planning.plan import plan_order, plan_safari
from wijksafari.planning.replacements import other_order, replacements, without

ROADS = StraightRoads()
WIJK = create_wijk()


def everything(**wishes):
    return create_request(*WIJK.values(), **wishes)


def agreed(request, *order):
    return plan_order(request, order, ROADS).itinerary


def test_the_location_that_gives_most_points_comes_first():
    request = everything()
    plan = agreed(request, "het-baken", "de-brug", "de-kas", "de-schakel")
    found = replacements(request, ROADS, plan, {"het-baken"})
    assert [each.comes.id for each in found] == ["de-linde", "het-anker"]
    assert found[0].prize_loss < 0 < found[1].prize_loss
    assert {"de-brug", "de-kas", "de-schakel"} < set(found[0].stops)


def test_who_refused_and_who_is_unwanted_never_comes():
    request = everything(forbidden=frozenset({"de-linde"}))
    plan = agreed(request, "het-baken", "de-brug", "de-kas", "de-schakel")
    found = replacements(request, ROADS, plan, {"het-baken"})
    assert [each.comes.id for each in found] == ["het-anker"]


def test_another_refusal_from_before_stays_out_too():
    request = everything()
    plan = agreed(request, "het-baken", "de-brug", "de-kas", "de-schakel")
    found = replacements(request, ROADS, plan, {"het-baken", "de-linde"})
    assert [each.comes.id for each in found] == ["het-anker"]


def test_no_more_are_offered_than_asked_for():
    plan = agreed(everything(), "de-linde", "het-baken", "de-brug")
    assert len(replacements(everything(), ROADS, plan, {"de-brug"}, most=2)) == 2


def test_among_equals_the_one_that_shifts_fewest_hosts_comes_first():
    stops = [create_location(name, at(n + 2)) for n, name in enumerate(("Een", "Twee", "Drie"))]
    far, near = create_location("Ver", at(0, 9)), create_location("Om de hoek", at(5, 1))
    request = create_request(*stops, far, near)
    plan = agreed(request, "een", "twee", "drie")
    found = replacements(request, ROADS, plan, {"drie"})
    assert [(each.comes.id, len(each.shifts)) for each in found] == [("om-de-hoek", 0), ("ver", 0)]
    assert found[0].prize_loss == found[1].prize_loss == 0
    assert found[0].extra_seconds < found[1].extra_seconds


def test_a_stop_that_shifts_more_than_five_minutes_is_named_with_both_times():
    late = (create_location("Laat", at(2)), "18.40", "21.00")
    early = create_location("Vroeg", at(4))
    request = create_request((create_location("Eerst", at(2, 1)), "17.00", "18.20"), early, late)
    plan = agreed(request, "eerst", "vroeg")
    (one,) = replacements(request, ROADS, plan, {"eerst"})
    assert one.comes.id == "laat"
    (shift,) = one.shifts
    assert shift.location.id == "vroeg"
    assert shift.was == plan.visits[1].arrival
    assert abs(shift.now - shift.was).total_seconds() > 300


def test_nothing_is_offered_where_nothing_fits():
    request = create_request(
        create_location("Een", at(2)), (create_location("Nacht", at(3)), "20.25", "21.00")
    )
    assert replacements(request, ROADS, agreed(request, "een"), {"een"}) == ()


def test_a_visit_length_set_by_hand_stays_as_it_is():
    request = everything()
    plan = plan_order(request, ["de-linde", "het-baken", "de-brug"], ROADS, {"de-linde": 45})
    found = replacements(
        request, ROADS, plan.itinerary, {"de-brug"}, visit_minutes={"de-linde": 45}
    )
    assert found
    for each in found:
        (visit,) = (v for v in each.itinerary.visits if v.location.id == "de-linde")
        assert visit.minutes == 45


def test_with_one_stop_less_the_others_stay_in_their_order():
    request = everything()
    plan = agreed(request, "de-linde", "het-baken", "de-brug", "de-kas")
    shorter = without(request, ROADS, plan, {"het-baken"})
    assert shorter is not None
    assert shorter.comes is None
    assert shorter.stops == ("de-linde", "de-brug", "de-kas")
    assert shorter.prize_loss > 0


def test_the_only_stop_cannot_be_left_out():
    request = everything()
    assert without(request, ROADS, agreed(request, "de-linde"), {"de-linde"}) is None


def test_at_other_hours_the_same_stops_may_need_another_order():
    stops = ["de-linde", "het-baken", "de-brug", "de-kas"]
    plan = agreed(everything(), *stops)
    later = create_request(
        (WIJK["de-linde"], "19.10", "21.00"), *(WIJK[each] for each in stops[1:])
    )
    changed = other_order(later, ROADS, plan)
    assert changed is not None
    assert set(changed.stops) == set(stops)
    assert changed.stops[0] != "de-linde"
    assert changed.itinerary.visits[changed.stops.index("de-linde")].start >= moment(19, 10)


@settings(max_examples=25)
@given(
    priorities=st.lists(st.integers(1, 10), min_size=5, max_size=5),
    opens=st.lists(st.sampled_from(["17.00", "18.00", "19.00", "19.40"]), min_size=5, max_size=5),
)
def test_no_location_and_no_order_gives_more_points_than_the_first(priorities, opens):
    spots = [at(4, 0), at(2, 3), at(-3, 3), at(-4, -2), at(2, -4)]
    stops = [
        create_location(f"Stop {n}", spot, priority=priority)
        for n, (spot, priority) in enumerate(zip(spots, priorities, strict=True))
    ]
    request = create_request(
        *((stop, since, "21.00") for stop, since in zip(stops, opens, strict=True)),
        evening=create_evening(min_stops=1, max_stops=3),
    )
    plan = agreed(request, "stop-0", "stop-1", "stop-2")
    found = replacements(request, ROADS, plan, {"stop-0"})
    points = [
        itinerary.prize
        for other in ("stop-3", "stop-4")
        for order in permutations(("stop-1", "stop-2", other))
        if not (itinerary := plan_order(request, order, ROADS).itinerary).violations
    ]
    assert bool(found) == bool(points)
    if points:
        assert found[0].itinerary.prize == max(points)
        assert not found[0].itinerary.violations


@pytest.mark.parametrize("count", [3, 4, 5])
def test_the_best_tour_itself_is_found_when_a_worse_stop_stood_in_its_place(count):
    request = create_request(
        *WIJK.values(), evening=create_evening(min_stops=count, max_stops=count)
    )
    best = plan_safari(request, ROADS).tours[0].itinerary
    kept = [visit.location.id for visit in best.visits]
    worse = next(each for each in WIJK if each not in kept)
    plan = replace(agreed(request, *kept[:-1], worse))
    found = replacements(request, ROADS, plan, {worse})
    assert found[0].itinerary.prize == best.prize
