"""Another evening with the set-up of a saved one, and none of its people."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import ADVISER, OFFERS, add_neighbourhood, add_offer, fields, join, stops_in
from tests.worlds import create_safari, create_sign_up
from wijksafari.clock import AMSTERDAM
from wijksafari.database import Database
from wijksafari.models import Safari, SignUp

UID = "de-eerste-avond"
QUERY = (
    "wijk=proefwijk&datum=2027-02-02&begin=17:30&duur=210&titel=Voorjaarstocht&wens-luwte=niet"
    "&uur-linde=17:30-18:30&stop=linde&stop=sprong&stop=baken&stop=letter&bezoek-baken=25"
)


def first_evening(database: Database, **values: Any) -> None:
    with database.writing.begin() as session:
        safari = create_safari(
            session,
            uid=UID,
            planner_query=QUERY,
            capacity=10,
            minimum_percent=50,
            ambassador_name="Piet Huisarts",
            welzijnscoach_name="Wil Coach",
            **values,
        )
        create_sign_up(session, safari)


def asked(client: FlaskClient, **typed: str) -> Any:
    page = client.get(f"/safari/{UID}/kopie")
    data = {"wijk": "proefwijk", "datum": "2027-03-09", "begin": "18:00"}
    return client.post(
        f"/safari/{UID}/kopie", data={"csrf_token": fields(page)["csrf_token"][0], **data, **typed}
    )


def test_the_page_proposes_an_evening_to_come_at_the_same_hour(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    page = client.get(f"/safari/{UID}/kopie").text
    assert 'value="proefwijk" selected' in page
    assert 'name="begin" type="time" required value="17:30"' in page
    assert 'value="2027-02-09"' in page


def test_in_the_same_wijk_stops_wishes_and_settings_go_along(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    answer = asked(client)
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert stops_in(page) == ["De Linde", "De Sprong", "Het Baken", "De Letter"]
    for kept in ("duur=210", "wens-luwte=niet", "bezoek-baken=25", f"kopie_van={UID}"):
        assert kept in answer.location
    for left in ("uur-linde", "safari=", "versie="):
        assert left not in answer.location


def test_what_was_saved_has_the_agreements_and_nobody_of_the_first(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    page = client.get(asked(client).location)
    saved = client.post("/plannen/bewaar", data=fields(page) | {"akkoord": "ja"})
    assert saved.status_code == 303
    with database.reading() as session:
        copy = session.scalars(select(Safari).where(Safari.uid != UID)).one()
        assert (copy.state, copy.capacity, copy.minimum_percent) == ("concept", 10, 50)
        assert copy.deadline is not None
        assert f"{copy.deadline.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" == "2027-02-23 17:30"
        assert copy.ambassador_name == copy.welzijnscoach_name == ""
        assert copy.organiser is not None
        assert copy.organiser.email == ADVISER
        assert "kopie_van=" not in copy.planner_query
        assert session.scalars(select(SignUp.safari_id).distinct()).all() != [copy.id]


def test_what_was_agreed_for_the_copy_is_not_overwritten_by_a_second_press(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    page = client.get(asked(client).location)
    uid = "12345678-1234-4234-8234-123456789012"
    send = fields(page) | {"akkoord": "ja"}
    client.post(f"/plannen/bewaar?nieuw={uid}", data=send)
    with database.writing.begin() as session:
        session.scalars(select(Safari).filter_by(uid=uid)).one().capacity = 25
    client.post(f"/plannen/bewaar?nieuw={uid}", data=send)
    with database.reading() as session:
        assert session.scalars(select(Safari).filter_by(uid=uid)).one().capacity == 25


def test_to_another_wijk_only_settings_and_agreements_go_along(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    with database.writing.begin() as session:
        wijk = add_neighbourhood(session, "elders", "Elders")
        add_offer(session, wijk, OFFERS[0], "FREQ=WEEKLY;BYDAY=TU")
        join(session, wijk)
    answer = asked(client, wijk="elders")
    assert answer.location.startswith("/plannen?wijk=elders")
    assert "duur=210" in answer.location
    for left in ("stop=", "wens-", "bezoek-", "titel="):
        assert left not in answer.location
    assert "Wat er open is" in client.get(answer.location).text


def test_a_day_that_was_already_comes_back_with_a_sentence(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    page = asked(client, datum="2020-01-01")
    assert page.status_code == 400
    assert 'href="#datum">Deze avond is al geweest' in page.text
    assert 'value="2020-01-01"' in page.text


def test_a_wijk_of_others_can_neither_be_copied_to_nor_from(
    client: FlaskClient, database: Database
) -> None:
    first_evening(database)
    with database.writing.begin() as session:
        create_safari(session, wijk="elders", uid="van-anderen")
    assert "wijk waarin u werkt" in asked(client, wijk="elders").text
    assert client.get("/safari/van-anderen/kopie").status_code == 404
    own = "/plannen/route?wijk=proefwijk&datum=2027-02-02&stop=linde"
    assert client.get(f"{own}&kopie_van=van-anderen").status_code == 404
    assert client.get(f"{own}&kopie_van={UID}").status_code == 200
