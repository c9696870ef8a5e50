"""What phones send: each thing once, in order, one that is refused beside the rest."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_presence import MINUTE, NOW, key, of, send, told
from tests.worlds import STARTS_AT, create_riding_group, create_safari, create_sign_up, rows
from wijksafari.errors import InputError
from wijksafari.models import RideAction, Safari, WalkIn
from wijksafari.services.riding.log import actions_of
from wijksafari.services.riding.phone_batch import MOST_ACTIONS, read_batch
from wijksafari.services.riding.presence import presence_of


@pytest.fixture
def safari(session: Session) -> Safari:
    return create_safari(session, state="confirmed")


@pytest.fixture
def anna(session: Session, safari: Safari) -> str:
    return f"s{create_sign_up(session, safari, name='Anna').id}"


def test_what_is_sent_twice_counts_once(session: Session, safari: Safari, anna: str) -> None:
    actions = (told(1, "present", anna), told(2, "walk_in", name="Zus", function="gp"))
    assert send(session, safari, *actions).done == [key(1), key(2)]
    assert send(session, safari, *actions, actions[0]).done == [key(1), key(2), key(1)]
    assert (rows(session, RideAction), rows(session, WalkIn)) == (2, 1)


def test_what_is_sent_again_after_it_was_undone_stays_undone(
    session: Session, safari: Safari, anna: str
) -> None:
    send(session, safari, told(1, "present", anna), told(2, "undo", target=key(1)))
    assert send(session, safari, told(1, "present", anna)).done == [key(1)]
    assert of(session, safari, "Anna").status == "expected"


def test_one_that_is_refused_does_not_hold_up_the_rest(
    session: Session, safari: Safari, anna: str
) -> None:
    answer = send(
        session,
        safari,
        told(1, "walk_in", name=" ", function="gp"),
        told(2, "present", "s999999"),
        told(3, "arrived", location="elders"),
        told(4, "undo", target=key(99)),
        told(5, "present", anna),
    )
    assert answer.done == [key(5)]
    sentences = {each.key: each.sentence for each in answer.refused}
    assert list(sentences) == [key(number) for number in range(1, 5)]
    assert sentences[key(1)] == "Vul de naam in."
    assert "niet (meer) op de lijst" in sentences[key(2)]
    assert "niet (meer) in het programma" in sentences[key(3)]
    assert (rows(session, RideAction), rows(session, WalkIn)) == (1, 0)


def test_riding_off_and_arriving_come_the_same_way(session: Session, safari: Safari) -> None:
    answer = send(session, safari, told(1, "departed", at=40), told(2, "arrived", location="linde"))
    assert (len(answer.done), answer.refused) == (2, [])
    assert [(each.kind, each.location_code) for each in actions_of(session, safari)] == [
        ("departed", ""),
        ("arrived", "linde"),
    ]


@pytest.mark.parametrize("clock", [0, 3_600_000, -86_400_000, 4_102_444_800_000])
def test_a_phone_whose_clock_is_wrong_tells_the_right_time(
    session: Session, safari: Safari, anna: str, clock: int
) -> None:
    body = {"sent_at": clock, "actions": [told(1, "present", anna) | {"at": clock - 7 * MINUTE}]}
    batch = read_batch(json.dumps(body).encode())
    send(session, safari, {**batch.actions[0], "at": batch.actions[0]["at"] - batch.sent_at})
    assert of(session, safari, "Anna").arrived_at == NOW - timedelta(minutes=7)


@pytest.mark.parametrize(("at", "minutes"), [(5, 0), (-999_999_999_999_999, 240)])
def test_a_moment_that_cannot_be_becomes_the_nearest(
    session: Session, safari: Safari, anna: str, at: int, minutes: int
) -> None:
    send(session, safari, told(1, "present", anna) | {"at": at})
    assert of(session, safari, "Anna").arrived_at == NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("17:45", -45), ("18:30", 0), ("18:37", 0), ("14:30", -240)],
)
def test_a_time_of_day_is_one_of_this_evening(
    session: Session, safari: Safari, anna: str, clock: str, expected: int
) -> None:
    send(session, safari, told(1, "present", anna, clock=clock))
    assert of(session, safari, "Anna").arrived_at == NOW + timedelta(minutes=expected)


@pytest.mark.parametrize("clock", ["19:10", "14:29", "00:10", "25:00", "8:05", "nu", 5, ["17:45"]])
def test_another_time_of_day_is_refused(
    session: Session, safari: Safari, anna: str, clock: object
) -> None:
    answer = send(session, safari, told(1, "present", anna, clock=clock))
    assert "Vul een tijd" in answer.refused[0].sentence


def test_after_midnight_a_time_can_be_of_the_next_day(
    session: Session, safari: Safari, anna: str
) -> None:
    now = STARTS_AT + timedelta(hours=7)
    send(session, safari, told(1, "left", anna, clock="00:10"), now=now)
    assert of(session, safari, "Anna").left_at == now - timedelta(minutes=20)


def test_who_is_there_is_there_also_where_groups_were_made_anew(
    session: Session, safari: Safari, anna: str
) -> None:
    create_riding_group(session, safari)
    assert send(session, safari, told(1, "present", anna, group=3)).refused == []
    assert send(session, safari, told(2, "departed", group=3)).done == []


def test_before_and_long_after_the_evening_nothing_new_is_taken(
    session: Session, safari: Safari, anna: str
) -> None:
    send(session, safari, told(1, "present", anna))
    for now in (STARTS_AT - timedelta(hours=4), STARTS_AT + timedelta(hours=49)):
        answer = send(session, safari, told(1, "present", anna), told(2, "left", anna), now=now)
        # What was written down in time is done, also where the phone never heard.
        assert (answer.done, [each.key for each in answer.refused]) == ([key(1)], [key(2)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "way_on"},
        {"type": "feest"},
        {"type": None},
        {"type": ["present"]},
        {"key": "x"},
        {"key": None},
        {"key": key(1).upper() + "A"},
        {"group": 0},
        {"group": True},
        {"group": 10**30},
        {"at": "nu"},
        {"at": None},
        {"at": 1.5},
        {"person": {}},
        {"person": "s" + "9" * 39},
        {"person": "s1\x00"},
        {"person": ""},
        {"name": "x" * 121, "type": "walk_in", "function": "gp"},
        {"name": "a\u202eb", "type": "walk_in", "function": "gp"},
        {"name": "\ud800", "type": "walk_in", "function": "gp"},
        {"name": "Zus", "type": "walk_in", "function": "koning"},
        {"name": "Zus", "type": "walk_in", "function": {}},
        {"name": 5, "type": "walk_in", "function": "gp"},
    ],
)
def test_what_no_phone_of_ours_sends_is_refused_for_good(
    session: Session, safari: Safari, anna: str, wrong: dict[str, Any]
) -> None:
    answer = send(session, safari, told(1, "present", anna) | wrong)
    assert (answer.done, len(answer.refused)) == ([], 1)
    assert rows(session, RideAction) == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"sent_at": 1}',
        b'{"sent_at": "1", "actions": []}',
        b'{"sent_at": NaN, "actions": []}',
        b'{"sent_at": 1, "actions": {}}',
        b'{"sent_at": 1, "actions": [1]}',
        b'{"sent_at": ' + b"9" * 5000 + b', "actions": []}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_batch_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(InputError, match="onleesbaar"):
        read_batch(body)


def test_a_batch_has_a_limit() -> None:
    actions: list[dict[str, Any]] = [{}] * (MOST_ACTIONS + 1)
    with pytest.raises(InputError, match="200 meldingen"):
        read_batch(json.dumps({"sent_at": 0, "actions": actions}).encode())


def test_nobody_of_another_evening_is_checked_in(session: Session, safari: Safari) -> None:
    stranger = create_sign_up(session, create_safari(session))
    answer = send(session, safari, told(1, "present", f"s{stranger.id}"))
    assert answer.done == []
    assert presence_of(session, stranger.safari)[0].status == "expected"


def test_a_time_that_is_corrected_comes_in_place_of_what_was_reported(
    session: Session, safari: Safari, anna: str
) -> None:
    send(session, safari, told(1, "present", anna, at=30), told(2, "left", anna, at=10))
    send(session, safari, told(3, "present", anna, clock="18:05", instead=[key(1)]))
    found = of(session, safari, "Anna")
    assert (found.status, found.arrived_at) == ("left", NOW - timedelta(minutes=25))


def test_a_correction_that_is_refused_leaves_what_was_reported(
    session: Session, safari: Safari, anna: str
) -> None:
    send(session, safari, told(1, "present", anna, at=30), told(2, "left", anna, at=10))
    for wrong in ({"clock": "23:00"}, {"clock": "17:45", "type": "left"}, {"instead": [key(99)]}):
        sent = told(3, "present", anna, instead=[key(2)]) | wrong
        assert send(session, safari, sent).done == []
    assert of(session, safari, "Anna").left_at == NOW - timedelta(minutes=10)


def test_who_is_said_to_have_left_before_they_came_is_asked_about(
    session: Session, safari: Safari, anna: str
) -> None:
    send(session, safari, told(1, "present", anna, at=30))
    (refusal,) = send(session, safari, told(2, "left", anna, clock="17:59")).refused
    assert "kwam om 18.00 uur" in refusal.sentence
