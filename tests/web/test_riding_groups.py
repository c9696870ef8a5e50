"""The page that divides a safari over groups."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.services.worlds_groups import create_large, roomy_tour
from tests.web.visitors import csrf
from tests.web.world import ROUTE, route_url, save
from tests.worlds import planned_tour
from wijksafari.database import Database
from wijksafari.models import Message, RidingGroup, Safari, SignUp
from wijksafari.services.safaris.tour_json import tour_to_json


@pytest.fixture
def place(client: FlaskClient, database: Database) -> str:
    """The groups of an evening twenty people come to; ``client`` first, it brings the account."""
    return evening(database)


def evening(database: Database, riders: int = 20, **overrides: object) -> str:
    with database.writing.begin() as session:
        return f"/safari/{create_large(session, riders, **overrides).uid}/groepen"


def split(client: FlaskClient, place: str, groups: int = 2, **typed: str) -> str:
    """Press ‘Verdeel’; the page it leads to."""
    token = {"csrf_token": csrf(client.get(place))}
    answer = client.post(f"{place}/verdelen", data={"aantal": groups, **token, **typed})
    return answer.text if answer.status_code != 303 else client.get(place).text


def riders(database: Database) -> list[tuple[int, int | None]]:
    with database.reading() as session:
        found = session.execute(
            select(SignUp.id, RidingGroup.number)
            .outerjoin(RidingGroup, SignUp.group_id == RidingGroup.id)
            .order_by(SignUp.id)
        )
        return [(each[0], each[1]) for each in found]


def test_too_many_for_one_group_are_told_of_with_the_number_it_takes(
    client: FlaskClient, place: str
) -> None:
    page = client.get(place).text

    assert "20 deelnemers; een groep telt er hooguit 14: verdeel in 2 groepen." in page
    assert '<option value="2" selected>' in page


def test_a_group_that_fits_is_not_told_to_split(client: FlaskClient, database: Database) -> None:
    assert "verdeel in" not in client.get(evening(database, 14)).text


def test_after_splitting_the_groups_are_side_by_side(client: FlaskClient, place: str) -> None:
    page = split(client, place)

    assert "Verdeeld in 2 groepen." in page
    table = page[page.index("<table>") : page.index("</table>")]
    assert len(re.findall(r"<td[^>]*><span", table)) == 8
    assert "(10 van 14)" in page


def test_an_evening_that_cannot_be_split_says_why(client: FlaskClient, database: Database) -> None:
    place = evening(database, tour=tour_to_json(planned_tour()))

    page = split(client, place, 3)

    assert "Dat kan zo niet" in page
    assert "passen deze avond 3 bezoeken niet na elkaar" in page
    assert '<option value="3" selected>' in page


def test_mail_about_a_confirmed_evening_is_agreed_to_first(
    client: FlaskClient, database: Database
) -> None:
    place = evening(database, state="confirmed")

    refused = split(client, place)
    page = split(client, place, mailen="ja")

    assert "20 mensen krijgen een mail" in refused
    assert "20 mensen krijgen hun nieuwe programma per mail." in page
    with database.reading() as session:
        assert len(session.scalars(select(Message).filter_by(kind="changed_evening")).all()) == 20


def test_somebody_can_ride_in_the_other_group(
    client: FlaskClient, place: str, database: Database
) -> None:
    token = {"csrf_token": csrf(client.get(place))}
    split(client, place)
    someone, before = riders(database)[0]
    other = 3 - (before or 0)

    client.post(f"{place}/indeling", data=token | {f"deelnemer-{someone}": str(other)})

    assert riders(database)[0] == (someone, other)
    assert "1 persoon naar een andere groep." in client.get(place).text


@pytest.mark.parametrize("typed", [{"deelnemer-x": "1"}, {"deelnemer-1": "-2"}])
def test_a_form_no_page_of_ours_sent_is_refused(
    client: FlaskClient, place: str, typed: dict[str, str]
) -> None:
    token = {"csrf_token": csrf(client.get(place))}

    assert client.post(f"{place}/indeling", data=token | typed).status_code == 400


def test_who_leads_is_kept_for_an_evening_in_one_group(client: FlaskClient, place: str) -> None:
    token = {"csrf_token": csrf(client.get(place))}
    told = {"leader_name": " Anne  Voor ", "leader_phone": "06 12345678"}

    answer = client.post(f"{place}/leiding", data=token | told | {"groep": "1"})

    assert answer.status_code == 303
    page = client.get(place).text
    assert 'value="Anne Voor"' in page
    assert 'value="06 12345678"' in page


def test_a_number_that_cannot_be_called_comes_back_with_what_was_typed(
    client: FlaskClient, place: str
) -> None:
    token = {"csrf_token": csrf(client.get(place))}
    told = {"leader_name": "Anne", "leader_phone": "<bel mij>"}

    answer = client.post(f"{place}/leiding", data=token | told | {"groep": "1"})

    assert answer.status_code == 400
    assert "Vul een telefoonnummer in" in answer.text
    assert 'value="&lt;bel mij&gt;"' in answer.text
    assert 'value="Anne"' in answer.text


def test_once_the_evening_has_begun_nothing_is_divided(
    client: FlaskClient, database: Database
) -> None:
    assert "Verdeel" not in client.get(evening(database, state="cancelled")).text


def test_another_route_takes_the_groups_along_or_says_they_are_one(
    client: FlaskClient, place: str, database: Database
) -> None:
    split(client, place)
    uid = place.split("/")[2]
    with database.reading() as session:
        version = session.scalars(select(Safari.sequence).filter_by(uid=uid)).one()

    url = route_url(*ROUTE, more=f"&safari={uid}&versie={version}")
    save(client, url, akkoord="ja", mailen="ja")

    page = client.get(place).text
    # The wijk's own hours are too tight for two groups.
    assert "Alle deelnemers rijden weer in één groep." in page
    assert {number for _, number in riders(database)} == {None}


def test_a_name_is_text_and_nothing_else(client: FlaskClient, place: str) -> None:
    token = {"csrf_token": csrf(client.get(place))}
    client.post(
        f"{place}/leiding", data=token | {"groep": "1", "leader_name": "<script>alert(1)</script>"}
    )

    assert "<script>alert" not in client.get(place).text


def test_the_tours_of_a_split_are_those_of_the_same_stops(
    client: FlaskClient, place: str, database: Database
) -> None:
    split(client, place)

    with database.reading() as session:
        tours = session.scalars(select(RidingGroup.tour)).all()
    names = [
        {visit["location"]["id"] for visit in tour["itinerary"]["visits"]} for tour in tours if tour
    ]
    own = {visit.location.id for visit in roomy_tour().itinerary.visits}
    assert names == [own, own]
