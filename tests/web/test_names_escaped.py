from datetime import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import TUESDAY, Offer, add_neighbourhood, add_offer, join, route_url
from wijksafari.database import Database
from wijksafari.models import Activity, Location

EVIL = "</script><img src=x onerror=alert(1)>${alert(2)}`'\""
SHOWN = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;${alert(2)}`&#39;&#34;"
CODE = '"><b>:&stop=x'


def test_names_from_the_catalogue_are_text_on_every_page(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        wijk = add_neighbourhood(session, "kwaad", EVIL)
        for n, code in enumerate((CODE, "b", "c", "d")):
            offer = Offer(code, f"{EVIL}{n}", 52.044 + n / 1000, 4.392, time(17), time(21))
            add_offer(session, wijk, offer, "FREQ=WEEKLY;BYDAY=TU")
        join(session, wijk)
    evening = TUESDAY.replace("proefwijk", "kwaad")
    code = "%22%3E%3Cb%3E%3A%26stop%3Dx"
    for url in (
        "/",
        f"/plannen?{evening}&wens-{code}=moet",
        f"/plannen/voorstel?{evening}&wens-{code}=moet",
        f"/plannen/route?{evening}&stop={code}&stop=b",
        f"/plannen/route?{evening}&stop=b&doe=erbij&erbij={code}",
    ):
        answer = client.get(url, follow_redirects=True)
        assert answer.status_code == 200
        assert "<img src=x" not in answer.text
        assert '"><b>' not in answer.text
        assert SHOWN in answer.text


@pytest.mark.parametrize(
    "page",
    [
        *("locaties", "agenda", "dubbel", "kaartvoorstellen", "", "instellingen"),
        *("locaties/b", "locaties/b/wijzig", "locaties/b/verwijder", "locaties/b/kaart"),
        *("locaties/b/kaart/wijzig", "locaties/b/kaart/papier", "locaties/b/activiteiten/nieuw"),
        *("locaties/b/activiteiten/{number}", "locaties/b/activiteiten/{number}/verwijder"),
    ],
)
def test_names_in_the_catalogue_are_text_to_whoever_keeps_it(
    client: FlaskClient, database: Database, page: str
) -> None:
    with database.writing.begin() as session:
        wijk = add_neighbourhood(session, "kwaad", EVIL)
        for code in ("b", "c"):
            offer = Offer(code, EVIL, 52.044, 4.392, time(17), time(21))
            add_offer(session, wijk, offer, "FREQ=WEEKLY;BYDAY=TU")
        row = session.scalars(select(Activity).join(Location).where(Location.code == "b")).one()
        row.title = EVIL
        join(session, wijk)
        session.flush()
        number = row.id
    answer = client.get(f"/wijk/kwaad/{page.format(number=number)}".rstrip("/"))
    assert answer.status_code == 200
    assert "<img src=x" not in answer.text
    assert SHOWN in answer.text


def test_what_is_typed_is_text_too(client: FlaskClient) -> None:
    page = client.get(route_url(more="&titel=<img>")).text
    assert "<img" not in page
    query = {"wijk": "proefwijk", "datum": EVIL}
    typed = client.get("/plannen", query_string=query).text
    assert "<img src=x" not in typed
    assert SHOWN in typed
