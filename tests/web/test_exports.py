"""Downloading a wijk's catalogue."""

import json

import pytest
from flask.testing import FlaskClient

FILES = {
    "locaties.csv": "text/csv; charset=utf-8",
    "activiteiten.csv": "text/csv; charset=utf-8",
    "activiteiten.ics": "text/calendar; charset=utf-8",
    "hsds.json": "application/json; charset=utf-8",
}


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_kept_under_the_wijks_name_and_by_nobody_on_the_way(
    client: FlaskClient, name: str
) -> None:
    answer = client.get(f"/wijk/proefwijk/{name}")
    first, _, ending = name.partition(".")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FILES[name]
    assert (
        answer.headers["Content-Disposition"] == f"attachment; filename={first}-proefwijk.{ending}"
    )
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_lists_open_in_a_spreadsheet_with_every_row(client: FlaskClient) -> None:
    rows = client.get("/wijk/proefwijk/locaties.csv").get_data().decode("utf-8-sig").splitlines()
    assert rows[0].startswith("id;name;address;postcode;city;latitude;longitude;")
    assert len(rows) == 1 + 7
    activities = client.get("/wijk/proefwijk/activiteiten.csv").get_data().decode("utf-8-sig")
    assert "baken;Het Baken;Inloop bij Het Baken;live;FREQ=WEEKLY;BYDAY=TU" in activities.replace(
        '"', ""
    )


def test_hsds_lists_every_activity_as_a_service(client: FlaskClient) -> None:
    page = json.loads(client.get("/wijk/proefwijk/hsds.json").get_data())
    assert page["total_items"] == len(page["contents"]) == 7
    assert "Inloop bij De Linde" in {service["name"] for service in page["contents"]}


def test_a_wijk_that_is_not_there_has_no_files(client: FlaskClient) -> None:
    assert client.get("/wijk/nergens/hsds.json").status_code == 404
