"""Who counts, the figures over time, and the alert when a confirmed safari drops."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_decisions import create_ten
from tests.web.world import NOW
from tests.worlds import (
    POST,
    create_invitation,
    create_person,
    create_practice,
    create_safari,
    create_sign_up,
    create_user,
    rows,
)
from wijksafari.database import Database
from wijksafari.models import JournalEntry, Message, RepresentationPoint, Safari, SignUp
from wijksafari.planning.threshold import Figure
from wijksafari.services.practices.representation import (
    note_representation,
    points_of,
    representation_of,
)


def by_persons(session: Session, safari: Safari) -> Figure:
    return representation_of(session, safari).by_persons


def test_both_figures_count_the_invited_practices(database: Database) -> None:
    with database.writing.begin() as session:
        found = representation_of(session, create_ten(session, comes=6))
    assert found.by_persons == Figure(6, 10)
    assert found.by_practices == Figure(1, 2)
    assert found.standing == "in_band"


@pytest.mark.parametrize(
    "overrides",
    [
        {"function": "practice_assistant"},
        {"function": "other"},
        {"status": "withdrawn"},
        {"status": "waiting", "queued_at": NOW},
        {"status": "offered", "queued_at": NOW, "offered_until": NOW},
    ],
)
def test_some_take_no_part_in_the_figures(database: Database, overrides: dict[str, object]) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session)
        invited = create_practice(session, "Het Anker")
        create_invitation(session, safari, invited)
        create_sign_up(session, safari, invited, **overrides)
        assert by_persons(session, safari) == Figure(0, 13)
        assert representation_of(session, safari).practices == 0


def test_a_practice_that_is_not_invited_does_not_count(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session)
        create_sign_up(session, safari, create_practice(session, "Elders"))
        assert by_persons(session, safari) == Figure(0, 10)


def test_an_invited_person_alone_does_not_invite_the_practice(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session)
        create_invitation(session, safari, person=create_person(session))
        assert by_persons(session, safari).total == 10


def test_known_people_beyond_the_stated_number_count(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        practice = create_practice(session, gps=1, practice_nurses=0)
        create_invitation(session, safari, practice)
        for function in ("gp", "gp", "poh_ggz", "practice_assistant"):
            create_person(session, practice, function=function)
        session.expire(practice)
        assert by_persons(session, safari).total == 3


def test_a_practice_that_left_before_the_evening_counts_no_more(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=2)
        create_invitation(session, safari, create_practice(session, "Weg", removed_at=NOW))
        after = safari.starts_at + timedelta(days=1)
        create_invitation(session, safari, create_practice(session, "Later", removed_at=after))
        assert by_persons(session, safari) == Figure(2, 13)


def test_a_point_is_kept_only_when_the_figures_changed(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_ten(session, comes=5)
        for _ in range(2):
            note_representation(session, safari, POST, NOW)
        create_sign_up(session, safari, session.scalars(select(SignUp)).first().practice)
        note_representation(session, safari, POST, NOW + timedelta(hours=1))
        points = [(each.persons, each.persons_total) for each in points_of(session, safari)]
    assert points == [(5, 10), (6, 10)]


def test_nothing_to_count_yet_is_no_point(database: Database) -> None:
    with database.writing.begin() as session:
        note_representation(session, create_safari(session), POST, NOW)
        assert rows(session, RepresentationPoint) == 0


def withdraw_one(session: Session) -> SignUp:
    one = session.scalars(select(SignUp).filter_by(status="taking_part")).first()
    assert one
    one.status = "withdrawn"
    return one


def alerts(session: Session) -> int:
    return len(session.scalars(select(Message).filter_by(kind="below_minimum")).all())


def test_a_confirmed_safari_that_drops_below_alerts_the_organiser_once(database: Database) -> None:
    with database.writing.begin() as session:
        organiser = create_user(session, name="Anne Adviseur")
        safari = create_ten(session, comes=6, state="confirmed", organiser=organiser)
        note_representation(session, safari, POST, NOW)
        assert alerts(session) == 0
        for _ in range(2):
            withdraw_one(session)
            note_representation(session, safari, POST, NOW)
        message = session.scalars(select(Message)).one()
        assert message.to_email == organiser.email
        text = POST.unseal(message.sealed)["text"]
        assert "5 van 10 huisartsen en POH’s (50" in text
        assert "Nog 1 huisarts of POH nodig." in text
        assert safari.state == "confirmed"
        assert safari.alerted_at == NOW
        entry = session.scalars(select(JournalEntry)).one()
        assert "Onder het minimum" in entry.what


def test_a_second_drop_alerts_again(database: Database) -> None:
    with database.writing.begin() as session:
        create_user(session)
        safari = create_ten(session, comes=6, state="confirmed")
        gone = withdraw_one(session)
        note_representation(session, safari, POST, NOW)
        gone.status = "taking_part"
        note_representation(session, safari, POST, NOW)
        assert safari.alerted_at is None
        withdraw_one(session)
        note_representation(session, safari, POST, NOW)
        assert alerts(session) == 2


def test_without_an_organiser_everyone_of_the_wijk_is_alerted(database: Database) -> None:
    with database.writing.begin() as session:
        for role in ("ros_adviser", "kwartiermaker"):
            create_user(session, role=role)
        create_user(session, active=False)
        create_user(session, wijk="elders")
        note_representation(session, create_ten(session, state="confirmed"), POST, NOW)
        assert alerts(session) == 2


def test_before_the_decision_a_drop_alerts_nobody(database: Database) -> None:
    with database.writing.begin() as session:
        create_user(session)
        note_representation(session, create_ten(session, comes=1), POST, NOW)
        assert alerts(session) == 0
