"""What is different about an evening, in words."""

from dataclasses import replace
from datetime import timedelta

from tests.services.drafts import elsewhere, without_last_stop
from tests.worlds import STARTS_AT, planned_tour
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Point
from wijksafari.render.programme import Names
from wijksafari.services.safaris.changes import Change, changes_between

NAMES = Names(title="Wijksafari", meeting_point="Gezondheidscentrum", finish="Gezondheidscentrum")
TOUR = planned_tour()
EVENING = TOUR.itinerary


def changes(new: Itinerary, names: Names = NAMES) -> tuple[Change, ...]:
    return changes_between(EVENING, NAMES, new, names)


def test_the_same_evening_has_no_changes() -> None:
    assert changes(EVENING) == ()


def test_another_title_is_nothing_to_tell() -> None:
    assert changes(EVENING, replace(NAMES, title="Voorjaarstocht")) == ()


def test_a_longer_visit_is_nothing_to_tell() -> None:
    first, *others = EVENING.visits
    longer = replace(first, departure=first.departure + timedelta(minutes=5))
    assert changes(replace(EVENING, visits=(longer, *others))) == ()


def test_another_day_is_told_with_both_days_in_full() -> None:
    later = planned_tour(STARTS_AT + timedelta(days=7)).itinerary
    assert changes(later) == (
        Change(
            "Wanneer",
            "dinsdag 2 februari 2027, 17.30 tot 20.30 uur",
            "dinsdag 9 februari 2027, 17.30 tot 20.30 uur",
        ),
    )


def test_another_end_is_another_time() -> None:
    longer = replace(EVENING.evening, duration_minutes=200)
    (change,) = changes(replace(EVENING, evening=longer))
    assert change.new == "dinsdag 2 februari 2027, 17.30 tot 20.50 uur"


def test_a_renamed_meeting_point_is_told_once_where_the_evening_returns_to_it() -> None:
    assert changes(EVENING, replace(NAMES, meeting_point="De Poort")) == (
        Change("Verzamelpunt", "Gezondheidscentrum", "De Poort"),
    )


def test_an_evening_that_no_longer_returns_tells_where_it_ends() -> None:
    away = replace(EVENING, evening=replace(EVENING.evening, finish=Point(52.05, 4.4)))
    assert changes(away, replace(NAMES, finish="De Haven")) == (
        Change("Eindpunt", "Gezondheidscentrum", "De Haven"),
    )


def test_another_spot_under_the_same_name_is_told_as_such() -> None:
    (change,) = changes(elsewhere(TOUR).itinerary)
    assert change.new == "Gezondheidscentrum (een andere plek)"


def test_other_stops_are_told_in_their_order() -> None:
    names = [visit.location.name for visit in EVENING.visits]
    (change,) = changes(without_last_stop(TOUR).itinerary)
    assert change.what == "Stops"
    assert change.old.endswith(f"{names[-2]} en {names[-1]}")
    assert names[-1] not in change.new


def test_another_order_is_another_route() -> None:
    (change,) = changes(replace(EVENING, visits=EVENING.visits[::-1]))
    assert change.old.split(", ")[0] == EVENING.visits[0].location.name
    assert change.new.split(", ")[0] == EVENING.visits[-1].location.name
