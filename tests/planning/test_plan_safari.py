"""The whole recipe, on a plane with straight roads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from wijksafari.errors import InputError
from wijksafari.planning.optw import solve
from wijksafari.planning.plan import PlanRequest, plan_safari
from wijksafari.planning.request import pose
from wijksafari.planning.travel import Rides

ROADS = StraightRoads()


def stops(planned):
    return [visit.location.id for visit in planned.itinerary.visits]


def test_the_best_tour_takes_the_most_valuable_stops_in_a_short_order():
    best, *_ = plan_safari(create_request(*create_wijk().values()), ROADS).tours
    assert stops(best) == ["de-linde", "het-baken", "de-brug", "de-kas", "de-schakel"]
    assert best.itinerary.prize == 60
    assert best.itinerary.violations == ()


def test_alternatives_have_other_stops_and_are_no_better():
    tours = plan_safari(create_request(*create_wijk().values()), ROADS).tours
    assert len(tours) == 3
    assert len({frozenset(stops(tour)) for tour in tours}) == 3
    prizes = [tour.itinerary.prize for tour in tours]
    assert prizes == sorted(prizes, reverse=True)


def test_there_is_a_leg_between_every_two_places():
    best, *_ = plan_safari(create_request(*create_wijk().values()), ROADS).tours
    legs = best.itinerary.legs
    assert len(legs) == 6
    points = [visit.location.point for visit in best.itinerary.visits]
    assert [leg.destination for leg in legs[:-1]] == points
    assert legs[-1].destination == best.itinerary.evening.finish


def test_the_programme_runs_on_whole_minutes():
    itinerary = plan_safari(create_request(*create_wijk().values()), ROADS).tours[0].itinerary
    for visit in itinerary.visits:
        for moment in (visit.arrival, visit.start, visit.departure):
            assert moment.second == 0


def test_required_locations_come_along_and_forbidden_ones_stay_out():
    request = create_request(
        *create_wijk().values(),
        required=frozenset({"het-anker"}),
        forbidden=frozenset({"de-linde"}),
    )
    for tour in plan_safari(request, ROADS).tours:
        assert "het-anker" in stops(tour)
        assert "de-linde" not in stops(tour)


def test_locations_that_exclude_each_other_are_never_in_one_tour():
    request = create_request(
        *create_wijk().values(), mutually_exclusive=(("de-linde", "het-baken"),)
    )
    for tour in plan_safari(request, ROADS).tours:
        assert not {"de-linde", "het-baken"} <= set(stops(tour))


def test_a_location_with_a_live_and_a_presented_activity_is_visited_once():
    wijk = create_wijk()
    activities = [create_activity(location) for location in wijk.values()]
    activities += [create_activity(location, kind="presentation") for location in wijk.values()]
    request = PlanRequest(
        evening=create_evening(),
        locations=tuple(wijk.values()),
        occurrences=occurring(*activities),
    )
    best, *_ = plan_safari(request, ROADS).tours
    assert len(set(stops(best))) == 5
    assert all(visit.occurrence.activity.kind == "live" for visit in best.itinerary.visits)


def test_two_locations_at_one_address_can_both_be_visited():
    places = [create_location(name, at(5)) for name in ("A", "B", "C", "D")]
    best, *_ = plan_safari(create_request(*places), ROADS).tours
    assert sorted(stops(best)) == ["a", "b", "c", "d"]


def test_an_occurrence_of_an_unknown_location_is_left_alone():
    wijk = create_wijk()
    request = create_request(*wijk.values())
    fewer = tuple(location for location in wijk.values() if location.id != "de-linde")
    plan = plan_safari(
        PlanRequest(evening=request.evening, locations=fewer, occurrences=request.occurrences),
        ROADS,
    )
    assert "de-linde" not in stops(plan.tours[0])


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (
            {"required": frozenset({"nergens"})},
            "Locatie ‘nergens’ bestaat niet; kies een locatie uit de lijst.",
        ),
        (
            {"required": frozenset({"de-linde"}), "forbidden": frozenset({"de-linde"})},
            "De Linde staat op ‘moet mee’ én op ‘niet’; kies één van beide.",
        ),
        (
            {"mutually_exclusive": (("de-linde", "de-linde"),)},
            "Een locatie kan zichzelf niet uitsluiten; kies twee verschillende locaties.",
        ),
        ({"alternatives": 0}, "Kies 1 tot 20 routevoorstellen."),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(wishes, sentence):
    with pytest.raises(InputError) as refusal:
        create_request(*create_wijk().values(), **wishes)
    assert refusal.value.problems == (sentence,)


def test_two_locations_with_one_id_are_refused():
    with pytest.raises(InputError, match="hetzelfde id"):
        create_request(create_location(), create_location())


minutes = st.integers(-10, 10)


@st.composite
def requests(draw):
    count = draw(st.integers(4, 9))
    locations = [
        create_location(
            f"Plek {n}",
            at(draw(minutes), draw(minutes)),
            priority=draw(st.integers(1, 10)),
            theme=draw(st.sampled_from([None, "geld", "zorg"])),
        )
        for n in range(count)
    ]
    activities = []
    for location in locations:
        for _ in range(draw(st.integers(0, 2))):
            hour = draw(st.integers(15, 20))
            activities.append(
                create_activity(
                    location,
                    f"{hour}.{draw(st.sampled_from(['00', '20', '45']))}",
                    f"{hour + draw(st.integers(1, 3))}.00",
                    kind=draw(st.sampled_from(["live", "presentation"])),
                    min_visit_minutes=draw(st.sampled_from([None, 10, 35])),
                )
            )
    ids = [location.id for location in locations]
    return PlanRequest(
        evening=create_evening(
            theme_bonus=draw(st.integers(0, 3)), min_stops=draw(st.integers(1, 4))
        ),
        locations=tuple(locations),
        occurrences=occurring(*[each for each in activities if each.opens < each.closes]),
        required=frozenset(draw(st.sets(st.sampled_from(ids), max_size=1))),
    )


@settings(max_examples=60, deadline=None)
@given(requests())
def test_every_tour_keeps_to_the_clock_and_is_worth_what_the_solver_proved(request):
    evening = request.evening
    plan = plan_safari(request, ROADS)
    problem = pose(request, Rides(ROADS, evening, request.ridden_locations))
    proven = solve(problem, request.alternatives).tours
    assert [tour.itinerary.prize for tour in plan.tours] == [tour.prize for tour in proven]
    if not plan.tours:
        assert plan.reason
    for tour in plan.tours:
        itinerary = tour.itinerary
        assert itinerary.violations == ()
        assert request.required <= set(stops(tour))
        before = itinerary.departs
        assert evening.seconds(before) >= evening.departs
        for visit, leg in zip(itinerary.visits, itinerary.legs, strict=False):
            ridden = visit.arrival.timestamp() - before.timestamp()
            assert leg.seconds - 0.001 <= ridden < leg.seconds + 61
            assert visit.start.timestamp() >= visit.arrival.timestamp() + 120
            assert visit.occurrence.opens <= visit.start
            assert visit.departure <= visit.occurrence.closes
            assert visit.minutes >= (visit.occurrence.activity.min_visit_minutes or 20)
            before = visit.departure
        ridden = itinerary.arrives.timestamp() - before.timestamp()
        assert ridden >= itinerary.legs[-1].seconds - 0.001
        assert evening.seconds(itinerary.arrives) <= evening.must_finish
        assert itinerary.ends <= evening.ends


@settings(max_examples=30, deadline=None)
@given(requests())
def test_every_open_location_is_in_the_tour_or_has_one_reason(request):
    for tour in plan_safari(request, ROADS).tours:
        rejected = [each.location_id for each in tour.rejected]
        open_ids = [location.id for location in request.open_locations]
        assert sorted(rejected + [each for each in stops(tour) if each in open_ids]) == sorted(
            open_ids
        )
