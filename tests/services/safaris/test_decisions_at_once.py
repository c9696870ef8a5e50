"""Two organisers who decide at the same moment decide once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from tests.services.worlds_decisions import create_ten, journal, mails
from tests.web.world import NOW
from tests.worlds import POST
from wijksafari.database import Database
from wijksafari.errors import ClosedError
from wijksafari.models import Safari
from wijksafari.services.journal import Actor
from wijksafari.services.safaris.decisions import cancel, confirm

ORGANISERS = ("Anne Adviseur", "Bas de Boer", "Carla de Wit", "Dirk Kwartier")
Decide = Callable[[Session, Safari, str], object]


def decided_together(database: Database, decisions: list[Decide]) -> list[str]:
    """What each of four organisers, who press at once, is told; nothing where it was done."""
    with database.writing.begin() as session:
        safari_id = create_ten(session, comes=7).id
    at_once = Barrier(len(decisions))

    def press(name: str, decide: Decide) -> str:
        at_once.wait()
        try:
            with database.writing.begin() as session:
                decide(session, session.get_one(Safari, safari_id), name)
        except ClosedError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(len(decisions)) as pool:
        return list(pool.map(press, ORGANISERS, decisions))


def confirm_as(session: Session, safari: Safari, name: str) -> object:
    return confirm(session, safari, actor=Actor(None, name), post=POST, now=NOW)


def cancel_as(session: Session, safari: Safari, name: str) -> object:
    who = Actor(None, name)
    return cancel(session, safari, actor=who, post=POST, now=NOW, reason="Storm.")


def test_four_who_confirm_at_once_confirm_once_and_the_others_read_who(database: Database) -> None:
    told = decided_together(database, [confirm_as] * 4)
    assert told.count("") == 1
    first = ORGANISERS[told.index("")]
    expected = f"Deze wijksafari is al bevestigd door {first} om 12.00 uur."
    assert [each for each in told if each] == [expected] * 3
    with database.reading() as session:
        assert session.query(Safari).one().sequence == 1
        assert len(mails(session, "confirmed")) == 7
        assert [kind for kind, _, _ in journal(session)] == ["decision", "mail"]


def test_confirming_and_cancelling_at_once_come_one_after_the_other(database: Database) -> None:
    told = decided_together(database, [confirm_as, cancel_as])
    assert told[1] == ""
    with database.reading() as session:
        safari = session.query(Safari).one()
        # Cancelling wins in the end: either it came first, or it called off what was confirmed.
        assert safari.state == "cancelled"
        confirmed = len(mails(session, "confirmed"))
        assert (confirmed, safari.sequence) in ((0, 1), (7, 2))
        assert len(mails(session, "cancelled")) == 7
