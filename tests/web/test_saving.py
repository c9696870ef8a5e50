import re
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.web.world import fields, route_url, save, stops_in
from wijksafari.database import Database
from wijksafari.models import Safari

WRONG_ORDER = ("letter", "baken", "sprong", "linde")


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Safari)) or 0


def reopened(client: FlaskClient, location: str) -> str:
    """The address behind ‘Wijzig’."""
    link = re.search(r'href="([^"]*)">Wijzig<', client.get(location).text)
    assert link
    return unescape(link[1])


def test_a_saved_route_gets_a_page_with_its_title_and_names(client: FlaskClient) -> None:
    answer = save(client, route_url(), titel="Voorjaarstocht", start_naam="De Poort")
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "<h1>Voorjaarstocht</h1>" in page.text
    assert "Verzamelen: <b>De Poort</b>" in page.text
    assert stops_in(page) == ["De Linde", "De Sprong", "Het Baken", "De Letter"]


def test_a_second_press_saves_nothing_more(client: FlaskClient, database: Database) -> None:
    page = client.get(route_url())
    action = re.search(r'id="bewaar"[^>]*formaction="([^"]*)"', page.text)
    assert action
    answers = [client.post(unescape(action[1]), data=fields(page)) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert count(database) == 1


def test_saving_needs_the_token_of_the_page(client: FlaskClient, database: Database) -> None:
    data = fields(client.get(route_url()))
    del data["csrf_token"]
    answer = client.post("/plannen/bewaar", data=data)
    assert answer.status_code == 400
    assert "stond te lang open" in answer.text
    assert count(database) == 0


def test_the_token_never_stands_in_an_address(client: FlaskClient) -> None:
    target = client.get(route_url(more="&csrf_token=geheim&doe=omlaag:linde")).location
    assert "geheim" not in target


def test_a_get_saves_nothing(client: FlaskClient, database: Database) -> None:
    assert client.get("/plannen/bewaar?" + route_url().split("?")[1]).status_code == 405
    assert count(database) == 0


def test_a_route_that_does_not_fit_is_saved_only_knowingly(
    client: FlaskClient, database: Database
) -> None:
    url = route_url(*WRONG_ORDER)
    refused = save(client, url, titel="Krap")
    assert refused.status_code == 400
    assert "vink aan dat u dat weet" in refused.text
    assert 'value="Krap"' in refused.text
    assert count(database) == 0
    assert save(client, url, akkoord="ja").status_code == 303


def test_changing_a_safari_replaces_it(client: FlaskClient, database: Database) -> None:
    first = save(client, route_url(), titel="Eerste").location
    again = save(client, reopened(client, first), titel="Tweede")
    assert again.location == first
    assert count(database) == 1
    page = client.get(first).text
    assert "<h1>Tweede</h1>" in page


def test_reopening_keeps_wishes_lengths_and_settings(client: FlaskClient) -> None:
    more = "&bezoek-linde=25&wens-luwte=niet&tempo=11"
    url = reopened(client, save(client, route_url(more=more)).location)
    for kept in ("bezoek-linde=25", "wens-luwte=niet", "tempo=11"):
        assert kept in url


def test_a_change_that_somebody_overtook_keeps_both_versions_on_the_page(
    client: FlaskClient, database: Database
) -> None:
    place = save(client, route_url(), titel="Begin").location
    mine = reopened(client, place)
    save(client, reopened(client, place), titel="Van een collega")
    answer = save(client, mine, titel="Van mij")
    assert answer.status_code == 409
    assert "Iemand anders heeft deze wijksafari intussen gewijzigd" in answer.text
    assert "Van een collega" in answer.text
    assert 'value="Van mij"' in answer.text
    assert "<h1>Van een collega</h1>" in client.get(place).text

    knowingly = client.post("/plannen/bewaar", data=fields(answer))
    assert knowingly.status_code == 303
    assert "<h1>Van mij</h1>" in client.get(place).text


def test_a_change_to_a_safari_that_is_gone_is_a_404(client: FlaskClient) -> None:
    answer = save(client, route_url(), safari="weg", versie="0")
    assert answer.status_code == 404


def test_a_version_that_is_no_number_is_refused(client: FlaskClient) -> None:
    place = save(client, route_url()).location
    assert save(client, reopened(client, place), versie="²").status_code == 400


def test_an_evening_that_went_by_while_editing_goes_back_to_the_form(client: FlaskClient) -> None:
    answer = save(client, route_url(), datum="2020-01-07", titel="Te laat")
    assert answer.status_code == 303
    assert answer.location.startswith("/plannen?")
    assert "Te+laat" in answer.location


def test_hostile_titles_are_shown_as_text(client: FlaskClient) -> None:
    title = "<script>alert(1)</script>${alert(2)}`\r\nX: y"
    place = save(client, route_url(), titel=title).location
    for page in (client.get(place), client.get("/"), client.get(place.split("#")[0] + "/kaart")):
        assert "<script>alert(1)" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text
