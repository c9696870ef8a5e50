import re
from html import unescape

from flask.testing import FlaskClient

from tests.web.world import TUESDAY

URL = f"/plannen/voorstel?{TUESDAY}"


def test_three_routes_stand_side_by_side_and_the_first_is_proven_best(client: FlaskClient) -> None:
    page = client.get(URL).text
    assert page.count('<li class="card proposal') == 3
    assert page.count("bewezen de beste") == 1
    assert "bewezen het beste" in page
    assert page.count('class="sketch"') == 3
    assert page.count("Waarom niet …") >= 1


def test_the_others_tell_what_they_give_up(client: FlaskClient) -> None:
    page = client.get(URL).text
    told = re.findall(r'<p><span class="soft">([^<]*)</span></p>', page)
    assert len(told) == 2
    assert all("punt" in each and "fietsen" in each for each in told)


def test_every_route_can_be_opened(client: FlaskClient) -> None:
    links = re.findall(r'href="(/plannen/route\?[^"]*)"', client.get(URL).text)
    assert len(links) == 3
    for link in links:
        assert client.get(unescape(link)).status_code == 200


def test_wishes_are_followed(client: FlaskClient) -> None:
    page = client.get(f"{URL}&wens-luwte=moet&wens-baken=niet").text
    for link in re.findall(r'href="(/plannen/route\?[^"]*)"', page):
        stops = re.findall(r"stop=(\w+)", unescape(link))
        assert "luwte" in stops
        assert "baken" not in stops


def test_without_a_route_one_press_applies_the_smallest_change(client: FlaskClient) -> None:
    page = client.get(f"{URL}&duur=80").text
    assert "Geen route mogelijk" in page
    link = re.search(r'href="([^"]*)">Doe dat en toon de route', page)
    assert link
    assert "bewezen de beste" in client.get(unescape(link[1])).text


def test_beginning_at_another_time_is_also_tried(client: FlaskClient) -> None:
    page = client.get("/plannen/voorstel?wijk=proefwijk&datum=2027-02-02&begin=19:30").text
    assert "Begin om " in page
    link = re.search(r'href="([^"]*)">Doe dat en toon de route', page)
    assert link
    assert "begin=19%3A30" not in link[1]


def test_too_few_locations_give_the_reason(client: FlaskClient) -> None:
    page = client.get("/plannen/voorstel?wijk=proefwijk&datum=2027-02-04&begin=17:30")
    assert page.status_code == 200
    assert "geen enkele locatie open" in page.text


def test_a_meeting_point_far_from_any_street_is_named(client: FlaskClient) -> None:
    page = client.get(f"{URL}&start=punt&start_lat=53,1&start_lon=6,5")
    assert page.status_code == 200
    assert "Kies een ander verzamelpunt" in page.text
    assert "Geen route mogelijk" in page.text


def test_an_evening_that_cannot_be_goes_back_to_the_form(client: FlaskClient) -> None:
    answer = client.get("/plannen/voorstel?wijk=proefwijk&datum=2020-01-01&duur=xx")
    assert answer.status_code == 302
    assert answer.location == "/plannen?wijk=proefwijk&datum=2020-01-01&duur=xx"


def test_without_a_wijk_the_form_asks_for_one(client: FlaskClient) -> None:
    assert client.get("/plannen/voorstel").location == "/plannen"
