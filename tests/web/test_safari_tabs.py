"""The tabs of a safari say where one is, also a step deeper."""

import re

import pytest
from flask.testing import FlaskClient

from tests.worlds import create_invitation, create_safari
from wijksafari.database import Database


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/stand", "Stand"),
        ("/uitnodigen", "Uitnodigen"),
        ("/uitnodigen/voorbeeld?soort=herinnering", "Uitnodigen"),
        ("/accreditatie", "Aanmeldingen"),
    ],
)
def test_the_tab_one_is_under_is_marked(
    client: FlaskClient, database: Database, path: str, tab: str
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_invitation(session, safari)
        uid = safari.uid
    page = client.get(f"/safari/{uid}{path}").text
    tabs = page[page.index('class="tabs"') :]
    assert re.findall(r'aria-current="\w+">(\w+)<', tabs[: tabs.index("</nav>")]) == [tab]
