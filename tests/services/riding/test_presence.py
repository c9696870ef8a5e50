"""Who is there, from what leaders reported."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_presence import NOW, key, of, send, told
from tests.worlds import STARTS_AT, create_riding_group, create_safari, create_sign_up
from wijksafari.models import Safari, SignUp
from wijksafari.services.riding.presence import count_present, presence_of


@pytest.fixture
def safari(session: Session) -> Safari:
    return create_safari(session, state="confirmed")


@pytest.fixture
def anna(session: Session, safari: Safari) -> SignUp:
    return create_sign_up(session, safari, name="Anna Bos")


def test_who_takes_part_is_expected_until_something_is_reported(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    (found,) = presence_of(session, safari)
    assert (found.person, found.name, found.practice_name) == (
        f"s{anna.id}",
        "Anna Bos",
        anna.practice.name,
    )
    assert (found.status, found.came, found.arrived_at, found.undo) == ("expected", False, None, ())


def test_names_are_in_the_order_of_the_alphabet_whatever_their_accents(
    session: Session, safari: Safari
) -> None:
    for name in ("Zeno", "Émile", "daan", "Eva", "Çelik"):
        create_sign_up(session, safari, name=name)
    assert [each.name for each in presence_of(session, safari)] == [
        *("Çelik", "daan", "Émile", "Eva", "Zeno")
    ]


def test_the_last_that_happened_holds_and_not_the_last_that_was_heard(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    send(session, safari, told(1, "left", f"s{anna.id}", at=5))
    send(session, safari, told(2, "present", f"s{anna.id}", at=40))
    found = of(session, safari, "Anna Bos")
    assert found.status == "left"
    assert found.arrived_at == NOW - timedelta(minutes=40)
    assert found.left_at == NOW - timedelta(minutes=5)
    assert count_present([found]) == 0


def test_two_leaders_who_tap_one_person_agree_on_the_first_moment(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    for number, minutes in ((1, 20), (2, 22)):
        send(session, safari, told(number, "present", f"s{anna.id}", at=minutes))
    found = of(session, safari, "Anna Bos")
    assert found.arrived_at == NOW - timedelta(minutes=22)
    assert set(found.undo) == {key(1), key(2)}


def test_what_is_undone_leaves_what_held_before(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    person = f"s{anna.id}"
    send(session, safari, told(1, "present", person, at=30), told(2, "left", person, at=10))
    send(session, safari, told(3, "undo", target=key(2)))
    assert of(session, safari, "Anna Bos").status == "present"
    send(session, safari, told(4, "undo", target=key(1)))
    assert of(session, safari, "Anna Bos").status == "expected"


def test_who_comes_back_never_left(session: Session, safari: Safari, anna: SignUp) -> None:
    person = f"s{anna.id}"
    send(session, safari, told(1, "present", person, at=40), told(2, "left", person, at=20))
    send(session, safari, told(3, "present", person, at=10))
    found = of(session, safari, "Anna Bos")
    assert (found.status, found.left_at) == ("present", None)
    assert found.arrived_at == NOW - timedelta(minutes=40)


def test_who_was_there_and_did_not_come_after_all_has_no_times(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    person = f"s{anna.id}"
    send(session, safari, told(1, "present", person, at=40), told(2, "absent", person, at=39))
    found = of(session, safari, "Anna Bos")
    assert (found.status, found.arrived_at, found.came) == ("absent", None, False)


def test_late_is_after_the_group_rode_off_and_early_before_it_is_back(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    person = f"s{anna.id}"
    send(session, safari, told(1, "departed", at=30), told(2, "present", person, at=31))
    assert not of(session, safari, "Anna Bos").late
    send(session, safari, told(3, "undo", target=key(2)), told(4, "present", person, at=29))
    send(session, safari, told(5, "left", person))
    found = of(session, safari, "Anna Bos")
    assert (found.late, found.early) == (True, True)


def test_who_stayed_to_the_end_did_not_leave_early(
    session: Session, safari: Safari, anna: SignUp
) -> None:
    after = STARTS_AT + timedelta(hours=4)
    send(session, safari, told(1, "left", f"s{anna.id}"), now=after)
    assert not of(session, safari, "Anna Bos").early


def test_who_withdrew_or_waits_is_not_on_the_list_but_can_be_there(
    session: Session, safari: Safari
) -> None:
    wim = create_sign_up(session, safari, name="Wim", status="waiting", queued_at=NOW)
    create_sign_up(session, safari, name="Afke", status="withdrawn")
    send(session, safari, told(1, "present", f"s{wim.id}"))
    afke, wim_ = presence_of(session, safari)
    assert (afke.listed, afke.status) == (False, "expected")
    assert (wim_.listed, wim_.status) == (False, "present")


def test_a_walk_in_is_there_until_that_is_undone(session: Session, safari: Safari) -> None:
    added = told(1, "walk_in", name="Zus", function="other", practice="De Brug")
    send(session, safari, added)
    zus = of(session, safari, "Zus")
    assert (zus.person, zus.status, zus.practice_name, zus.listed) == (
        f"w{key(1)}",
        *("present", "De Brug", True),
    )
    send(session, safari, told(2, "left", zus.person))
    assert of(session, safari, "Zus").status == "left"
    send(session, safari, told(3, "undo", target=key(2)), told(4, "undo", target=key(1)))
    assert presence_of(session, safari) == ()


def test_a_leader_of_another_group_can_check_somebody_in(session: Session, safari: Safari) -> None:
    create_riding_group(session, safari)
    other = create_riding_group(session, safari, number=2)
    row = create_sign_up(session, safari, name="Bram", group=other)
    send(session, safari, told(1, "present", f"s{row.id}", group=1))
    found = of(session, safari, "Bram")
    assert (found.group, found.status) == (2, "present")


def test_a_walk_in_of_a_group_that_is_gone_rides_along_with_the_first(
    session: Session, safari: Safari
) -> None:
    second = [create_riding_group(session, safari, number=number) for number in (1, 2)][1]
    walk_in = told(1, "walk_in", group=2, name="Inez Inloop", function="gp")
    send(session, safari, walk_in)
    assert of(session, safari, "Inez Inloop").group == 2

    session.delete(second)
    session.flush()

    assert of(session, safari, "Inez Inloop").group == 1
