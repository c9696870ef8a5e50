"""The journal of a safari on its page."""

from datetime import timedelta

from flask.testing import FlaskClient

from tests.web.world import NOW
from tests.worlds import ACTOR, create_safari
from wijksafari.database import Database
from wijksafari.services.journal import note


def test_the_newest_comes_first_with_who_and_why(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        note(session, safari, "step", "Eerst dit.", actor=ACTOR, now=NOW - timedelta(days=1))
        note(session, safari, "decision", "Dan dat.", actor=ACTOR, now=NOW, why="<b>Zomaar</b>\nja")
        place = f"/safari/{safari.uid}/logboek"
    page = client.get(place).text
    assert page.index("Dan dat.") < page.index("Eerst dit.")
    assert page.index("zondag 22 november 2026") < page.index("zaterdag 21 november 2026")
    assert "&lt;b&gt;Zomaar&lt;/b&gt;" in page
    assert "Anne Adviseur · besluit" in page


def test_only_this_safaris_entries_are_shown(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        note(session, create_safari(session), "step", "Van een ander.", actor=ACTOR, now=NOW)
        place = f"/safari/{create_safari(session).uid}/logboek"
    page = client.get(place).text
    assert "Van een ander." not in page
    assert "Er is nog niets gebeurd." in page
