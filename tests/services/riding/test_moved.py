"""An evening that moves to another day after somebody tried its buttons."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.drafts import draft_at
from tests.services.worlds_presence import of
from tests.services.worlds_rides import Evening, create_evening
from tests.worlds import ACTOR, POST, STARTS_AT, create_sign_up
from wijksafari.models import HostNotice
from wijksafari.services.safaris.announcements import change_safari

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEFORE = STARTS_AT - 2 * HOUR


def move(evening: Evening, shift: timedelta) -> None:
    """An organiser moves the evening, an hour and a half before it would begin."""
    safari = evening.safari
    change_safari(
        evening.session,
        safari.uid,
        safari.sequence,
        draft_at(STARTS_AT + shift),
        POST,
        may_mail=True,
        actor=ACTOR,
        now=BEFORE + HOUR / 2,
    )
    evening.session.expire_all()


def test_nobody_has_left_for_an_evening_that_moved_to_the_next_day(session: Session) -> None:
    evening = create_evening(session)
    evening.tell("departed", "", BEFORE)

    move(evening, DAY)

    assert evening.ride.tour.itinerary.departs == evening.agreed.departs
    assert evening.tell("departed", "", STARTS_AT + DAY).first is None
    assert evening.ride.tour.stage == "riding"


def test_who_was_checked_in_is_not_there_on_the_next_day(session: Session) -> None:
    evening = create_evening(session)
    row = create_sign_up(session, evening.safari, name="Daan Dokter")
    evening.tell("present", "", BEFORE, person=f"s{row.id}")

    move(evening, DAY)

    assert of(session, evening.safari, "Daan Dokter").status == "expected"


def test_what_hosts_heard_of_the_earlier_day_is_forgotten(session: Session) -> None:
    evening = create_evening(session)
    stop = evening.stops[0]
    values = {"safari_id": evening.safari.id, "group_number": 1, "location_code": stop}
    session.add(HostNotice(**values, arrival=STARTS_AT + HOUR, told_at=BEFORE))

    move(evening, DAY)

    assert session.scalars(select(HostNotice)).all() == []


def test_what_was_reported_holds_where_the_evening_moves_by_an_hour(session: Session) -> None:
    evening = create_evening(session)
    evening.tell("departed", "", BEFORE)

    move(evening, HOUR)

    assert evening.ride.tour.stage == "riding"
