"""Changing the huisartsengroep while a safari is on its way."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.group_files import bring_in
from tests.web.world import NOW
from tests.worlds import (
    ACTOR,
    POST,
    STARTS_AT,
    create_invitation,
    create_neighbourhood,
    create_person,
    create_practice,
    create_safari,
    create_sign_up,
    rows,
)
from wijksafari.errors import InputError, NotFoundError
from wijksafari.models import (
    Invitation,
    JournalEntry,
    Link,
    Person,
    Practice,
    RepresentationPoint,
    Safari,
    SignUp,
)
from wijksafari.services.practices.people import (
    PersonEntry,
    add_person,
    change_person,
    find_person,
    remove_person,
)
from wijksafari.services.practices.practices import (
    PracticeEntry,
    add_practice,
    change_practice,
    entry_of,
    find_practice,
    fingerprint,
    put_practices,
)
from wijksafari.services.practices.removal import remove_practice
from wijksafari.services.practices.representation import note_representation, representation_of
from wijksafari.services.texts.names import TakenError

ENTRY = PracticeEntry(name="De Brug", gps=3, practice_nurses=1)
EVA = PersonEntry(name="Eva", function="gp", email="eva@brug.nl")


def invited(session: Session, **practice: int) -> tuple[Safari, Practice]:
    """A safari to come with De Brug invited, and one of its GPs taking part."""
    safari = create_safari(session)
    row = create_practice(session, "De Brug", **practice)
    create_invitation(session, safari, row)
    create_sign_up(session, safari, row)
    note_representation(session, safari, POST, NOW)
    return safari, row


def journal(session: Session) -> list[str]:
    return list(session.scalars(select(JournalEntry.what).order_by(JournalEntry.id)))


def test_removing_ends_open_invitations_and_keeps_sign_ups(session: Session) -> None:
    safari, practice = invited(session)
    person = create_person(session, practice)
    own = create_invitation(session, safari, person=person)
    sign_up = create_sign_up(session, safari, practice, person_id=person.id)
    links = [own.link_id, *session.scalars(select(Invitation.link_id))]
    remove_practice(session, practice, POST, confirmed=True, actor=ACTOR, now=NOW)
    session.expire_all()
    assert practice.removed_at == NOW
    assert rows(session, Person) == rows(session, Invitation) == 0
    assert {session.get_one(Link, each).revoked_at for each in links} == {NOW}
    assert (rows(session, SignUp), sign_up.person_id) == (2, None)
    assert representation_of(session, safari).by_persons.total == 0
    assert journal(session) == [
        "De Brug hoort niet meer bij de huisartsengroep; haar uitnodiging is ingetrokken."
    ]


def test_an_invited_practice_is_not_removed_without_confirmation(session: Session) -> None:
    _, practice = invited(session)
    with pytest.raises(InputError, match="Vink aan"):
        remove_practice(session, practice, POST, confirmed=False, actor=ACTOR, now=NOW)
    assert practice.removed_at is None


@pytest.mark.parametrize(
    "over",
    [
        {"starts_at": STARTS_AT - timedelta(days=100)},
        {"starts_at": STARTS_AT, "state": "cancelled"},
    ],
)
def test_what_is_over_needs_no_confirmation_and_keeps_its_invitations(
    session: Session, over: dict[str, object]
) -> None:
    practice = create_practice(session)
    create_invitation(session, create_safari(session, **over), practice)
    remove_practice(session, practice, POST, confirmed=False, actor=ACTOR, now=NOW)
    assert rows(session, Invitation) == 1


def test_a_practice_removed_by_two_at_once_is_gone_for_the_second(session: Session) -> None:
    practice = create_practice(session)
    remove_practice(session, practice, POST, confirmed=False, actor=ACTOR, now=NOW)
    with pytest.raises(NotFoundError, match="intussen uit de huisartsengroep"):
        remove_practice(session, practice, POST, confirmed=False, actor=ACTOR, now=NOW)
    with pytest.raises(NotFoundError):
        add_person(session, practice, EVA, POST, actor=ACTOR, now=NOW)
    with pytest.raises(NotFoundError):
        find_practice(session, create_neighbourhood(session), practice.id)


def test_a_removed_practice_comes_back_under_its_name(session: Session) -> None:
    practice = create_practice(session, "de brug")
    remove_practice(session, practice, POST, confirmed=False, actor=ACTOR, now=NOW)
    wijk = create_neighbourhood(session)
    again = add_practice(session, wijk, ENTRY, POST, actor=ACTOR, now=NOW)
    assert again is practice
    assert (entry_of(again), again.removed_at) == (ENTRY, None)


def test_other_numbers_move_the_representation_and_are_told(session: Session) -> None:
    safari, practice = invited(session, gps=2, practice_nurses=0)
    seen = fingerprint(entry_of(practice))
    change_practice(session, practice, ENTRY, POST, seen=seen, actor=ACTOR, now=NOW)
    assert representation_of(session, safari).by_persons.total == 4
    assert rows(session, RepresentationPoint) == 2
    assert journal(session) == ["De Brug telt nu 3 huisartsen en 1 POH."]


def test_a_known_person_beyond_the_stated_number_raises_it(session: Session) -> None:
    safari, practice = invited(session, gps=1, practice_nurses=0)
    create_person(session, practice, "Ann")
    eva = add_person(session, practice, EVA, POST, actor=ACTOR, now=NOW)
    assert representation_of(session, safari).by_persons.total == 2
    change_person(
        session, eva, PersonEntry(name="Eva", function="other"), POST, actor=ACTOR, now=NOW
    )
    assert representation_of(session, safari).by_persons.total == 1
    assert journal(session)[0] == "De Brug telt nu 2 huisartsen en 0 POH’s."


def test_a_list_moves_the_representation_once(session: Session) -> None:
    safari, _ = invited(session, gps=1, practice_nurses=0)
    bring_in(session, "praktijk,huisartsen,poh\nDe Brug,4,\nDe Brug,,2\n")
    assert representation_of(session, safari).by_persons.total == 6
    assert journal(session) == ["De Brug telt nu 4 huisartsen en 2 POH’s."]


def test_taking_somebody_off_the_list_ends_their_invitation(session: Session) -> None:
    safari, practice = invited(session)
    person = create_person(session, practice)
    link = create_invitation(session, safari, person=person).link
    remove_person(session, person, POST, actor=ACTOR, now=NOW)
    assert link.revoked_at == NOW
    assert rows(session, Invitation) == 1
    with pytest.raises(NotFoundError):
        find_person(practice, person.id)


def test_nobody_gets_the_address_of_somebody_else(session: Session) -> None:
    practice = create_practice(session)
    create_person(session, practice, "Ann", email="EVA@brug.nl")
    with pytest.raises(TakenError, match="Ann"):
        add_person(session, practice, EVA, POST, actor=ACTOR, now=NOW)
    elsewhere = create_practice(session)
    create_person(session, elsewhere, "Eva", email="eva.d@brug.nl")
    both = PersonEntry(name="Eva", function="gp", email="eva.d@brug.nl")
    add_person(session, practice, both, POST, actor=ACTOR, now=NOW)


def test_putting_practices_keeps_all_that_belongs_to_them(session: Session) -> None:
    _, practice = invited(session)
    create_person(session, practice)
    wijk = create_neighbourhood(session)
    put_practices(session, wijk, [ENTRY, PracticeEntry(name="Nieuw", gps=1, practice_nurses=0)])
    put_practices(session, wijk, [])
    assert entry_of(practice) == ENTRY
    assert [rows(session, each) for each in (Practice, Person, Invitation, SignUp)] == [2, 1, 1, 1]
