"""Mail that waited so long that it is no longer true, such as a reminder of an evening that is off.

A mail server can be away for days. What happened meanwhile is told by later
mail; this one would only confuse whoever reads it last.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import HostNotice, HostRequest, Message, Safari, SignUp
from wijksafari.planning.states import INVITED
from wijksafari.services.hosts.hosts import hosts_hear_until
from wijksafari.services.invitations.answers import answers_to
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.invitations.recipients import email_of
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.safaris.deadlines import deadline_passed

_ASKING = ("invitation", "reminder")
_TO_HOSTS = ("host_shift", "host_skipped", "host_cancelled")
_ASKING_HOSTS = ("host_request", "host_request_again")
# The last of these that a host was written is the one that counts.
_ABOUT_A_STOP = (*_ASKING_HOSTS, "host_moved", "host_agreed", "host_released", "host_confirmed")
# How somebody must stand for a mail about their own sign-up to be true still.
_TRUE_WHILE = {
    "signed_up": ("taking_part",),
    "confirmed": ("taking_part",),
    "changed_evening": ("taking_part", "waiting", "offered"),
    "waiting_list": ("waiting",),
    "offer": ("offered",),
    "offer_lapsed": ("withdrawn",),
    "withdrawn": ("withdrawn",),
}
_KINDS = (*_ASKING, *_TO_HOSTS, *_ABOUT_A_STOP, *_TRUE_WHILE)


def overtaken(session: Session, message: Message, now: datetime) -> bool:
    """Whether what ``message`` says or asks is no longer so."""
    if message.safari_id is None or message.kind not in _KINDS:
        return False
    safari = session.get_one(Safari, message.safari_id)
    if message.kind in _TO_HOSTS:
        return _no_host_waits(session, safari, message, now)
    if message.kind in _ABOUT_A_STOP:
        return _told_otherwise(session, safari, message, now)
    if message.kind in _ASKING:
        return _closed(safari, now) or not _to_be_asked(session, safari, message)
    if safari.state == "cancelled" and message.kind != "withdrawn":
        return True
    return not _still_true(session, safari, message, now)


def _no_host_waits(session: Session, safari: Safari, message: Message, now: datetime) -> bool:
    """Whether the evening is over or off, or the host was told something else since."""
    if now > hosts_hear_until(safari):
        return True
    if message.kind == "host_cancelled":
        return False
    last = select(HostNotice.id).filter_by(message_id=message.id)
    return safari.state == "cancelled" or session.scalar(last) is None


def _told_otherwise(session: Session, safari: Safari, message: Message, now: datetime) -> bool:
    """Whether a host was told something else about their stop since, or it is over or off.

    A host who was never asked hears that nobody comes, and nothing follows.
    """
    nobody_comes = message.kind == "host_released"
    if now > hosts_hear_until(safari) or (safari.state == "cancelled" and not nobody_comes):
        return True
    row = session.scalar(select(HostRequest).filter_by(message_id=message.id))
    if row is None:
        return not nobody_comes
    asks = message.kind in _ASKING_HOSTS
    return asks and (bool(row.answer) or safari.starts_at <= now)


def _closed(safari: Safari, now: datetime) -> bool:
    """Whether an answer comes too late, or is not asked for."""
    over = safari.starts_at <= now or deadline_passed(safari, now)
    return safari.state not in INVITED or over


def _to_be_asked(session: Session, safari: Safari, message: Message) -> bool:
    """Whether a link in it still works for somebody who did not say no, nor was faster."""
    key = email_key(message.to_email)
    mine = [each for each in invitations_of(session, safari) if email_key(email_of(each)) == key]
    works = [each for each in mine if each.link.revoked_at is None and each.declined_at is None]
    if message.kind == "invitation":
        return bool(works)
    answers = answers_to(session, safari)
    return any(not answers.has(each) for each in works)


def _still_true(session: Session, safari: Safari, message: Message, now: datetime) -> bool:
    """Whether they stand as it says. Of an address that is no longer theirs nothing is known."""
    key = email_key(message.to_email)
    row = session.scalar(select(SignUp).filter_by(safari_id=safari.id, email_key=key))
    if row is None:
        return True
    lapsed = row.offered_until is not None and row.offered_until <= now
    return row.status in _TRUE_WHILE[message.kind] and not lapsed
