"""What is done at set times, each in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from huey import crontab
from sqlalchemy.orm import Session

from wijksafari.services.post import Post

MINUTELY = crontab(minute="*")
EVERY_TEN_MINUTES = crontab(minute="*/10")
HOURLY = crontab(minute="17")


@dataclass(frozen=True, slots=True)
class Round:
    """Some work, and the minutes it is done in."""

    name: str
    when: Callable[[datetime], bool]
    work: Callable[[Session, Post, datetime], object]


ROUNDS: tuple[Round, ...] = ()
