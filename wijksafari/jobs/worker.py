"""The worker: does the queue's tasks until it is asked to stop."""

import os
import signal
import threading
from collections.abc import Callable, Sequence

from wijksafari.jobs.queue import open_queue
from wijksafari.jobs.rounds import ROUNDS, Round
from wijksafari.jobs.tasks import add_tasks
from wijksafari.jobs.tools import Tools
from wijksafari.jobs.wake import wake_after_mail

_STOP = (signal.SIGINT, signal.SIGTERM)
_LOOK_AROUND = 1.0
_LONGEST_GOODBYE = 20.0


def work(
    tools: Tools,
    *,
    parent: int | None = None,
    rounds: Sequence[Round] = ROUNDS,
    each_second: Callable[[], object] = lambda: None,
) -> None:
    """Work until SIGINT or SIGTERM, or until the process ``parent`` is no longer ours.

    Then the mail in hand is finished, and what else was claimed is free again.
    ``each_second`` is called now and then meanwhile. Call it in the main thread.
    """
    stopping = threading.Event()
    queue = open_queue(tools.settings)
    deliver = add_tasks(queue, tools, going_on=lambda: not stopping.is_set(), rounds=rounds)
    wake_after_mail(tools.database, queue, deliver)
    heard: list[int] = []
    # Two threads, so that a slow mail server keeps no offer from expiring. The
    # signals are waited for instead of handled: huey would drop a task on SIGTERM.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)
    try:
        consumer = queue.create_consumer(
            workers=2, max_delay=0.5, shutdown_timeout=_LONGEST_GOODBYE
        )
        consumer.start()
        # While nobody waits, one may go to a thread that libraries began before they were blocked.
        for each in _STOP:
            signal.signal(each, lambda number, _frame: heard.append(number))
        while not heard and signal.sigtimedwait(_STOP, _LOOK_AROUND) is None and _wanted(parent):
            consumer.check_worker_health()
            each_second()
        stopping.set()
        consumer.stop(graceful=True)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wanted(parent: int | None) -> bool:
    return parent is None or os.getppid() == parent
