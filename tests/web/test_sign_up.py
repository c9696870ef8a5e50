"""Signing up on one page, without an account."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.visitors import (
    DAAN,
    address,
    csrf,
    invited,
    mails,
    own_address,
    press,
    sign_up,
    sign_ups,
    words_of,
)
from tests.worlds import NOW, create_invitation, create_person, create_safari, create_sign_up
from wijksafari.database import Database


def test_four_answers_are_enough(app: Flask, database: Database, anonymous: FlaskClient) -> None:
    answer = sign_up(anonymous, invited(app))
    assert answer.status_code == 303
    thanks = words_of(anonymous.get(answer.headers["Location"]))
    assert "Fijn, Daan Dokter, u gaat mee" in thanks
    assert "daan@praktijk.nl" in thanks
    assert [row.status for row in sign_ups(database)] == ["taking_part"]
    assert mails(database) == ["signed_up"]


def test_everything_else_can_be_told_too(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    sign_up(
        anonymous,
        invited(app),
        fiets="loan",
        dieet="Geen noten",
        opmerking="Ik kom later.\r\nTot dan!",
        big="1234 567 8901",
        big_akkoord="ja",
    )
    [row] = sign_ups(database)
    assert (row.bicycle, row.diet, row.remark) == ("loan", "Geen noten", "Ik kom later.\nTot dan!")
    assert (row.big_number, row.big_consented_at) == ("12345678901", NOW)


def test_the_page_tells_the_evening_in_short(app: Flask, anonymous: FlaskClient) -> None:
    words = words_of(anonymous.get(invited(app, ambassador_name="Hanna"), follow_redirects=True))
    for part in (
        "dinsdag 2 februari 2027 , 17.30 tot 20.30 uur",
        "Verzamelen bij Gezondheidscentrum",
        "De Linde",
        "samen met Hanna",
        "Praktijk: Praktijk De Brug",
    ):
        assert part in words


def test_a_personal_link_fills_in_what_is_known(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    with database.writing.begin() as session:
        person = create_person(session, name="Petra O'Brien", function="poh_ggz", email="p@x.nl")
        link = address(app, create_invitation(session, create_safari(session), person=person).link)
    page = anonymous.get(link, follow_redirects=True)
    assert 'value="Petra O&#39;Brien"' in page.text
    assert 'value="p@x.nl"' in page.text
    assert re.search(r'value="poh_ggz"[^>]* checked', page.text)
    assert "Stuur hem gerust door" not in page.text


def test_a_practices_link_is_shown_in_full_to_pass_on(app: Flask, anonymous: FlaskClient) -> None:
    link = invited(app)
    assert f"http://127.0.0.1:8000{link}" in anonymous.get(link, follow_redirects=True).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("naam", "  ", "Vul uw naam in."),
        ("naam", "x" * 300, "300 tekens"),
        ("naam", "Da\u202ean", "onzichtbaar teken"),
        ("naam", "Da\x00an", "onzichtbaar teken"),
        ("naam", "Daan\nBcc: iedereen@x.nl", "onzichtbaar teken"),
        ("functie", "baas", "Kies uw functie."),
        ("email", "daan", "Dit e-mailadres klopt niet."),
        ("email", "daän@praktijk.nl", "Dit e-mailadres klopt niet."),
        ("email", "a@b.nl\r\nBcc: c@d.nl", "Dit e-mailadres klopt niet."),
        ("email", f"{'a' * 300}@b.nl", "Dit e-mailadres klopt niet."),
        ("fiets", "eenwieler", "Kies hoe u fietst"),
        ("dieet", "x" * 201, "201 tekens"),
        ("opmerking", "x" * 1001, "1001 tekens"),
        ("big", "1234567890", "11 cijfers"),
        ("big", "١٢٣٤٥٦٧٨٩٠١", "11 cijfers"),
        ("akkoord", "", "Vink aan"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_in_a_summary_and_nothing_typed_is_lost(
    app: Flask, anonymous: FlaskClient, field: str, typed: str, sentence: str
) -> None:
    answer = sign_up(anonymous, invited(app), **{"dieet": "Geen noten", field: typed})
    assert answer.status_code == 400
    assert sentence in answer.text.partition('id="fouten"')[2].partition("</ul>")[0]
    assert sentence in answer.text.partition(f'id="fout-{field}"')[2].partition("</p>")[0]
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert re.search(r'id="fouten"|tabindex="-1" autofocus', answer.text)
    if field != "dieet":
        assert 'value="Geen noten"' in answer.text
    assert answer.text.index("<title>Fout: ")
    assert sign_ups(app.extensions["wijksafari"].database) == []


def test_a_big_number_needs_its_own_consent(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    answer = sign_up(anonymous, invited(app), big="12345678901")
    assert answer.status_code == 400
    assert "Geef hier toestemming om uw BIG-nummer te bewaren" in answer.text
    assert 'value="12345678901"' in answer.text
    assert sign_ups(database) == []


@pytest.mark.parametrize(
    "name", ["=1+1", "O'Brien", "<b>Vet</b>", "Žofie Ångström-d'Éon", "张伟", "{{ 7 * 7 }}", "😀"]
)
def test_odd_names_are_names(
    app: Flask, database: Database, anonymous: FlaskClient, name: str
) -> None:
    answer = sign_up(anonymous, invited(app), naam=name)
    assert answer.status_code == 303
    assert [row.name for row in sign_ups(database)] == [name]
    thanks = anonymous.get(answer.headers["Location"])
    assert f"Fijn, {name}, u gaat mee" in words_of(thanks)
    assert "<b>Vet" not in thanks.text


def test_an_address_with_an_odd_domain_is_kept_in_ascii(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    assert sign_up(anonymous, invited(app), email=" daan@bücher.nl ").status_code == 303
    assert [row.email for row in sign_ups(database)] == ["daan@xn--bcher-kva.nl"]


def test_the_same_click_twice_is_one_sign_up_and_one_mail(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    link = invited(app)
    first, second = sign_up(anonymous, link), sign_up(anonymous, link)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(sign_ups(database)) == 1
    assert mails(database) == ["signed_up"]


def test_who_types_somebody_elses_address_sees_nothing_of_theirs(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_sign_up(
            session,
            safari,
            name="Geheim",
            email="ander@praktijk.nl",
            diet="geheim dieet",
            remark="geheime opmerking",
        )
        link = address(app, create_invitation(session, safari).link)
    answer = sign_up(anonymous, link, email="ander@praktijk.nl")
    there = answer.headers["Location"]
    page = anonymous.get(there)
    file = anonymous.get(there.replace("gelukt", "wijksafari.ics"))
    assert file.status_code == 200
    for text in (page.text, file.text, anonymous.get(there.replace("/gelukt", "")).text):
        assert "eheim" not in text
        assert own_address(app, "ander@praktijk.nl") not in text


def test_when_it_is_full_the_page_says_so_and_the_thanks_say_which_turn(
    app: Flask, anonymous: FlaskClient
) -> None:
    link = invited(app, capacity=1)
    sign_up(anonymous, link)
    assert "Alle plekken zijn bezet" in anonymous.get(link, follow_redirects=True).text
    answer = sign_up(anonymous, link, email="twee@praktijk.nl")
    assert "U bent nummer 1 op de wachtlijst" in anonymous.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("safari", "words"),
    [
        ({"deadline": NOW.replace(hour=11)}, "Aanmelden kon tot"),
        ({"state": "cancelled"}, "niet door"),
    ],
)
def test_when_it_is_closed_the_page_says_why_and_the_server_refuses(
    app: Flask, database: Database, anonymous: FlaskClient, safari: dict[str, object], words: str
) -> None:
    link = invited(app, **safari)
    page = anonymous.get(link, follow_redirects=True)
    assert words in words_of(page)
    assert 'name="naam"' not in page.text
    elsewhere = anonymous.get(invited(app, wijk="andere"), follow_redirects=True)
    answer = anonymous.post(page.request.path, data={**DAAN, "csrf_token": csrf(elsewhere)})
    assert answer.status_code == 409
    assert words in words_of(answer)
    assert sign_ups(database) == []


def test_no_means_no_until_somebody_can_after_all(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    page = anonymous.get(invited(app), follow_redirects=True)
    assert press(anonymous, page, "/nee").status_code == 303
    page = anonymous.get(page.request.path)
    assert "geen herinneringen meer" in page.text
    assert press(anonymous, page, "/toch-wel").status_code == 303
    assert 'name="naam"' in anonymous.get(page.request.path).text


def test_a_form_without_token_changes_nothing(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    page = anonymous.get(invited(app), follow_redirects=True)
    assert anonymous.post(page.request.path, data=DAAN).status_code == 400
    assert sign_ups(database) == []


def test_the_page_after_signing_up_is_of_this_browser_alone(
    app: Flask, anonymous: FlaskClient
) -> None:
    link = invited(app)
    there = sign_up(anonymous, link).headers["Location"]
    colleague = app.test_client()
    colleague.get(link)
    answer = colleague.get(there)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/aanmelden/1")


def test_the_next_at_the_same_computer_does_not_read_who_came_before(
    app: Flask, anonymous: FlaskClient
) -> None:
    link = invited(app)
    there = sign_up(anonymous, link).headers["Location"]
    assert "Daan" not in anonymous.get(link, follow_redirects=True).text
    assert anonymous.get(there).status_code == 303


def test_a_form_of_a_megabyte_is_refused(app: Flask, anonymous: FlaskClient) -> None:
    assert sign_up(anonymous, invited(app), opmerking="x" * 1_100_000).status_code == 413


@pytest.mark.parametrize(
    ("agreed", "heading", "has_more"),
    [
        ({"state": "cancelled"}, "Deze avond gaat niet door", False),
        ({"state": "held"}, "Aanmelden kan nu niet", False),
        ({"deadline": NOW - timedelta(days=1)}, "Aanmelden kan nu niet", True),
    ],
)
def test_who_can_no_longer_sign_up_reads_why_and_what_can_still_be_done(
    app: Flask, anonymous: FlaskClient, agreed: dict[str, object], heading: str, has_more: bool
) -> None:
    page = words_of(anonymous.get(invited(app, **agreed), follow_redirects=True))
    assert heading in page
    assert ("Open dan de link in uw bevestigingsmail" in page) == has_more
    assert "Uw naam" not in page
