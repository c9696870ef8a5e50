"""What is done at set times, each in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from huey import crontab
from sqlalchemy.orm import Session

from wijksafari.services.cards.mail import send_cards
from wijksafari.services.hosts.doors import follow_doors
from wijksafari.services.hosts.notices import tell_hosts
from wijksafari.services.hosts.outgrown import tell_outgrown
from wijksafari.services.hosts.thanks import thank_hosts
from wijksafari.services.invitations.invitations import send_due_reminders
from wijksafari.services.mail.outbox import forget_old
from wijksafari.services.mail.post import Post
from wijksafari.services.retention import erase_expired
from wijksafari.services.safaris.decisions import mark_held, note_deadlines
from wijksafari.services.sign_ups.waiting_list import expire_offers

MINUTELY = crontab(minute="*")
EVERY_TEN_MINUTES = crontab(minute="*/10")
HOURLY = crontab(minute="17")


@dataclass(frozen=True, slots=True)
class Round:
    """Some work, and the minutes it is done in."""

    name: str
    when: Callable[[datetime], bool]
    work: Callable[[Session, Post, datetime], object]


ROUNDS = (
    Round("expire_offers", MINUTELY, expire_offers),
    Round("note_deadlines", MINUTELY, note_deadlines),
    Round("tell_hosts", MINUTELY, tell_hosts),
    Round("follow_doors", MINUTELY, follow_doors),
    Round("send_due_reminders", EVERY_TEN_MINUTES, send_due_reminders),
    Round("send_cards", EVERY_TEN_MINUTES, send_cards),
    Round("thank_hosts", EVERY_TEN_MINUTES, thank_hosts),
    Round("tell_outgrown", EVERY_TEN_MINUTES, tell_outgrown),
    Round("mark_held", EVERY_TEN_MINUTES, lambda session, _post, now: mark_held(session, now)),
    Round("erase_expired", HOURLY, lambda session, _post, now: erase_expired(session, now)),
    Round("forget_old_mail", HOURLY, lambda session, _post, now: forget_old(session, now)),
)
