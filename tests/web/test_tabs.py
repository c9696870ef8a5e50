"""The tabs of a safari and of a wijk say where one is, also a step deeper."""

import re

import pytest
from flask.testing import FlaskClient

from tests.worlds import create_invitation, create_practice, create_safari
from wijksafari.database import Database


def marked(page: str) -> list[str]:
    """The tabs that are said to be this page, or above it."""
    tabs = page[page.index('class="tabs"') :]
    return re.findall(r'aria-current="\w+">(\w+)<', tabs[: tabs.index("</nav>")])


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/stand", "Stand"),
        ("/uitnodigen", "Uitnodigen"),
        ("/uitnodigen/voorbeeld?soort=herinnering", "Uitnodigen"),
        ("/accreditatie", "Aanmeldingen"),
    ],
)
def test_the_tab_of_a_safari_one_is_under_is_marked(
    client: FlaskClient, database: Database, path: str, tab: str
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_invitation(session, safari)
        uid = safari.uid
    assert marked(client.get(f"/safari/{uid}{path}").text) == [tab]


def test_the_tab_of_a_wijk_one_is_under_is_marked(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        practice = create_practice(session, "De Brug").id
    pages = ("", "/nieuw", "/inlezen", *(f"/{practice}{each}" for each in ("", "/mensen/nieuw")))
    for path in (*pages, f"/{practice}/wijzig", f"/{practice}/verwijder"):
        page = client.get(f"/wijk/proefwijk/praktijken{path}")
        assert (path, marked(page.text)) == (path, ["Praktijken"])
