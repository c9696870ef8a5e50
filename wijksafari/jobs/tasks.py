"""The tasks of the queue, the same ones for whoever asks for them and whoever does them."""

import logging
from collections.abc import Callable, Sequence

from huey import Huey, crontab
from huey.api import TaskWrapper

from wijksafari.failing import failure_record
from wijksafari.jobs.deliver import deliver_due
from wijksafari.jobs.rounds import ROUNDS, Round
from wijksafari.jobs.tools import Tools

log = logging.getLogger(__name__)


def add_tasks(
    queue: Huey,
    tools: Tools,
    *,
    going_on: Callable[[], bool] = lambda: True,
    rounds: Sequence[Round] = ROUNDS,
) -> TaskWrapper:
    """Add every task to ``queue``; answers the one that delivers mail, to be called for it.

    ``going_on`` turns false when the worker is asked to stop.
    """
    for each in rounds:
        queue.periodic_task(each.when, name=each.name)(_once_round(tools, each))

    def deliver() -> None:
        _attempt("deliver", lambda: deliver_due(tools, going_on=going_on))

    queue.periodic_task(crontab(minute="*"), name="deliver_by_the_clock")(deliver)
    return queue.task(name="deliver")(deliver)


def _once_round(tools: Tools, each: Round) -> Callable[[], None]:
    def work() -> object:
        with tools.database.writing.begin() as session:
            return each.work(session, tools.post, tools.now())

    return lambda: _attempt(each.name, work)


def _attempt(name: str, work: Callable[[], object]) -> None:
    """Do it; a failure is logged here, without what was in it, and stops nothing else."""
    try:
        work()
    except Exception as error:
        log.error("job %s: %s", name, failure_record(error)[1])
