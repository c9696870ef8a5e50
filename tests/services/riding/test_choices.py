"""Choices for the rest of an evening: made on what fits now, and undone to what was."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_rides import MINUTE, Evening, create_evening
from tests.worlds import rows
from wijksafari.errors import ClosedError, StaleError
from wijksafari.models import RideAction
from wijksafari.planning.itinerary import Itinerary
from wijksafari.services.riding.history import history
from wijksafari.services.riding.log import actions_of

LATE = 30


def late_evening(session: Session) -> Evening:
    """The group rode off half an hour late."""
    evening = create_evening(session)
    evening.leave_late(LATE)
    return evening


def moments(itinerary: Itinerary) -> list[object]:
    visits = [(each.location.id, each.arrival, each.departure) for each in itinerary.visits]
    return [itinerary.departs, *visits, itinerary.arrives]


def skips(evening: Evening, now: object) -> list[str]:
    return [each for each in evening.ways(now) if each.startswith("skip:")]  # type: ignore[arg-type]


def test_a_stop_that_is_skipped_is_gone_and_undone_it_is_back(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    before = moments(evening.ride.tour.itinerary)
    way = skips(evening, now)[0]
    row = evening.go(way, now)
    ride = evening.ride
    assert [f"skip:{each.id}" for each in ride.skipped] == [way]
    assert ride.changed_at == now
    evening.undo(row, now + MINUTE)
    assert moments(evening.ride.tour.itinerary) == before
    assert evening.ride.skipped == ()


def test_the_journal_names_the_stop_that_was_skipped(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    row = evening.go(skips(evening, now)[0], now)
    name = evening.ride.skipped[0].name
    evening.undo(row, now)
    assert evening.journal()[1:] == [
        f"{name} overgeslagen (18.11 uur).",
        f"Ongedaan gemaakt: {name} overgeslagen.",
    ]


def test_riding_to_the_finish_leaves_no_stop(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    evening.go("finish", now)
    assert evening.ride.tour.itinerary.visits == ()
    assert evening.journal()[-1] == "Rechtstreeks naar het eindpunt (18.11 uur)."


def test_pressed_twice_it_is_chosen_once(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    way = skips(evening, now)[0]
    first, again = evening.go(way, now, key="een"), evening.go(way, now, key="een")
    assert first is again
    assert rows(session, RideAction) == 2


def test_a_choice_that_is_gone_is_refused_and_changes_nothing(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    before = moments(evening.ride.tour.itinerary)
    with pytest.raises(StaleError, match="past niet meer bij hoe de avond nu loopt"):
        evening.go("skip:elders", now)
    way = skips(evening, now)[0]
    evening.go(way, now)
    with pytest.raises(StaleError):
        evening.go(way, now)
    evening.undo(evening_rows(evening)[-1], now)
    assert moments(evening.ride.tour.itinerary) == before


def evening_rows(evening: Evening) -> list[RideAction]:
    return list(actions_of(evening.session, evening.safari))


def test_outside_the_evening_there_is_nothing_to_choose(session: Session) -> None:
    evening = late_evening(session)
    with pytest.raises(ClosedError):
        evening.go("finish", evening.safari.starts_at + timedelta(days=3))


def test_choices_are_undone_the_last_first(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    first = evening.go(skips(evening, now)[0], now)
    second = evening.go("finish", now + MINUTE)
    told = history(evening.ride, evening_rows(evening))
    assert [each.undoable for each in told] == [True, False, True]
    with pytest.raises(ClosedError, match="eerst de laatste keuze"):
        evening.undo(first, now + 2 * MINUTE)
    evening.undo(second, now + 2 * MINUTE)
    evening.undo(first, now + 3 * MINUTE)
    assert evening.ride.skipped == ()


def test_a_programme_that_was_saved_anew_goes_before_an_earlier_choice(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    evening.go(skips(evening, now)[0], now)
    evening.safari.saved_at = now + MINUTE
    evening.safari.sequence += 1
    session.flush()
    assert evening.ride.skipped == ()
    told = history(evening.ride, evening_rows(evening))
    assert [each.counts for each in told] == [False, True]
    assert "het programma is daarna gewijzigd" in told[0].remark


def test_a_report_of_a_stop_that_was_skipped_is_kept_and_ignored(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    way = skips(evening, now)[0]
    evening.go(way, now)
    before = moments(evening.ride.tour.itinerary)
    evening.tell("arrived", way.removeprefix("skip:"), now + MINUTE)
    assert moments(evening.ride.tour.itinerary) == before
    told = history(evening.ride, evening_rows(evening))[0]
    assert (told.counts, told.undoable) == (False, True)


def test_what_happens_after_a_choice_moves_the_times_of_the_choice(session: Session) -> None:
    evening = late_evening(session)
    now = evening.ride.tour.itinerary.departs + MINUTE
    evening.go(skips(evening, now)[0], now)
    first = evening.ride.tour.itinerary.visits[0]
    evening.tell("arrived", first.location.id, first.arrival + 4 * MINUTE)
    assert evening.ride.tour.itinerary.visits[0].arrival == first.arrival + 4 * MINUTE
