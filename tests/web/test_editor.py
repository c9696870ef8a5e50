import pytest
from flask.testing import FlaskClient

from tests.web.world import TUESDAY, route_url, stops_in


def pressed(client: FlaskClient, url: str) -> str:
    """Where a button leads."""
    answer = client.get(url)
    assert answer.status_code == 302, answer.text
    return answer.location


def test_the_programme_follows_the_order_of_the_address(client: FlaskClient) -> None:
    page = client.get(route_url("baken", "linde"))
    assert stops_in(page) == ["Het Baken", "De Linde"]


@pytest.mark.parametrize(
    ("action", "order", "spot"),
    [
        ("omlaag:linde", ["De Sprong", "De Linde", "Het Baken", "De Letter"], "omlaag-2"),
        ("omhoog:letter", ["De Linde", "De Sprong", "De Letter", "Het Baken"], "omhoog-3"),
        ("omhoog:sprong", ["De Sprong", "De Linde", "Het Baken", "De Letter"], "omlaag-1"),
        ("omlaag:baken", ["De Linde", "De Sprong", "De Letter", "Het Baken"], "omhoog-4"),
        ("weg:sprong", ["De Linde", "Het Baken", "De Letter"], "stop-2"),
        ("weg:letter", ["De Linde", "De Sprong", "Het Baken"], "stop-3"),
        (
            "erbij&erbij=luwte",
            ["De Linde", "De Sprong", "Het Baken", "De Letter", "De Luwte"],
            "stop-5",
        ),
        (
            "vervang:baken&door-3=luwte",
            ["De Linde", "De Sprong", "De Luwte", "De Letter"],
            "stop-3",
        ),
    ],
)
def test_a_button_changes_the_order_and_the_focus_goes_along(
    client: FlaskClient, action: str, order: list[str], spot: str
) -> None:
    target = pressed(client, route_url(more=f"&doe={action}"))
    page = client.get(target)
    assert stops_in(page) == order
    assert target.endswith(f"#{spot}")
    assert f'id="{spot}"' in page.text


def test_a_visit_gets_longer_and_shorter_and_loose_again(client: FlaskClient) -> None:
    longer = pressed(client, route_url(more="&doe=bezoek:30:langer:sprong"))
    assert longer.endswith("&bezoek-sprong=30#langer-2")
    page = client.get(longer).text
    assert "30 minuten" in page
    assert "(vast)" in page
    loose = pressed(client, longer.split("#")[0] + "&doe=los:sprong")
    assert "bezoek-sprong" not in loose


def test_a_visit_keeps_within_5_and_120_minutes(client: FlaskClient) -> None:
    assert "bezoek-linde=120" in pressed(client, route_url(more="&doe=bezoek:999:langer:linde"))
    assert "bezoek-linde=5" in pressed(client, route_url(more="&doe=bezoek:0:korter:linde"))


def test_what_does_not_fit_stands_at_the_stop_and_at_the_top(client: FlaskClient) -> None:
    page = client.get(route_url("baken", "letter", "linde", "sprong")).text
    assert "De Linde sluit om 18.45 uur" in page
    assert "Past niet: " in page
    assert 'class="stop trouble"' in page
    assert "nog niet</h2>" in page


def test_the_best_order_mends_what_can_be_mended(client: FlaskClient) -> None:
    url = route_url("letter", "baken", "sprong", "linde")
    assert "Past niet: " in client.get(url).text
    mended = client.get(pressed(client, url + "&doe=volgorde"))
    assert "Past niet: " not in mended.text
    assert "Alles past" in mended.text


def test_typed_names_stay_while_stops_move(client: FlaskClient) -> None:
    target = pressed(client, route_url(more="&titel=Mooie+tocht&doe=omlaag:linde"))
    assert 'value="Mooie tocht"' in client.get(target).text


def test_a_closed_stop_is_named_as_such(client: FlaskClient) -> None:
    assert "Woensdaghuis is die avond niet open." in client.get(route_url("woensdag", "linde")).text


def test_an_unknown_stop_is_left_out_with_a_notice(client: FlaskClient) -> None:
    page = client.get(route_url("linde", "bestaat-niet", "baken"))
    assert stops_in(page) == ["De Linde", "Het Baken"]
    assert "is overgeslagen" in page.text


def test_a_stop_twice_is_refused(client: FlaskClient) -> None:
    page = client.get(route_url("linde", "linde"))
    assert page.status_code == 400
    assert "staat twee keer in de route" in page.text


def test_more_than_eight_stops_are_refused(client: FlaskClient) -> None:
    page = client.get(route_url(*(f"stop{n}" for n in range(9))))
    assert page.status_code == 400
    assert "hooguit 8 stops" in page.text


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("erbij", "Kies eerst een locatie"),
        ("erbij&erbij=linde", "zit al in de route"),
        ("vervang:linde", "Kies eerst een locatie"),
        ("weg:baken2", "hoort bij een andere route"),
        ("dans:linde", "hoort bij een andere route"),
        ("bezoek:veel:langer:linde", "hoort bij een andere route"),
        ("bezoek:9:hoger:linde", "hoort bij een andere route"),
    ],
)
def test_a_button_that_cannot_work_says_so_and_keeps_the_route(
    client: FlaskClient, action: str, sentence: str
) -> None:
    page = client.get(route_url(more=f"&doe={action}"))
    assert page.status_code == 400
    assert sentence in page.text
    assert len(stops_in(page)) == 4


def test_the_last_stop_stays(client: FlaskClient) -> None:
    page = client.get(route_url("linde", more="&doe=weg:linde"))
    assert page.status_code == 400
    assert "minstens één stop" in page.text


@pytest.mark.parametrize("query", ["", TUESDAY, "wijk=proefwijk&datum=2020-01-01&stop=linde"])
def test_without_a_usable_evening_or_stops_the_form_opens(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/plannen/route?{query}")
    assert answer.status_code == 302
    assert answer.location.split("?")[0] == "/plannen"


def test_an_unknown_wijk_is_a_404(client: FlaskClient) -> None:
    assert client.get("/plannen/route?wijk=elders&datum=2027-02-02&stop=linde").status_code == 404


def test_a_place_far_from_any_street_is_explained_by_the_proposals(client: FlaskClient) -> None:
    far = "&start=punt&start_lat=53,1&start_lon=6,5"
    answer = client.get(route_url(more=far))
    assert answer.status_code == 302
    assert "van de dichtstbijzijnde straat" in client.get(answer.location).text


def test_only_an_evening_that_ends_elsewhere_names_its_finish(client: FlaskClient) -> None:
    assert 'name="finish_naam"' not in client.get(route_url()).text
    assert 'name="finish_naam"' in client.get(route_url(more="&finish=loc-luwte")).text
