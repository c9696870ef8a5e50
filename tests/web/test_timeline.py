from datetime import date, datetime, time, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.problem import Activity, Evening, Location, Occurrence
from wijksafari.planning.route import Point
from wijksafari.services.evenings.evenings import OpenEvening
from wijksafari.web.timeline import Bar, timeline

HERE = Point(52.04, 4.39)
START = datetime(2027, 2, 2, 17, 30, tzinfo=AMSTERDAM)


def bar(opens: float, closes: float) -> Bar:
    """The bar of something open from and until so many minutes after the start."""
    activity = Activity(
        location_id="a", title="Inloop", opens=time(1), closes=time(2), first_date=date(2027, 2, 2)
    )
    occurrence = Occurrence(
        activity, START + timedelta(minutes=opens), START + timedelta(minutes=closes)
    )
    evening = Evening(start=START, meeting_point=HERE, finish=HERE, duration_minutes=180)
    location = Location(id="a", name="A", point=HERE)
    return (
        timeline(OpenEvening(evening, (location,), (occurrence,), (occurrence,), START))
        .rows[0]
        .bars[0]
    )


def test_the_timeline_is_half_an_hour_wider_than_the_evening_on_both_sides() -> None:
    whole = bar(-30, 210)
    assert (whole.left, whole.width) == (0, 100)
    assert not whole.before
    assert not whole.after


def test_a_bar_begins_and_ends_where_the_activity_does() -> None:
    middle = bar(30, 90)
    assert (middle.left, middle.width) == (25, 25)


def test_a_bar_that_goes_on_outside_is_cut_and_known_to_be() -> None:
    cut = bar(-180, 400)
    assert (cut.left, cut.width) == (0, 100)
    assert cut.before
    assert cut.after


def test_whole_hours_and_the_ends_of_the_ride_are_marked() -> None:
    evening = Evening(start=START, meeting_point=HERE, finish=HERE)
    drawn = timeline(OpenEvening(evening, (), (), (), START))
    assert [mark.label for mark in drawn.whole_hours] == [
        "17.00",
        "18.00",
        "19.00",
        "20.00",
        "21.00",
    ]
    assert (drawn.departs.label, drawn.returns.label) == ("17.40", "20.10")
