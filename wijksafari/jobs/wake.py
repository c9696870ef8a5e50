"""Waking the worker as soon as mail is committed, so that it leaves within a second or two."""

import logging

from huey import Huey
from huey.api import TaskWrapper
from sqlalchemy import event
from sqlalchemy.orm import Session

from wijksafari.database import Database
from wijksafari.failing import failure_record
from wijksafari.models import Message

_PUT = "mail was put"

log = logging.getLogger(__name__)


def wake_after_mail(database: Database, queue: Huey, deliver: TaskWrapper) -> None:
    """From now on a commit in ``database`` that put mail also asks for ``deliver``.

    When that fails the mail still leaves, within a minute: the worker looks by itself.
    """

    def wake(session: Session) -> None:
        if not session.info.pop(_PUT, False):
            return
        try:
            # One such task is enough: it starts after this commit, so it sees this mail.
            if not any(isinstance(task, deliver.task_class) for task in queue.pending()):
                deliver()
        except Exception as error:
            log.warning(failure_record(error)[1])

    event.listen(database.writing, "before_flush", _notice)
    event.listen(database.writing, "after_commit", wake)


def _notice(session: Session, _context: object, _instances: object) -> None:
    if any(isinstance(row, Message) and _is_fresh(row) for row in (*session.new, *session.dirty)):
        session.info[_PUT] = True


def _is_fresh(message: Message) -> bool:
    """Not tried before, or to be tried afresh. A new row has no defaults before its flush."""
    return message.status in (None, "waiting") and not message.attempts
