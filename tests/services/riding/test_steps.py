"""What a leader reports next, and times that stay sane whatever was reported before."""

from itertools import pairwise

from sqlalchemy.orm import Session

from tests.services.worlds_rides import MINUTE, Evening, create_evening
from wijksafari.services.riding.steps import coming_steps, delay, every_step


def labels(evening: Evening) -> list[str]:
    return [each.label for each in coming_steps(evening.ride)]


def test_an_evening_is_reported_from_the_meeting_point_to_the_finish(session: Session) -> None:
    evening = create_evening(session)
    steps = coming_steps(evening.ride)
    assert [each.label for each in steps[:3]] == [
        "Vertrokken bij het verzamelpunt",
        "Aangekomen bij 1. De Sprong",
        "Vertrokken bij De Sprong",
    ]
    assert steps[-1].label == "Aangekomen bij het eindpunt"
    for number, step in enumerate(steps):
        evening.tell(step.kind, step.location_id, step.expected)
        assert len(coming_steps(evening.ride)) == len(steps) - number - 1
    assert evening.ride.tour.stage == "finished"


def test_a_step_that_was_forgotten_is_passed_over(session: Session) -> None:
    evening = create_evening(session)
    third = evening.agreed.visits[2]
    evening.tell("arrived", third.location.id, third.arrival + 5 * MINUTE)
    assert labels(evening)[0] == f"Vertrokken bij {third.location.name}"
    assert delay(evening.ride) >= 0


def test_a_delay_is_that_of_the_next_arrival(session: Session) -> None:
    evening = create_evening(session)
    assert delay(evening.ride) == 0
    evening.leave_late(6)
    assert delay(evening.ride) == 6 * 60
    for step in coming_steps(evening.ride):
        evening.tell(step.kind, step.location_id, step.expected)
    assert delay(evening.ride) >= 0


def test_undoing_any_earlier_report_leaves_times_in_order(session: Session) -> None:
    evening = create_evening(session)
    told = [
        evening.tell(each.kind, each.location_id, each.expected + number * MINUTE).action
        for number, each in enumerate(coming_steps(evening.ride))
    ]
    for row in told:
        evening.undo(row, row.at)
        times = [each.expected for each in every_step(evening.ride)]
        assert all(before <= after for before, after in pairwise(times))
    assert evening.ride.tour.itinerary == evening.agreed
