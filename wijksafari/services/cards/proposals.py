"""What hosts would have their card say, and what an organiser decided about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.models import CardProposal, Location, Neighbourhood, Safari
from wijksafari.planning.card_facts import CardFacts, FactChange, fact_changes
from wijksafari.planning.cards import ReferralCard
from wijksafari.services.cards.changes import mark_checked, write_facts
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.catalogue.rows import lock_location
from wijksafari.services.journal import Actor

_NAMES = tuple(each.name for each in fields(CardFacts))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal beside the card as it is now. No ``changes``: the host finds it all true.

    ``fingerprint`` differs once the proposal or what it would change is another.
    """

    proposal: CardProposal
    card: ReferralCard
    changes: tuple[FactChange, ...]

    @property
    def fingerprint(self) -> str:
        """What somebody who decides has seen."""
        told = json.dumps([asdict(each) for each in self.changes])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def propose_card(
    session: Session,
    row: Location,
    facts: CardFacts,
    *,
    safari: Safari | None,
    proposed_by: str,
    now: datetime,
) -> CardProposal:
    """Keep how the host of ``row`` would have the card; it counts once an organiser approves.

    What the same evening's host proposed before and nobody decided on yet, is replaced.
    """
    row = lock_location(session, row.id)
    proposal = open_proposal(session, row, safari)
    if proposal is None:
        proposal = CardProposal(location_id=row.id, safari_id=safari.id if safari else None)
        session.add(proposal)
    proposal.values = asdict(facts)
    proposal.proposed_by, proposal.proposed_at = proposed_by[:120], now
    session.flush()
    return proposal


def open_proposal(session: Session, row: Location, safari: Safari | None) -> CardProposal | None:
    """What the evening's host proposed and nobody decided on yet."""
    query = select(CardProposal).filter_by(
        location_id=row.id, safari_id=safari.id if safari else None, decision=""
    )
    return session.scalar(query.order_by(CardProposal.id).limit(1))


def facts_proposed(proposal: CardProposal, now_on_card: CardFacts) -> CardFacts:
    """The card as it would become; a field that the proposal does not know stays as it is."""
    known = {name: proposal.values[name] for name in _NAMES if name in proposal.values}
    for name, value in known.items():
        known[name] = tuple(value) if isinstance(value, list) else value
    return replace(now_on_card, **known)


def open_proposals(session: Session, neighbourhood: Neighbourhood) -> list[Proposed]:
    """What waits for a decision in the wijk, the oldest first."""
    waiting = _of_wijk(neighbourhood).where(CardProposal.decision == "")
    query = waiting.order_by(CardProposal.proposed_at, CardProposal.id)
    return [_proposed(session, each) for each in session.scalars(query)]


def proposals_waiting(session: Session, neighbourhood: Neighbourhood) -> int:
    """How many proposals wait for a decision in the wijk."""
    query = select(func.count(CardProposal.id)).join(CardProposal.location)
    query = query.where(Location.neighbourhood_id == neighbourhood.id, CardProposal.decision == "")
    return session.scalar(query) or 0


def decided_proposals(session: Session, neighbourhood: Neighbourhood) -> Sequence[CardProposal]:
    """The last ten that were decided on, the newest first."""
    decided = _of_wijk(neighbourhood).where(CardProposal.decision != "")
    query = decided.order_by(CardProposal.decided_at.desc(), CardProposal.id.desc())
    return session.scalars(query.limit(10)).all()


def find_proposal(session: Session, neighbourhood: Neighbourhood, number: int) -> CardProposal:
    """The proposal with this id, for a location of the wijk. Raises NotFoundError."""
    proposal = session.scalar(_of_wijk(neighbourhood).where(CardProposal.id == number))
    if proposal is None:
        raise NotFoundError("Dit voorstel bestaat niet (meer).")
    return proposal


def decide_proposal(
    session: Session,
    proposal: CardProposal,
    *,
    take: Collection[str] | None,
    seen: str,
    checked: bool,
    actor: Actor,
    now: datetime,
) -> Location:
    """Write the fields in ``take`` on the card; with None the proposal is declined.

    ``seen`` is the fingerprint of what was shown. Raises ClosedError naming who
    decided before, StaleError where the proposal or the card changed since, and
    InputError where none of its changes is taken.
    """
    # One who decides on a card comes after the other, also where two hosts proposed for it.
    row = lock_location(session, proposal.location_id)
    session.refresh(proposal)
    if proposal.decision:
        done = "overgenomen" if proposal.decision == "approved" else "afgewezen"
        raise ClosedError(f"Dit voorstel is al {done} door {proposal.decided_by}.")
    shown = _proposed(session, proposal)
    if shown.fingerprint != seen:
        raise StaleError(
            "Het voorstel of de kaart is intussen veranderd. Kijk nog eens en beslis opnieuw."
        )
    if take is not None:
        wanted = facts_proposed(proposal, shown.card.facts)
        taken = {each.field for each in shown.changes if each.field in take}
        if shown.changes and not taken:
            raise InputError("Vink aan wat u overneemt, of kies ‘Neem niets over’.")
        new = {name: getattr(wanted, name) for name in taken}
        write_facts(session, row, replace(shown.card.facts, **new))
        if checked:
            mark_checked(row, actor, now)
    proposal.decision = "declined" if take is None else "approved"
    proposal.decided_by, proposal.decided_at = actor.name[:120], now
    session.flush()
    return row


def _of_wijk(neighbourhood: Neighbourhood) -> Select[CardProposal]:
    """Every proposal in the wijk, each with its location."""
    query = select(CardProposal).join(CardProposal.location)
    mine = query.where(Location.neighbourhood_id == neighbourhood.id)
    return mine.options(contains_eager(CardProposal.location))


def _proposed(session: Session, proposal: CardProposal) -> Proposed:
    card = card_of(session, proposal.location)
    wanted = facts_proposed(proposal, card.facts)
    return Proposed(proposal, card, fact_changes(card.facts, wanted))
