"""Forgetting what is no longer needed, on the dates the models name."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update, delete, or_, select, update
from sqlalchemy.orm import Session

from wijksafari.models import (
    CardProposal,
    CatalogueImport,
    HostRequest,
    ImportFile,
    Message,
    RideAction,
    RidingGroup,
    Safari,
    SignUp,
    StreetFetch,
    WalkIn,
)

ARRANGEMENTS_KEPT = timedelta(days=14)  # after the evening: bicycle, diet, remark, who leads
SIGN_UPS_KEPT = timedelta(days=90)  # after the evening: sign-ups, mail, who was there, hosts' words
PROPOSALS_KEPT = timedelta(days=90)  # after somebody decided
PROPOSALS_WAIT = timedelta(days=365)  # for somebody to decide
IMPORTS_KEPT = timedelta(days=30)  # lists that were read for the catalogue
UNREAD_KEPT = timedelta(days=7)  # files that no worker came to read, with their list


def erase_expired(session: Session, now: datetime) -> int:
    """Erase what the evening was long enough ago for; says how many rows that touched."""
    erased = (_arrangements, _guides, _sign_ups, _hosts, _fetches, _proposals, _imports)
    return sum(each(session, now) for each in erased)


def _arrangements(session: Session, now: datetime) -> int:
    filled = or_(SignUp.bicycle != "", SignUp.diet != "", SignUp.remark != "")
    over = select(Safari.id).where(Safari.starts_at <= now - ARRANGEMENTS_KEPT)
    wiped = update(SignUp).where(filled, SignUp.safari_id.in_(over))
    return _touched(session, wiped.values(bicycle="", diet="", remark=""))


def _guides(session: Session, now: datetime) -> int:
    """Who rode in front and who last, in every group."""
    told = ("leader_name", "leader_phone", "sweeper_name", "sweeper_phone")
    filled = or_(*(getattr(RidingGroup, name) != "" for name in told))
    over = select(Safari.id).where(Safari.starts_at <= now - ARRANGEMENTS_KEPT)
    wiped = update(RidingGroup).where(filled, RidingGroup.safari_id.in_(over))
    return _touched(session, wiped.values(dict.fromkeys(told, "")))


def _sign_ups(session: Session, now: datetime) -> int:
    over = select(Safari.id).where(Safari.starts_at <= now - SIGN_UPS_KEPT)
    tables = (RideAction, WalkIn, SignUp, Message)
    return sum(_touched(session, delete(each).where(each.safari_id.in_(over))) for each in tables)


def _hosts(session: Session, now: datetime) -> int:
    """Who asked and answered for a stop, who decided on it, and which welzijnscoach rode along."""
    over = Safari.starts_at <= now - SIGN_UPS_KEPT
    words = ("asked_by", "answered_by", "remark", "calendar_email")
    said = or_(*(getattr(HostRequest, name) != "" for name in words))
    past = HostRequest.safari_id.in_(select(Safari.id).where(over))
    asked = update(HostRequest).where(said, past).values(dict.fromkeys(words, ""))
    coach = ("welzijnscoach_name", "welzijnscoach_phone", "welzijnscoach_email")
    people = (*coach, "definite_by", "definite_note")
    named = or_(*(getattr(Safari, name) != "" for name in people))
    evenings = update(Safari).where(named, over).values(dict.fromkeys(people, ""))
    return _touched(session, asked) + _touched(session, evenings)


def _fetches(session: Session, now: datetime) -> int:
    """Who had streets fetched: the wijk knows its streets and their date without it."""
    over = StreetFetch.finished_at <= now - SIGN_UPS_KEPT
    return _touched(session, delete(StreetFetch).where(over))


def _proposals(session: Session, now: datetime) -> int:
    """What hosts proposed for their cards, and was decided on long ago, or never."""
    decided = CardProposal.decided_at <= now - PROPOSALS_KEPT
    waited = CardProposal.proposed_at <= now - PROPOSALS_WAIT
    forgotten = (CardProposal.decision == "") & waited
    return _touched(session, delete(CardProposal).where(decided | forgotten))


def _imports(session: Session, now: datetime) -> int:
    old = CatalogueImport.asked_at <= now - IMPORTS_KEPT
    unread = select(ImportFile.import_id).where(ImportFile.content.is_not(None))
    left = (CatalogueImport.asked_at <= now - UNREAD_KEPT) & CatalogueImport.id.in_(unread)
    return _touched(session, delete(CatalogueImport).where(old | left))


def _touched(session: Session, statement: Update | Delete) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount
