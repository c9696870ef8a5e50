"""A safari for more people than one group holds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.drafts import draft_at
from tests.services.worlds_decisions import journal, mails
from tests.services.worlds_groups import create_large, divide, nootdorp, roomy_tour, sizes
from tests.worlds import ACTOR, NOW, POST, STARTS_AT, create_invitation, create_practice, rows
from wijksafari.database import Database
from wijksafari.errors import ClosedError, ConsentNeededError, InputError, StaleError
from wijksafari.models import RidingGroup, Safari, SignUp
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.calendars.calendars import own_calendar
from wijksafari.services.evenings.in_short import own_evening
from wijksafari.services.groups.riding_groups import groups_of, tour_for
from wijksafari.services.groups.split import Division, plan_groups, store_division
from wijksafari.services.safaris.announcements import change_safari
from wijksafari.services.safaris.safaris import SafariDraft
from wijksafari.services.sign_ups.sign_ups import Entry, sign_up
from wijksafari.services.sign_ups.withdrawals import withdraw


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as session:
        yield session


def riders(session: Session, safari: Safari) -> list[SignUp]:
    return list(session.scalars(select(SignUp).filter_by(safari_id=safari.id).order_by(SignUp.id)))


def somebody(email: str = "nieuw@voorbeeld.test") -> Entry:
    return Entry(name="Nieuw", function="gp", email=email)


def test_two_groups_of_ten_never_share_a_stop(session: Session) -> None:
    safari = create_large(session)
    divide(session, safari)

    stays = defaultdict(list)
    for group in groups_of(session, safari):
        for visit in group.tour.itinerary.visits:
            stays[visit.location.id].append((visit.arrival, visit.departure))

    assert len(stays) == 4
    for both in stays.values():
        assert all(arrives > left for (_, left), (arrives, _) in pairwise(sorted(both)))
    assert sizes(riders(session, safari)) == [10, 10]


def test_practices_stay_together_where_that_fits(session: Session) -> None:
    safari = create_large(session, 16)
    divide(session, safari)

    found = defaultdict(set)
    for rider in riders(session, safari):
        found[rider.practice_id].add(rider.group_id)
    assert [len(groups) for groups in found.values()] == [1, 1, 1, 1]


def test_everybody_is_shown_the_programme_of_their_own_group(session: Session) -> None:
    safari = create_large(session)
    divide(session, safari)

    for rider in riders(session, safari):
        assert rider.group is not None
        evening = own_evening(rider)
        own = groups_of(session, safari)[rider.group.number - 1].tour.itinerary
        assert evening.group == f"groep {rider.group.number}"
        assert evening.stops == tuple(visit.location.name for visit in own.visits)
        calendar = own_calendar(rider, POST, NOW).decode().replace("\r\n ", "")
        assert f"U rijdt in groep {rider.group.number}." in calendar


def test_a_calendar_file_counts_as_newer_after_a_split(session: Session) -> None:
    safari = create_large(session)
    before = safari.sequence

    divide(session, safari)

    assert safari.sequence == before + 1


def test_nobody_is_mailed_before_the_evening_is_certain(session: Session) -> None:
    assert divide(session, create_large(session), may_mail=False) == 0
    assert mails(session, "changed_evening") == []


def test_on_a_confirmed_evening_those_with_another_programme_are_told(session: Session) -> None:
    safari = create_large(session, state="confirmed")

    told = divide(session, safari)

    letters = [POST.opened(each) for each in mails(session, "changed_evening")]
    assert told == len(letters) == 20
    assert "Uw groep\n  was:   één groep met iedereen\n  wordt: groep" in letters[0].letter.text
    assert letters[0].calendar is not None
    assert ("mail", "Nieuw programma gemaild aan 20 mensen.", "") in journal(session)


def test_mail_to_people_who_count_on_the_evening_must_be_agreed_to(session: Session) -> None:
    with pytest.raises(ConsentNeededError, match="20 mensen krijgen een mail"):
        divide(session, create_large(session, state="confirmed"), may_mail=False)


def test_splitting_the_same_way_again_tells_nobody(session: Session) -> None:
    safari = create_large(session, state="confirmed")
    divide(session, safari)

    assert divide(session, safari) == 0


def test_one_group_again_is_the_safaris_own_tour(session: Session) -> None:
    safari = create_large(session)
    divide(session, safari)

    divide(session, safari, 1)

    assert [group.of for group in groups_of(session, safari)] == [1]
    assert {tour_for(rider).itinerary for rider in riders(session, safari)} == {
        roomy_tour().itinerary
    }
    assert sizes(riders(session, safari)) == []
    assert journal(session)[-1][1] == "Allen rijden weer in één groep."


def test_more_people_than_the_groups_hold_need_another_group(session: Session) -> None:
    safari = create_large(session, 20, group_size=6)

    with pytest.raises(InputError, match="Verdeel in 4 groepen"):
        divide(session, safari)


def test_a_tour_that_was_saved_meanwhile_is_not_split(session: Session) -> None:
    safari = create_large(session)
    division = Division((roomy_tour(), roomy_tour()), NOW - timedelta(minutes=1))

    with pytest.raises(StaleError, match="verdeel dan opnieuw"):
        store_division(session, safari, division, may_mail=True, actor=ACTOR, post=POST, now=NOW)


def test_an_evening_under_way_is_not_split(session: Session) -> None:
    safari = create_large(session)
    division = Division((roomy_tour(), roomy_tour()), safari.saved_at)

    with pytest.raises(ClosedError):
        store_division(
            session, safari, division, may_mail=True, actor=ACTOR, post=POST, now=STARTS_AT
        )


def test_whoever_signs_up_after_a_split_rides_in_the_smallest_group(session: Session) -> None:
    safari = create_large(session, 7)
    divide(session, safari)
    invitation = create_invitation(session, safari, create_practice(session))
    assert sizes(riders(session, safari)) == [4, 3]

    row = sign_up(session, invitation, somebody(), POST, NOW)

    assert row.group is not None
    assert row.group.number == 2


def test_whoever_leaves_makes_room_in_their_group(session: Session) -> None:
    safari = create_large(session, 8)
    divide(session, safari)
    first = riders(session, safari)[0]
    group = first.group
    invitation = create_invitation(session, safari, create_practice(session))

    withdraw(session, first, POST, NOW)
    row = sign_up(session, invitation, somebody(), POST, NOW)

    assert first.group is None
    assert row.group == group


def test_whoever_waits_has_no_group(session: Session) -> None:
    safari = create_large(session, 8, capacity=8)
    divide(session, safari)
    invitation = create_invitation(session, safari, create_practice(session))

    row = sign_up(session, invitation, somebody(), POST, NOW)

    assert (row.status, row.group_id) == ("waiting", None)


def change(session: Session, safari: Safari, draft: SafariDraft) -> None:
    change_safari(
        session,
        safari.uid,
        safari.sequence,
        draft,
        POST,
        may_mail=True,
        actor=ACTOR,
        now=NOW + timedelta(hours=1),
    )


def test_a_changed_tour_takes_its_groups_along(session: Session) -> None:
    safari = create_large(session)
    divide(session, safari)
    before = [rider.group_id for rider in riders(session, safari)]
    other = roomy_tour(5)
    tours = tuple(map(PlannedTour, plan_groups(other, nootdorp(), 2).itineraries))

    change(session, safari, replace(draft_at(STARTS_AT), tour=other, group_tours=tours))

    assert [group.tour for group in groups_of(session, safari)] == list(tours)
    assert [rider.group_id for rider in riders(session, safari)] == before


def test_a_changed_tour_without_groups_brings_all_together_and_says_so(session: Session) -> None:
    safari = create_large(session)
    divide(session, safari)

    change(session, safari, replace(draft_at(STARTS_AT), tour=roomy_tour(5)))

    assert [group.tour for group in groups_of(session, safari)] == [roomy_tour(5)]
    assert sizes(riders(session, safari)) == []
    assert rows(session, RidingGroup) == 1
    assert "verdeling in 2 groepen past daar niet bij" in " ".join(
        what for _, what, _ in journal(session)
    )


def test_a_tour_too_tight_for_two_groups_says_why(session: Session) -> None:
    tight = draft_at(STARTS_AT).tour

    plan = plan_groups(tight, nootdorp(), 3)

    assert plan.itineraries == ()
    assert "passen deze avond 3 bezoeken niet na elkaar" in plan.reason
