"""What a host's answer leads to: offers with their price, and saving one."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import NOW, fields, route_url, save
from tests.worlds import create_neighbourhood, create_practice, create_sign_up
from wijksafari.database import Database
from wijksafari.models import HostRequest, Safari
from wijksafari.services.safaris.safaris import tour_of
from wijksafari.web.change_offers import ChangeOffer
from wijksafari.web.host_changes import offers_for

HOSTS = "/gastheren"


@pytest.fixture
def saved(client: FlaskClient, database: Database) -> str:
    """The uid of a safari along four stops."""
    assert save(client, route_url()).status_code == 303
    with database.reading() as session:
        return session.scalars(select(Safari.uid)).one()


def answered(database: Database, code: str, answer: str, **said: Any) -> None:
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        visit = next(each for each in tour_of(safari).itinerary.visits if each.location.id == code)
        times = {"arrival": visit.arrival.isoformat(), "departure": visit.departure.isoformat()}
        session.add(
            HostRequest(
                safari_id=safari.id,
                location_code=code,
                visits=[{"group": 1, "people": 14, **times}],
                asked_at=NOW,
                answer=answer,
                answered_at=NOW,
                **said,
            )
        )


def offers(app: Flask, database: Database, code: str) -> tuple[ChangeOffer, ...]:
    with app.test_request_context("/"), database.reading() as session:
        row = session.scalars(select(HostRequest).filter_by(location_code=code)).one()
        return offers_for(session, session.scalars(select(Safari)).one(), row)


def press(client: FlaskClient, uid: str, offer: ChangeOffer, **ticked: str) -> Any:
    assert offer.query
    token = fields(client.get(route_url()))["csrf_token"]
    data: dict[str, Any] = {"csrf_token": token, **ticked}
    for name, value in offer.query.pairs():
        data.setdefault(name, []).append(value)
    return client.post(f"/safari/{uid}/wijziging", data=data)


def stops_now(database: Database) -> list[str]:
    with database.reading() as session:
        visits = tour_of(session.scalars(select(Safari)).one()).itinerary.visits
        return [each.location.id for each in visits]


def test_a_no_is_answered_with_other_locations_and_then_with_none(
    app: Flask, saved: str, database: Database
) -> None:
    answered(database, "baken", "no")
    found = offers(app, database, "baken")
    assert [each.title for each in found] == [
        "De Luwte in plaats van Het Baken",
        "De Buitenkans in plaats van Het Baken",
        "Zonder Het Baken",
    ]
    assert "punten minder" in " ".join(found[0].price)
    assert "De groep is er van" in found[0].price[0]


def test_who_said_no_before_is_not_offered_again(
    app: Flask, client: FlaskClient, saved: str, database: Database
) -> None:
    answered(database, "baken", "no")
    press(client, saved, offers(app, database, "baken")[0])
    answered(database, "linde", "no")
    titles = [each.title for each in offers(app, database, "linde")]
    assert titles == ["De Buitenkans in plaats van De Linde", "Zonder De Linde"]


def test_an_offer_that_is_pressed_becomes_the_route(
    app: Flask, client: FlaskClient, saved: str, database: Database
) -> None:
    answered(database, "baken", "no")
    offer = offers(app, database, "baken")[0]
    assert offer.query
    answer = press(client, saved, offer)
    assert answer.status_code == 303
    assert answer.location.endswith(HOSTS)
    assert stops_now(database) == list(offer.query.stops)
    assert "baken" not in stops_now(database)


def test_another_time_is_planned_and_priced(
    app: Flask, client: FlaskClient, saved: str, database: Database
) -> None:
    answered(database, "baken", "yes_but", other_from=time(19, 20), other_until=time(20))
    (offer,) = offers(app, database, "baken")
    assert offer.title == "Het Baken van 19.20 tot 20.00 uur"
    assert "bij ‘Inloop bij Het Baken’" in offer.price[0]
    assert press(client, saved, offer).status_code == 303
    with database.reading() as session:
        safari = session.scalars(select(Safari)).one()
        visits = {each.location.id: each for each in tour_of(safari).itinerary.visits}
        assert visits["baken"].start.time() >= time(19, 20)
        assert visits["baken"].departure.time() <= time(20)
        assert "uur-baken=19%3A20-20%3A00" in safari.planner_query


def test_a_time_outside_its_usual_hours_is_an_appointment(
    app: Flask, saved: str, database: Database
) -> None:
    answered(database, "sprong", "yes_but", other_from=time(19), other_until=None)
    (offer,) = offers(app, database, "sprong")
    assert offer.title == "De Sprong van 19.00 tot 20.30 uur"
    assert "u wordt op afspraak ontvangen" in offer.price[0]
    assert "punten minder" in offer.price[1]


def test_a_time_at_which_nothing_fits_says_why_and_offers_others(
    app: Flask, saved: str, database: Database
) -> None:
    answered(database, "baken", "yes_but", other_from=time(20, 15), other_until=time(20, 30))
    found = offers(app, database, "baken")
    assert found[0].title == "Het Baken van 20.15 tot 20.30 uur past niet"
    assert found[0].query is None
    assert found[0].price
    assert found[1].title == "De Luwte in plaats van Het Baken"


def test_a_smaller_group_leads_to_the_agreements(
    app: Flask, saved: str, database: Database
) -> None:
    answered(database, "baken", "yes_but", most_people=7)
    found = offers(app, database, "baken")
    assert [each.title for each in found] == ["Rijd in 2 groepen", "Neem hooguit 7 mensen mee"]
    assert found[0].query is None
    assert f"/safari/{saved}/afspraken" in found[0].look


def test_places_that_are_taken_are_not_offered_to_be_given_up(
    app: Flask, saved: str, database: Database
) -> None:
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        practice = create_practice(session)
        for number in range(15):
            create_sign_up(session, safari, practice, email=f"mens{number}@voorbeeld.test")
    answered(database, "baken", "yes_but", most_people=7)
    (offer,) = offers(app, database, "baken")
    assert offer.title.startswith("Rijd in")
    assert "er zijn 15 mensen tegelijk gepland" in offer.price[0]


def test_a_yes_and_a_remark_ask_for_nothing(app: Flask, saved: str, database: Database) -> None:
    answered(database, "baken", "yes")
    answered(database, "linde", "yes_but", remark="Graag stil zijn.")
    assert offers(app, database, "baken") == offers(app, database, "linde") == ()


def test_an_offer_made_for_an_older_programme_saves_nothing(
    app: Flask, client: FlaskClient, saved: str, database: Database
) -> None:
    answered(database, "baken", "no")
    first, second, *_ = offers(app, database, "baken")
    press(client, saved, first)
    kept = stops_now(database)
    answer = press(client, saved, second)
    assert answer.status_code == 303
    assert "intussen gewijzigd; er is niets bewaard" in client.get(f"/safari/{saved}").text
    assert stops_now(database) == kept


def test_people_who_signed_up_are_mailed_only_when_that_was_ticked(
    app: Flask, client: FlaskClient, saved: str, database: Database
) -> None:
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        create_sign_up(session, safari, create_practice(session))
    answered(database, "baken", "no")
    offer = offers(app, database, "baken")[0]
    refused = press(client, saved, offer)
    assert "/plannen/route?" in refused.location
    assert "baken" in stops_now(database)
    assert press(client, saved, offer, mailen="ja").location.endswith(HOSTS)
    assert "baken" not in stops_now(database)


def test_a_form_without_the_token_or_without_stops_changes_nothing(
    client: FlaskClient, saved: str, database: Database
) -> None:
    token = fields(client.get(route_url()))["csrf_token"]
    for data in ({}, {"csrf_token": token}):
        assert client.post(f"/safari/{saved}/wijziging", data=data).status_code == 400
    assert "baken" in stops_now(database)


def test_a_form_can_bring_in_no_locations_of_another_wijk(
    app: Flask, client: FlaskClient, saved: str, database: Database
) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session, "elders")
    answered(database, "baken", "no")
    offer = offers(app, database, "baken")[0]
    assert offer.query
    elsewhere = replace(offer, query=offer.query.with_texts(wijk="elders"))
    press(client, saved, elsewhere)
    assert stops_now(database) == list(offer.query.stops)
