"""Hosts propose, an organiser decides."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_cards import FACTS, create_card
from tests.web.world import NOW
from tests.worlds import ACTOR, create_neighbourhood, create_safari, rows
from wijksafari.database import Database
from wijksafari.errors import ClosedError, NotFoundError, StaleError
from wijksafari.models import CardProposal, Location
from wijksafari.planning.card_facts import CardFacts
from wijksafari.services.cards.changes import change_card
from wijksafari.services.cards.proposals import (
    Proposed,
    decide_proposal,
    find_proposal,
    open_proposals,
    propose_card,
)
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.journal import Actor
from wijksafari.services.retention import erase_expired

WANTED = replace(FACTS, cost="gratis", ways=("phone", "email"), contact_name="Jan")


def propose(session: Session, row: Location, facts: CardFacts = WANTED) -> Proposed:
    propose_card(session, row, facts, safari=None, proposed_by="Greet", now=NOW)
    return open_proposals(session, create_neighbourhood(session))[-1]


def decide(session: Session, shown: Proposed, take: set[str] | None, **more: object) -> None:
    values = {"seen": shown.fingerprint, "checked": False, "actor": ACTOR, "now": NOW}
    decide_proposal(session, shown.proposal, take=take, **values | more)


def test_nothing_changes_until_somebody_decides(session: Session) -> None:
    row = create_card(session)
    shown = propose(session, row)
    assert [each.field for each in shown.changes] == ["ways", "cost", "contact_name"]
    assert card_of(session, row).facts == FACTS


def test_only_what_was_taken_over_is_on_the_card(session: Session) -> None:
    row = create_card(session)
    decide(session, propose(session, row), {"cost", "contact_name", "offers"})
    assert card_of(session, row).facts == replace(FACTS, cost="gratis", contact_name="Jan")
    assert open_proposals(session, create_neighbourhood(session)) == []


def test_a_proposal_that_is_declined_leaves_the_card_as_it_is(session: Session) -> None:
    row = create_card(session)
    decide(session, propose(session, row), None)
    assert card_of(session, row).facts == FACTS


def test_a_host_who_finds_all_of_it_true_can_be_taken_at_their_word(session: Session) -> None:
    row = create_card(session)
    row.checked_at = None
    shown = propose(session, row, FACTS)
    assert shown.changes == ()
    decide(session, shown, set(), checked=True)
    assert card_of(session, row).checked_at == NOW


def test_what_the_same_evenings_host_sends_again_takes_the_place_of_the_first(
    session: Session,
) -> None:
    row, safari = create_card(session), create_safari(session)
    for facts in (WANTED, FACTS):
        propose_card(session, row, facts, safari=safari, proposed_by="Greet", now=NOW)
    assert rows(session, CardProposal) == 1
    erase_expired(session, NOW + timedelta(days=365))
    assert rows(session, CardProposal) == 0


def test_what_changed_since_it_was_shown_is_shown_again(session: Session) -> None:
    row = create_card(session)
    shown = propose(session, row)
    now_says = replace(FACTS, cost="€ 2")
    seen = card_of(session, row).revision
    change_card(session, row, now_says, seen=seen, checked=False, actor=ACTOR, now=NOW)
    with pytest.raises(StaleError):
        decide(session, shown, {"cost"})
    assert card_of(session, row).facts == now_says


def test_a_proposal_of_another_wijk_is_not_there(session: Session) -> None:
    shown = propose(session, create_card(session))
    with pytest.raises(NotFoundError):
        find_proposal(session, create_neighbourhood(session, "elders"), shown.proposal.id)


def test_a_proposal_is_forgotten_once_it_was_decided_long_enough_ago(session: Session) -> None:
    row = create_card(session)
    decide(session, propose(session, row), None)
    propose(session, row)
    erase_expired(session, NOW + timedelta(days=89))
    assert rows(session, CardProposal) == 2
    erase_expired(session, NOW + timedelta(days=90))
    assert len(open_proposals(session, create_neighbourhood(session))) == 1
    assert rows(session, CardProposal) == 1


def test_of_four_who_decide_at_once_one_does_and_the_others_read_who(database: Database) -> None:
    with database.writing.begin() as session:
        shown = propose(session, create_card(session))
        number, seen = shown.proposal.id, shown.fingerprint
    told = at_once(database, number, seen)
    assert told.count("") == 1
    first = told.index("")
    others = {each for each in told if each}
    assert len(others) == 1
    assert others.pop().endswith(f"door Organisator {first}.")


def at_once(database: Database, number: int, seen: str) -> list[str]:
    """What each of four organisers is told; nothing where it was done."""
    together = Barrier(4)

    def press(who: int) -> str:
        together.wait()
        try:
            with database.writing.begin() as session:
                decide_proposal(
                    session,
                    find_proposal(session, create_neighbourhood(session), number),
                    take=None if who % 2 else {"cost"},
                    seen=seen,
                    checked=False,
                    actor=Actor(None, f"Organisator {who}"),
                    now=NOW,
                )
        except ClosedError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(press, range(4)))
