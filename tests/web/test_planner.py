import re
from datetime import date

from flask.testing import FlaskClient

from tests.web.world import NOW, TUESDAY, add_neighbourhood, join
from tests.worlds import create_activity
from wijksafari.database import Database


def test_the_form_proposes_a_tuesday_or_thursday_about_ten_weeks_ahead(client: FlaskClient) -> None:
    page = client.get("/plannen").text
    typed = re.search(r'name="datum"[^>]*value="([^"]*)"', page)
    assert typed
    day = date.fromisoformat(typed[1])
    assert day.weekday() in (1, 3)
    assert 70 <= (day - NOW.date()).days <= 90
    assert 'value="17:30"' in page


def test_the_proposed_evening_is_not_in_a_holiday(client: FlaskClient) -> None:
    assert 'value="2027-02-02"' in client.get("/plannen").text


def test_a_chosen_evening_shows_what_is_open_first_to_open_first(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}").text
    assert "Zes locaties open" in page
    names = re.findall(r'<span class="name">([^<]*)</span>', page)
    assert names[0] == "De Linde"
    assert names[-1] == "De Letter"
    assert "Inloop bij Het Baken" in page
    assert "18.00–20.00" in page
    assert "Woensdaghuis" not in names
    assert "Eén locatie dicht" in page


def test_live_and_presentation_differ_in_words_and_not_only_in_colour(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}").text
    assert "(presentatie)" in page
    assert 'class="bar live"' in page
    assert 'class="bar talk"' in page


def test_wishes_stay_as_they_were_set(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}&wens-linde=moet&wens-baken=niet").text
    assert 'name="wens-linde" value="moet" checked' in page
    assert 'name="wens-baken" value="niet" checked' in page
    assert 'name="wens-letter" value="mag" checked' in page


def test_a_winter_evening_warns_of_the_dark_and_a_summer_evening_does_not(
    client: FlaskClient,
) -> None:
    assert "De zon gaat onder om 17." in client.get(f"/plannen?{TUESDAY}").text
    june = client.get("/plannen?wijk=proefwijk&datum=2027-06-15&begin=17:30").text
    assert "De zon gaat onder" not in june


def test_holidays_are_named(client: FlaskClient) -> None:
    school = client.get("/plannen?wijk=proefwijk&datum=2027-02-23&begin=17:30").text
    assert "schoolvakantie (regio Midden: " in school
    public = client.get("/plannen?wijk=proefwijk&datum=2027-04-27&begin=17:30").text
    assert "is een feestdag" in public


def test_too_few_open_locations_are_told_before_anything_is_pressed(client: FlaskClient) -> None:
    page = client.get("/plannen?wijk=proefwijk&datum=2027-02-03&begin=17:30").text
    assert "Eén locatie open" in page
    assert "te weinig voor een route van minstens 4 stops" in page


def test_an_evening_without_anything_says_so(client: FlaskClient) -> None:
    page = client.get("/plannen?wijk=proefwijk&datum=2027-02-04&begin=17:30")
    assert page.status_code == 200
    assert "Geen locaties open" in page.text
    assert "Stel route voor" not in page.text


def test_a_wish_for_a_closed_location_is_dropped_with_a_notice(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}&wens-woensdag=moet&wens-nergens=moet").text
    assert "Woensdaghuis is die avond niet open; uw wens is vervallen." in page
    assert "is overgeslagen" in page


def test_an_unknown_wijk_is_a_404_that_says_so(client: FlaskClient) -> None:
    answer = client.get("/plannen?wijk=elders&datum=2027-02-02&begin=17:30")
    assert answer.status_code == 404
    assert "Deze wijk bestaat niet (meer), of u werkt er niet." in answer.text


def test_with_several_wijken_one_is_chosen_first(client: FlaskClient, database: Database) -> None:
    with database.writing.begin() as session:
        join(session, add_neighbourhood(session, "andere", "Andere wijk"))
        add_neighbourhood(session, "elders", "Waar een ander werkt")
    page = client.get("/plannen").text
    assert "Waar een ander werkt" not in page
    assert "Kies een wijk" in page
    assert "Andere wijk" in page


def test_each_of_hundreds_of_open_locations_costs_a_phone_little(
    client: FlaskClient, database: Database
) -> None:
    few = len(client.get(f"/plannen?{TUESDAY}").data)
    with database.writing.begin() as session:
        for _ in range(60):
            create_activity(session)
    page = client.get(f"/plannen?{TUESDAY}")
    assert page.text.count('<fieldset class="row">') == 66
    # With its sign on the map and its place in two lists; this was more than 2,500.
    assert (len(page.data) - few) / 60 < 1300
