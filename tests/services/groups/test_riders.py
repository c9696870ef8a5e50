"""Who rides in which group and who leads it, as the organiser says; and forgetting it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_decisions import journal, mails
from tests.services.worlds_groups import create_large, divide, sizes
from tests.worlds import ACTOR, NOW, POST, STARTS_AT, create_riding_group, create_safari
from wijksafari.database import Database
from wijksafari.errors import ClosedError, ConsentNeededError, InputError, NotFoundError
from wijksafari.models import RidingGroup, Safari, SignUp
from wijksafari.planning.group_members import divided
from wijksafari.services.calendars.calendars import own_calendar
from wijksafari.services.groups.riders import GuideError, move_riders, set_guides
from wijksafari.services.groups.riding_groups import Guide, groups_of
from wijksafari.services.retention import erase_expired

ANNE, BRAM = Guide("Anne", "06 12345678"), Guide("Bram", "+31 (0)70 123 45 67")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as session:
        yield session


def riders(session: Session, safari: Safari) -> list[SignUp]:
    return list(session.scalars(select(SignUp).filter_by(safari_id=safari.id).order_by(SignUp.id)))


def move(session: Session, rider: SignUp, number: int, *, may_mail: bool = True) -> int:
    return move_riders(
        session,
        rider.safari,
        {rider.id: number},
        may_mail=may_mail,
        actor=ACTOR,
        post=POST,
        now=NOW,
    )


def other(rider: SignUp) -> int:
    assert rider.group is not None
    return 3 - rider.group.number


def guide(session: Session, safari: Safari, number: int = 1, *guides: Guide) -> bool:
    leader, sweeper = guides or (ANNE, BRAM)
    return set_guides(session, safari, number, leader, sweeper, actor=ACTOR, now=NOW)


def test_whoever_moves_has_a_newer_calendar_file(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)
    rider = riders(session, safari)[0]
    number, before = other(rider), own_calendar(rider, POST, NOW)

    assert move(session, rider, number) == 1

    assert rider.group is not None
    assert rider.group.number == number
    assert rider.calendar_shift == 1
    assert own_calendar(rider, POST, NOW) != before
    assert sorted(sizes(riders(session, safari))) == [3, 5]


def test_moving_to_ones_own_group_changes_nothing(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)
    rider = riders(session, safari)[0]

    assert move(session, rider, 3 - other(rider)) == 0
    assert rider.calendar_shift == 0


def test_only_whoever_moves_is_told(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)
    safari.state = "confirmed"

    move(session, riders(session, safari)[0], other(riders(session, safari)[0]))

    assert [mail.to_email for mail in mails(session, "changed_evening")] == [
        riders(session, safari)[0].email
    ]


def test_a_move_on_a_confirmed_evening_needs_leave_to_mail(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)
    safari.state = "confirmed"
    rider = riders(session, safari)[0]

    with pytest.raises(ConsentNeededError):
        move(session, rider, other(rider), may_mail=False)


def test_a_group_that_is_not_there_cannot_be_joined(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)

    with pytest.raises(NotFoundError, match="Groep 3 is er niet"):
        move(session, riders(session, safari)[0], 3)


def test_no_group_gets_larger_than_agreed(session: Session) -> None:
    safari = create_large(session, 8, group_size=4)
    divide(session, safari)
    rider = riders(session, safari)[0]

    with pytest.raises(InputError, match="zou 5 deelnemers krijgen"):
        move(session, rider, other(rider))


def test_whoever_withdrew_meanwhile_is_passed_over(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)
    rider = riders(session, safari)[0]
    number = other(rider)
    rider.status, rider.group = "withdrawn", None
    session.flush()

    assert move(session, rider, number) == 0


def test_a_group_knows_who_leads_it_and_who_rides_last(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)

    assert guide(session, safari, 2)

    first, second = groups_of(session, safari)
    assert (first.leader, second.leader, second.sweeper) == (Guide(), ANNE, BRAM)
    assert "Anne" not in " ".join(what for _, what, _ in journal(session))


def test_an_evening_in_one_group_has_leaders_too(session: Session) -> None:
    safari = create_safari(session)

    guide(session, safari)

    [group] = groups_of(session, safari)
    assert (group.of, group.leader, group.sweeper) == (1, ANNE, BRAM)
    assert not guide(session, safari)


def test_who_leads_the_first_group_stays_so_after_a_split(session: Session) -> None:
    safari = create_large(session, 8)
    guide(session, safari)

    divide(session, safari)
    divide(session, safari, 1)

    [group] = groups_of(session, safari)
    assert group.leader == ANNE


@pytest.mark.parametrize(
    ("guide_", "field"),
    [
        (Guide("A", "bel mij"), "leader_phone"),
        (Guide("A", "12"), "leader_phone"),
        (Guide("A", "0" * 41), "leader_phone"),
        (Guide("A", "٠٦١٢٣٤٥٦٧٨"), "leader_phone"),
        (Guide("", "0612345678"), "leader_name"),
        (Guide("A" * 121), "leader_name"),
        (Guide("A\x00"), "leader_name"),
        (Guide("A\u202eB"), "leader_name"),
    ],
)
def test_somebody_who_cannot_be_called_so_is_refused(
    session: Session, guide_: Guide, field: str
) -> None:
    with pytest.raises(GuideError) as refused:
        guide(session, create_safari(session), 1, guide_, Guide())

    assert list(refused.value.fields) == [field]


def test_no_leader_is_named_of_an_evening_that_is_over(session: Session) -> None:
    with pytest.raises(ClosedError):
        guide(session, create_safari(session, state="held"))


def test_who_led_is_forgotten_two_weeks_after_the_evening(session: Session) -> None:
    safari = create_safari(session)
    guide(session, safari)
    create_riding_group(session, safari, number=2)
    over = STARTS_AT + timedelta(days=14)

    assert erase_expired(session, over - timedelta(minutes=1)) == 0
    assert erase_expired(session, over) == 1
    assert erase_expired(session, over) == 0

    session.expire_all()
    row = session.scalars(select(RidingGroup).filter_by(number=1)).one()
    assert (row.leader_name, row.leader_phone, row.sweeper_name, row.sweeper_phone) == ("",) * 4


@pytest.mark.parametrize(
    ("practices", "groups", "most", "expected"),
    [
        ([1, 1, 2, 2], 2, 14, [2, 2]),
        ([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], 2, 14, [6, 6]),
        ([1] * 19, 2, 14, [10, 9]),
        ([1, 1, 1, 2, 2, 2], 2, 3, [3, 3]),
        ([1, 2, 3], 4, 14, [1, 1, 1]),
        ([], 2, 14, []),
    ],
)
def test_groups_are_about_as_large(
    practices: list[int], groups: int, most: int, expected: list[int]
) -> None:
    numbers = divided(practices, groups, most)

    assert [numbers.count(number) for number in sorted(set(numbers))] == expected
