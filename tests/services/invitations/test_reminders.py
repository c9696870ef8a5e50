"""Reminders: only to who did not answer, once for each set day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.services.worlds_invitations import TOMORROW, World, create_world
from tests.web.world import NOW
from tests.worlds import DEADLINE, POST, create_person, create_sign_up
from wijksafari.clock import AMSTERDAM
from wijksafari.database import Database
from wijksafari.errors import ClosedError
from wijksafari.services.invitations.invitations import decline, send_due_reminders, undo_decline

EVERYBODY = ["bea@brug.test", "jan@brug.test", "Carla@Linde.test"]


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with database.writing.begin() as session:
        made = create_world(session)
        made.invite()
        yield made


def days_before(days: int, hour: int = 8, minute: int = 0) -> datetime:
    """So many days before the deadline, by the clock."""
    day = DEADLINE.date() - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)


def due(world: World, now: datetime) -> int:
    return send_due_reminders(world.session, POST, now)


def test_who_did_not_answer_is_reminded(world: World) -> None:
    assert world.remind() == 3
    assert world.addresses("reminder") == EVERYBODY
    assert world.journal()[-1] == "Herinnering gemaild aan 3 mensen van 2 praktijken."


def test_nobody_is_reminded_on_the_day_they_were_invited_or_reminded(world: World) -> None:
    assert world.remind(NOW + timedelta(hours=11)) == 0
    assert world.remind(TOMORROW) == 3
    assert world.remind(TOMORROW + timedelta(hours=1)) == 0
    assert world.remind(TOMORROW + timedelta(days=1)) == 3


@pytest.mark.parametrize("status", ["taking_part", "waiting", "withdrawn"])
def test_a_sign_up_is_an_answer_whatever_became_of_it(world: World, status: str) -> None:
    create_sign_up(world.session, world.safari, world.brug, person_id=world.jan.id, status=status)
    world.remind()
    assert world.addresses("reminder") == ["Carla@Linde.test"]


def test_a_sign_up_by_the_practice_s_link_is_known_by_its_address(world: World) -> None:
    create_sign_up(world.session, world.safari, world.linde, email="CARLA@linde.test")
    world.remind()
    assert world.addresses("reminder") == ["bea@brug.test", "jan@brug.test"]


def test_who_says_no_is_left_alone_and_so_is_the_practice_behind_the_same_address(
    world: World,
) -> None:
    decline(world.session, world.invitation(world.linde, world.carla), NOW)
    world.remind()
    assert world.addresses("reminder") == ["bea@brug.test", "jan@brug.test"]


def test_a_practice_that_says_no_is_left_alone_but_its_people_answer_for_themselves(
    world: World,
) -> None:
    decline(world.session, world.invitation(world.brug), NOW)
    world.remind()
    assert world.addresses("reminder") == ["jan@brug.test", "Carla@Linde.test"]


def test_saying_no_is_written_down_once_and_without_a_name(world: World) -> None:
    for _ in range(2):
        decline(world.session, world.invitation(world.brug, world.jan), NOW)
    said = [each for each in world.journal() if "niet te kunnen" in each]
    assert said == [
        "Iemand die was uitgenodigd liet weten niet te kunnen en krijgt geen herinneringen meer."
    ]


def test_who_takes_a_no_back_is_asked_again(world: World) -> None:
    jan = world.invitation(world.brug, world.jan)
    decline(world.session, jan, NOW)
    undo_decline(world.session, jan, NOW)
    assert world.remind() == 3


def test_who_was_invited_without_mail_is_not_reminded_later_when_an_address_comes(
    world: World,
) -> None:
    world.mia.email = "mia@brug.test"
    world.remind()
    assert "mia@brug.test" not in world.addresses("reminder")


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_nobody_is_reminded_of_an_evening_that_is_off(world: World, state: str) -> None:
    world.safari.state = state
    world.session.flush()
    with pytest.raises(ClosedError):
        world.remind()
    assert due(world, days_before(7)) == 0


def test_nobody_is_reminded_after_the_deadline(world: World) -> None:
    with pytest.raises(ClosedError):
        world.remind(DEADLINE)
    assert due(world, DEADLINE) == 0


def test_a_set_day_begins_at_eight(world: World) -> None:
    assert due(world, days_before(14, 7, 59)) == 0
    assert due(world, days_before(14, 8)) == 3


def test_each_set_day_reminds_once(world: World) -> None:
    sent = [due(world, days_before(14) + timedelta(hours=hour)) for hour in range(24 * 14)]
    assert [hour for hour, count in enumerate(sent) if count] == [0, 24 * 7, 24 * 12]
    assert world.journal()[-1] == "Herinnering gemaild aan 3 mensen van 2 praktijken."


def test_days_that_were_missed_give_one_mail_not_a_burst(world: World) -> None:
    assert due(world, days_before(1, 15)) == 3
    assert due(world, days_before(1, 16)) == 0


def test_who_was_invited_after_a_set_day_waits_for_the_next(world: World) -> None:
    create_person(world.session, world.brug, "Nieuw", email="nieuw@brug.test")
    world.session.expire_all()
    world.invite(now=days_before(7, 10))
    assert due(world, days_before(7, 11)) == 3
    assert due(world, days_before(6)) == 0
    assert due(world, days_before(2)) == 4


def test_a_day_that_was_reminded_by_hand_is_dealt_with(world: World) -> None:
    assert world.remind(days_before(14, 7)) == 3
    assert due(world, days_before(14, 9)) == 0
    assert due(world, days_before(13, 9)) == 0


def test_a_later_deadline_brings_its_own_reminders(world: World) -> None:
    assert due(world, days_before(2)) == 3
    world.safari.deadline = DEADLINE + timedelta(days=7)
    world.session.flush()
    assert due(world, days_before(1)) == 0
    assert due(world, days_before(0)) == 3
    assert due(world, days_before(-4)) == 0
    assert due(world, days_before(-5)) == 3


def test_the_clock_change_moves_no_reminder(database: Database) -> None:
    """The night of 28 March 2027 has an hour less."""
    starts = datetime(2027, 4, 6, 17, 30, tzinfo=AMSTERDAM)
    deadline = datetime(2027, 4, 4, 17, 30, tzinfo=AMSTERDAM)
    with database.writing.begin() as session:
        world = create_world(session, starts_at=starts, deadline=deadline, reminder_days=[7])
        world.invite()
        assert due(world, datetime(2027, 3, 28, 7, 59, tzinfo=AMSTERDAM)) == 0
        assert due(world, datetime(2027, 3, 28, 8, 0, tzinfo=AMSTERDAM)) == 3


def test_no_reminder_goes_by_itself_to_a_full_evening_until_a_place_comes_free(
    world: World,
) -> None:
    world.safari.capacity = 1
    rider = create_sign_up(
        world.session, world.safari, world.linde, status="offered", offered_until=DEADLINE
    )
    assert due(world, days_before(7)) == 0
    rider.status, rider.offered_until = "withdrawn", None
    world.session.flush()
    assert due(world, days_before(7, 12)) == 3


def test_a_reminder_by_hand_to_a_full_evening_tells_of_the_waiting_list(world: World) -> None:
    world.safari.capacity = 1
    create_sign_up(world.session, world.safari, world.linde)
    assert world.remind() == 3
    assert "U kunt zich wel op de wachtlijst zetten" in world.letters("jan@brug.test")[-1]


def test_concept_evenings_remind_nobody(database: Database) -> None:
    with database.writing.begin() as session:
        create_world(session)
        assert send_due_reminders(session, POST, days_before(7)) == 0
