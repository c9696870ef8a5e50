"""Work that takes minutes: its signs of life, and what becomes of it when something goes wrong."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wijksafari.errors import WijksafariError
from wijksafari.failing import failure_record
from wijksafari.services.background_work import ClaimLostError

log = logging.getLogger(__name__)

BEAT_SECONDS = 15.0
_UNFORESEEN = (
    "Er ging iets mis wat wij niet hadden voorzien. Probeer het opnieuw; lukt het dan nog niet,"
    " vraag dan uw beheerder om in het logboek te kijken."
)


@contextmanager
def under_way(
    name: str,
    *,
    beat: Callable[[], object],
    fail: Callable[[str], object],
    let_go: Callable[[], object],
) -> Iterator[None]:
    """Do what ``name`` is called; ``beat`` every few seconds, for a server may be silent for long.

    What goes wrong is told to ``fail`` in a Dutch sentence, and goes no further.
    Somebody who stops the worker does: then ``let_go``, for another to take it up.
    Work that went to somebody else is left to them.
    """
    with _unless_lost(name):
        try:
            with _heart(name, beat):
                yield
        except ClaimLostError:
            raise
        except WijksafariError as error:
            fail(str(error))
        except Exception as error:
            log.error("%s: %s", name, failure_record(error)[1])
            fail(_UNFORESEEN)
        except BaseException:
            with _unless_lost(name):
                let_go()
            raise


@contextmanager
def _unless_lost(name: str) -> Iterator[None]:
    try:
        yield
    except ClaimLostError:
        log.info("%s: left to whoever has it now", name)


@contextmanager
def _heart(name: str, beat: Callable[[], object]) -> Iterator[None]:
    stopped = threading.Event()

    def keep_beating() -> None:
        while not stopped.wait(BEAT_SECONDS):
            try:
                beat()
            except ClaimLostError:
                return
            except Exception as error:
                log.warning("%s: %s", name, failure_record(error)[1])

    thread = threading.Thread(target=keep_beating, name=f"heart of {name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
