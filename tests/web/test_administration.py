"""Administrators give accounts and roles, and never lock themselves out altogether."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.account_steps import EMAIL, create_account, mails, send
from tests.web.logins import log_in
from tests.web.world import ADVISER
from wijksafari.database import Database
from wijksafari.models import User
from wijksafari.services.accounts.accounts import end_membership

BEA = "bea@wijk.test"


def administrator(app: Flask, database: Database) -> FlaskClient:
    create_account(database, BEA, role="administrator", name="Bea Beheer")
    return log_in(app.test_client(), BEA)


def act(client: FlaskClient, user: User | int, action: str, **typed: str) -> int:
    """Press a button on the page of an account; the answer's status."""
    number = user if isinstance(user, int) else user.id
    page = f"/beheer/account/{number}"
    token = client.get(page).text.split('name="csrf_token" value="')[1].split('"')[0]
    return client.post(f"{page}/{action}", data={"csrf_token": token, **typed}).status_code


def invite(client: FlaskClient, **typed: str) -> tuple[int, str]:
    token = client.get("/beheer").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/beheer/uitnodigen", data={"csrf_token": token, **typed})
    return answer.status_code, answer.text


def test_an_invited_person_gets_a_mail_chooses_a_password_and_works_in_the_wijk(
    app: Flask, anonymous: FlaskClient, database: Database
) -> None:
    client = administrator(app, database)
    typed = {"naam": "Nina Nieuw", "email": "Nina@wijk.test", "slug": "proefwijk"}
    assert invite(client, **typed, rol="kwartiermaker")[0] == 303
    made = app.extensions["wijksafari"]
    ((to, _, text),) = mails(database, made.post)
    assert to == "nina@wijk.test"
    assert "- Proefwijk, als kwartiermaker" in text
    assert "Bea Beheer gaf u een account" in text
    path = "/uitnodiging/" + text.split("/uitnodiging/")[1].split()[0]
    word = "heel andere woorden nu"
    send(anonymous, path, wachtwoord=word, herhaling=word)
    send(anonymous, "/inloggen", email="nina@wijk.test", password=word)
    assert "Proefwijk" in anonymous.get("/").text


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    status, page = invite(client, naam="<b>Nina</b>", email="geen adres")
    assert status == 400
    assert "naam@praktijk.nl" in page
    assert "&lt;b&gt;Nina&lt;/b&gt;" in page
    assert "Er is al een account" in invite(client, naam="Bea", email=BEA.upper())[1]
    assert mails(database) == []


def test_an_unknown_wijk_invites_nobody(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    typed = {"naam": "Nina", "email": "nina@wijk.test", "slug": "x", "rol": "ros_adviser"}
    assert invite(client, **typed)[0] == 404
    with database.reading() as session:
        assert session.scalar(select(User).filter_by(email="nina@wijk.test")) is None


def test_roles_in_wijken_are_given_changed_and_taken(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    user = create_account(database)
    assert act(client, user, "wijk", slug="proefwijk", rol="kwartiermaker") == 303
    assert _roles(database) == [("proefwijk", "kwartiermaker")]
    assert act(client, user, "wijk", slug="proefwijk", rol="koning") == 400
    assert act(client, user, "wijk-weg", slug="proefwijk") == 303
    assert _roles(database) == []


def test_switching_an_account_off_ends_its_logins_at_once(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    user = create_account(database)
    theirs = log_in(app.test_client(), user)
    assert theirs.get("/account").status_code == 200
    assert act(client, user, "actief", actief="nee") == 303
    assert theirs.get("/account").status_code == 303
    assert act(client, user, "actief", actief="ja") == 303
    assert theirs.get("/account").status_code == 303


def test_the_last_administrator_cannot_leave(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    with database.reading() as session:
        own = session.scalars(select(User.id).filter_by(email=BEA)).one()
    assert act(client, own, "beheerder", beheerder="nee") == 400
    assert act(client, own, "actief", actief="nee") == 400
    create_account(database, "uit@wijk.test", role="administrator", active=False)
    assert act(client, own, "beheerder", beheerder="nee") == 400
    other = create_account(database, "ander@wijk.test", role="administrator")
    assert act(client, other, "beheerder", beheerder="nee") == 303
    assert act(client, other, "beheerder", beheerder="ja") == 303
    assert act(client, own, "beheerder", beheerder="nee") == 303
    assert client.get("/beheer").status_code == 404


def test_a_lost_telephone_is_helped_with(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    user = create_account(database, tf_primary_method="authenticator", tf_totp_secret="x")
    assert "telefoon" in client.get(f"/beheer/account/{user.id}").text
    assert act(client, user, "tweestaps-uit") == 303
    with database.reading() as session:
        assert session.get_one(User, user.id).tf_primary_method is None


def test_only_who_has_no_password_yet_is_invited_again(app: Flask, database: Database) -> None:
    client = administrator(app, database)
    waiting = create_account(database, password=None)
    assert act(client, waiting, "uitnodiging") == 303
    done = create_account(database, "klaar@wijk.test")
    assert act(client, done, "uitnodiging") == 400
    assert len(mails(database, app.extensions["wijksafari"].post)) == 1


def test_a_name_of_ones_own_can_be_changed(client: FlaskClient, database: Database) -> None:
    token = client.get("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
    long = client.post("/account/naam", data={"csrf_token": token, "naam": "x" * 121})
    assert long.status_code == 400
    client.post("/account/naam", data={"csrf_token": token, "naam": "  O'Brien\n<b> "})
    with database.reading() as session:
        assert session.scalars(select(User.name).filter_by(email=ADVISER)).one() == "O'Brien <b>"
    assert "O&#39;Brien &lt;b&gt;" in client.get("/account").text


def test_without_a_wijk_one_is_told_whom_to_ask(app: Flask, database: Database) -> None:
    user = create_account(database)
    with database.writing.begin() as session:
        end_membership(session, session.get_one(User, user.id), "proefwijk")
    client = log_in(app.test_client(), user)
    for path in ("/", "/plannen", "/account"):
        page = client.get(path).text
        assert "Vraag de beheerder van uw organisatie" in page
        assert "Proefwijk" not in page


def _roles(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        user = session.scalars(select(User).filter_by(email=EMAIL)).one()
        return [(each.neighbourhood.slug, each.role) for each in user.memberships]


def test_what_is_wrong_with_an_invitation_stands_beside_its_field(
    app: Flask, database: Database
) -> None:
    client = administrator(app, database)
    status, page = invite(client, naam="", email="nergens")
    assert status == 400
    assert '<a href="#naam">Vul een naam in' in page
    assert '<a href="#email">Dit e-mailadres klopt niet' in page
    assert 'value="nergens" aria-describedby="fout-email" aria-invalid="true"' in page
    status, page = invite(client, naam="Bea Dubbel", email=BEA)
    assert '<a href="#email">Er is al een account met dit e-mailadres.' in page
