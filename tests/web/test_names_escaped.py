from datetime import time

from flask.testing import FlaskClient

from tests.web.world import TUESDAY, Offer, add_neighbourhood, add_offer, join, route_url
from wijksafari.database import Database

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


def test_what_is_typed_is_text_too(client: FlaskClient) -> None:
    page = client.get(route_url(more="&titel=<img>")).text
    assert "<img" not in page
    query = {"wijk": "proefwijk", "datum": EVIL}
    typed = client.get("/plannen", query_string=query).text
    assert "<img src=x" not in typed
    assert SHOWN in typed
