"""What leaders report is written down once, and only where it can be."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_rides import ANNE, BAS, MINUTE, act, clock, create_evening
from tests.worlds import STARTS_AT, create_riding_group, create_safari, create_sign_up, rows
from wijksafari.errors import ClosedError, InputError, NotFoundError
from wijksafari.models import RideAction, WalkIn
from wijksafari.services.riding.log import record, undo, was_overtaken
from wijksafari.services.riding.walk_ins import NewWalkIn, add_walk_in

SIX = clock(18, 0)


def test_what_is_sent_twice_counts_once(session: Session) -> None:
    evening = create_evening(session)
    first = evening.tell("departed", "", SIX, key="een")
    again = evening.tell("departed", "", SIX + MINUTE, key="een")
    assert again.action is first.action
    assert again.first is None
    assert rows(session, RideAction) == 1
    assert len(evening.journal()) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 37, "een\n", "sleutel\x00", "é"])
def test_a_key_that_no_phone_makes_is_refused(session: Session, key: str) -> None:
    evening = create_evening(session)
    with pytest.raises(InputError, match="kenmerk"):
        evening.tell("departed", "", SIX, key=key)
    with pytest.raises(InputError, match="kenmerk"):
        undo(session, evening.safari, key, actor=ANNE, now=SIX)
    with pytest.raises(InputError, match="kenmerk"):
        walk_in = NewWalkIn(key=key, group=1, name="Wil", function="other")
        add_walk_in(session, evening.safari, walk_in, now=SIX)


def test_the_second_of_two_leaders_hears_who_was_first(session: Session) -> None:
    evening = create_evening(session)
    stop = evening.stops[0]
    first = evening.tell("arrived", stop, SIX, who=BAS)
    second = evening.tell("arrived", stop, SIX + MINUTE)
    assert second.first is first.action
    assert was_overtaken(second.action)
    assert evening.ride.tour.itinerary.visits[0].arrival == SIX
    assert len(evening.journal()) == 1


def test_once_undone_the_same_can_be_reported_again(session: Session) -> None:
    evening = create_evening(session)
    wrong = evening.tell("departed", "", SIX)
    evening.undo(wrong.action, SIX + MINUTE, who=BAS)
    right = evening.tell("departed", "", SIX + 5 * MINUTE)
    assert right.first is None
    assert evening.ride.tour.itinerary.departs == SIX + 5 * MINUTE


def test_undoing_twice_changes_nothing_more(session: Session) -> None:
    evening = create_evening(session)
    row = evening.tell("departed", "", SIX).action
    evening.undo(row, SIX + MINUTE, who=BAS)
    again = evening.undo(row, SIX + 2 * MINUTE)
    assert (again.undone_at, again.undone_by) == (SIX + MINUTE, "Bas de Boer")
    assert len(evening.journal()) == 2


def test_the_journal_says_what_happened_and_what_was_undone(session: Session) -> None:
    evening = create_evening(session)
    evening.tell("departed", "", clock(17, 43))
    row = evening.tell("arrived", evening.stops[0], SIX).action
    evening.undo(row, SIX + MINUTE)
    assert evening.journal() == [
        "Vertrokken bij het verzamelpunt (17.43 uur).",
        "Aangekomen bij De Sprong (18.00 uur).",
        "Ongedaan gemaakt: aangekomen bij De Sprong.",
    ]


def test_with_more_groups_the_journal_says_which(session: Session) -> None:
    evening = create_evening(session)
    create_riding_group(session, evening.safari)
    create_riding_group(session, evening.safari, number=2)
    evening.tell("departed", "", SIX, group=2)
    assert evening.journal() == ["Groep 2: vertrokken bij het verzamelpunt (18.00 uur)."]


def test_who_is_there_stays_out_of_the_journal(session: Session) -> None:
    evening = create_evening(session)
    sign_up = create_sign_up(session, evening.safari)
    row = evening.tell("present", "", SIX, person=f"s{sign_up.id}").action
    evening.undo(row, SIX)
    assert evening.journal() == []


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (STARTS_AT + timedelta(days=1), SIX),
        (STARTS_AT - timedelta(days=1), STARTS_AT - timedelta(hours=3)),
        (SIX - 20 * MINUTE, SIX - 20 * MINUTE),
    ],
)
def test_a_clock_that_is_wrong_is_kept_within_the_evening(
    session: Session, told: object, kept: object
) -> None:
    evening = create_evening(session)
    row = record(
        session,
        evening.safari,
        act("departed", "", told),  # type: ignore[arg-type]
        actor=ANNE,
        now=SIX,
    )
    assert (row.at, row.recorded_at) == (kept, SIX)


@pytest.mark.parametrize(
    ("more", "error", "sentence"),
    [
        ({"kind": "danced"}, InputError, "kan niet gemeld worden"),
        ({"stop": "elders"}, NotFoundError, "niet .meer. in het programma"),
        ({"person": "s1"}, InputError, "over wie"),
        ({"kind": "present"}, InputError, "over wie"),
        ({"kind": "present", "person": "s999999"}, NotFoundError, "op de lijst"),
        ({"kind": "present", "person": f"s{'9' * 20}"}, NotFoundError, "op de lijst"),
        ({"kind": "present", "person": "x1"}, NotFoundError, "op de lijst"),
        ({"group": 2}, NotFoundError, "Groep 2 is er niet"),
    ],
)
def test_what_says_nothing_of_this_evening_is_refused(
    session: Session, more: dict[str, object], error: type[Exception], sentence: str
) -> None:
    evening = create_evening(session)
    values: dict[str, object] = {"kind": "departed", "stop": "", "at": SIX}
    with pytest.raises(error, match=sentence):
        evening.tell(**values | more)  # type: ignore[arg-type]
    assert rows(session, RideAction) == 0


def test_somebody_who_signed_up_elsewhere_is_not_on_the_list(session: Session) -> None:
    evening = create_evening(session)
    stranger = create_sign_up(session, create_safari(session))
    with pytest.raises(NotFoundError):
        evening.tell("present", "", SIX, person=f"s{stranger.id}")


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (STARTS_AT - timedelta(hours=3, seconds=1), "vanaf drie uur"),
        (STARTS_AT + timedelta(hours=48, seconds=1), "te lang geleden"),
    ],
)
def test_outside_the_evening_nothing_is_reported_and_nothing_undone(
    session: Session, at: object, sentence: str
) -> None:
    evening = create_evening(session)
    row = evening.tell("departed", "", SIX).action
    with pytest.raises(ClosedError, match=sentence):
        evening.tell("arrived", "", at)  # type: ignore[arg-type]
    with pytest.raises(ClosedError, match=sentence):
        evening.undo(row, at)  # type: ignore[arg-type]


def test_of_an_evening_that_was_called_off_nothing_is_reported(session: Session) -> None:
    evening = create_evening(session, state="cancelled")
    with pytest.raises(ClosedError, match="afgelast"):
        evening.tell("departed", "", SIX)


def test_what_was_never_reported_cannot_be_undone(session: Session) -> None:
    evening = create_evening(session)
    with pytest.raises(NotFoundError, match="niet bekend"):
        undo(session, evening.safari, "onbekend", actor=ANNE, now=SIX)


def test_somebody_who_walks_in_joins_a_group_that_is_there(session: Session) -> None:
    evening = create_evening(session)
    walk_in = NewWalkIn(key="w", group=3, name="Wil", function="other")
    with pytest.raises(NotFoundError):
        add_walk_in(session, evening.safari, walk_in, now=SIX)
    assert rows(session, WalkIn) == 0
