import pytest
from flask.testing import FlaskClient

from tests.web.world import TUESDAY

FRAME = "/plannen?wijk=proefwijk"


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("&datum=2020-01-07&begin=17:30", "datum", "Deze avond is al geweest"),
        ("&datum=2026-11-22&begin=11:59", "datum", "Deze avond is al geweest"),
        ("&datum=2027-02-30&begin=17:30", "datum", "een datum in die bestaat"),
        ("&datum=9999-12-31&begin=17:30", "datum", "binnen 3 jaar"),
        ("&datum=morgen&begin=17:30", "datum", "een datum in die bestaat"),
        ("&datum=2027-02-02&begin=25:00", "begin", "een tijd in als 17.30"),
        ("&datum=2027-03-28&begin=02:30", "begin", "bestaat niet op deze dag"),
        ("&datum=2027-10-31&begin=02:30", "begin", "twee keer voor"),
        ("&datum=2027-02-02&duur=9999", "duur", "van 30 tot 480 minuten"),
        ("&datum=2027-02-02&duur=-5", "duur", "van 30 tot 480 minuten"),
        ("&datum=2027-02-02&duur=٣٠", "duur", "van 30 tot 480 minuten"),
        ("&datum=2027-02-02&stops_min=6", "stops_max", "Kies hier minstens 6"),
        ("&datum=2027-02-02&bezoek_min=40", "bezoek_max", "Kies hier minstens 40"),
        ("&datum=2027-02-02&duur=30", "duur", "duren samen al 30 minuten"),
        ("&datum=2027-02-02&begin=22:00", "duur", "eindigt na middernacht"),
        ("&datum=2027-02-02&tempo=99", "tempo", "van 6 tot 25 km/u"),
        ("&datum=2027-02-02&start=loc-elders", "start", "hoort niet bij de gekozen wijk"),
        ("&datum=2027-02-02&start=punt", "start_lat", "breedtegraad in als getal"),
        (
            "&datum=2027-02-02&start=punt&start_lat=4,39&start_lon=52,04",
            "start_lat",
            "zijn verwisseld",
        ),
        (
            "&datum=2027-02-02&finish=punt&finish_lat=48,8&finish_lon=2,3",
            "finish_lat",
            "niet in Nederland",
        ),
    ],
)
def test_each_problem_stands_beside_its_field_and_in_the_summary(
    client: FlaskClient, query: str, field: str, sentence: str
) -> None:
    page = client.get(FRAME + query)
    assert page.status_code == 400
    assert page.text.count(sentence) == 2
    assert f'href="#{field}"' in page.text
    assert f'id="{field}"' in page.text
    assert f'aria-describedby="fout-{field}' in page.text


def test_typed_values_stay_whatever_is_wrong_with_them(client: FlaskClient) -> None:
    page = client.get(f"{FRAME}&datum=31-02-2027&begin=kwart&duur=lang&wens-linde=moet").text
    for value in ("31-02-2027", "kwart", "lang"):
        assert f'value="{value}"' in page
    assert '<input type="hidden" name="wens-linde" value="moet">' in page


def test_the_summary_takes_the_focus(client: FlaskClient) -> None:
    page = client.get(f"{FRAME}&datum=2020-01-07").text
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_several_problems_are_told_at_once(client: FlaskClient) -> None:
    page = client.get(f"{FRAME}&datum=2020-01-07&begin=99:99&tempo=x").text
    assert "3 dingen kloppen nog niet" in page


def test_a_comma_or_a_point_may_part_the_degrees(client: FlaskClient) -> None:
    for lat, lon in (("52,0444", "4,3954"), ("52.0444", "4.3954")):
        url = f"/plannen?{TUESDAY}&start=punt&start_lat={lat}&start_lon={lon}"
        assert client.get(url).status_code == 200


def test_the_group_may_gather_at_a_location_and_end_elsewhere(client: FlaskClient) -> None:
    page = client.get(f"/plannen/route?{TUESDAY}&start=loc-linde&finish=wijk&stop=baken").text
    assert "Verzamelen: <b>De Linde</b>" in page
    assert "Aankomst: <b>Gezondheidscentrum</b>" in page


def test_an_overlong_text_is_refused(client: FlaskClient) -> None:
    assert client.get(f"{FRAME}&datum={'2' * 500}").status_code == 400
