"""Bringing a list of practices and people into the group."""

import pytest
from sqlalchemy.orm import Session

from tests.services.group_files import bring_in, fates, group, preview
from tests.web.world import NOW
from tests.worlds import (
    ACTOR,
    POST,
    create_neighbourhood,
    create_person,
    create_practice,
    rows,
)
from wijksafari.database import Database
from wijksafari.errors import InputError
from wijksafari.models import Person, Practice
from wijksafari.services.practices.exports import example_list, group_list
from wijksafari.services.practices.imports import PlanChangedError, import_group, preview_group
from wijksafari.services.practices.people_csv import read_group
from wijksafari.services.practices.practices import practices_of

LIST = """praktijk;contactpersoon;contact_email;huisartsen;poh;naam;functie;email
De Brug;Carla;info@brug.voorbeeld.test;3;2;;;
De Brug;;;;;Anna;huisarts;anna@brug.voorbeeld.test
De Brug;;;;;Ben;POH-GGZ;
De Haven;;;1;0;Cees;doktersassistente;
"""


def test_a_list_of_practices_and_people_is_brought_in(session: Session) -> None:
    assert fates(bring_in(session, LIST)) == ["new"] * 4
    assert group(session) == [
        (
            *("De Brug", 3, 2),
            [("Anna", "gp", "anna@brug.voorbeeld.test"), ("Ben", "poh_ggz", "")],
        ),
        ("De Haven", 1, 0, [("Cees", "practice_assistant", "")]),
    ]


def test_the_same_list_twice_changes_nothing(session: Session) -> None:
    bring_in(session, LIST)
    again = bring_in(session, LIST)
    assert fates(again) == ["unchanged"] * 4
    assert again.changes == 0


def test_a_preview_writes_nothing(database: Database) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session)
    with database.writing() as session:
        assert preview(session, LIST).changes == 4
        session.commit()
    with database.reading() as session:
        assert rows(session, Practice) == rows(session, Person) == 0


def test_the_preview_tells_every_old_and_new_value(session: Session) -> None:
    practice = create_practice(session, "De Brug", gps=2, practice_nurses=2, contact_name="Carla")
    create_person(session, practice, "Ben", function="gp", email="ben@oud.voorbeeld.test")
    session.commit()
    first, _, third, _ = preview(session, LIST).rows
    assert first.details == (
        "e-mail van de praktijk: praktijk@voorbeeld.test → info@brug.voorbeeld.test",
        "huisartsen: 2 → 3",
    )
    assert third.fate == "changed"
    assert third.details == ("functie: huisarts → POH-GGZ",)


def test_an_empty_cell_changes_nothing(session: Session) -> None:
    bring_in(session, LIST)
    bring_in(session, "praktijk,adres,naam,email\nDe Brug,Dorpsstraat 1,,\nDe Brug,,Anna,\n")
    assert group(session)[0][1:] == (
        *(3, 2),
        [("Anna", "gp", "anna@brug.voorbeeld.test"), ("Ben", "poh_ggz", "")],
    )


def test_names_are_recognised_whatever_their_capitals_and_accents_are_made_of(
    session: Session,
) -> None:
    bring_in(session, "praktijk,huisartsen,naam,functie\nDe Brüg,1,Zoë,huisarts\n")
    plan = bring_in(session, "praktijk,naam,functie\nDE BRU\u0308G,zoe\u0308,Huisarts\n")
    assert fates(plan) == ["unchanged"]


def test_a_removed_practice_returns_under_its_name(session: Session) -> None:
    create_practice(session, "De Brug", removed_at=NOW)
    plan = bring_in(session, "praktijk,naam,functie\nDe Brug,Anna,huisarts\n")
    assert plan.rows[0].details[0] == "De praktijk komt terug in de groep."
    assert rows(session, Practice) == 1
    assert group(session)[0][0] == "De Brug"


def test_rows_at_fault_hold_everything_back_until_they_are_to_be_skipped(
    session: Session,
) -> None:
    content = f"{LIST}De Haven;;;;;Dirk;tandarts;\n"
    with pytest.raises(InputError, match="Verbeter"):
        bring_in(session, content, skip_faults=False)
    session.rollback()
    assert group(session) == []
    assert fates(bring_in(session, content))[-1] == "fault"
    assert len(group(session)) == 2


def test_what_changed_since_the_preview_is_shown_again(session: Session) -> None:
    wijk = create_neighbourhood(session)
    session.commit()
    file = read_group(LIST.encode())
    shown = preview_group(session, wijk, file).fingerprint
    create_practice(session, "De Brug", gps=2)
    session.commit()
    with pytest.raises(PlanChangedError) as caught:
        import_group(
            session, wijk, file, POST, shown=shown, skip_faults=False, actor=ACTOR, now=NOW
        )
    assert "huisartsen: 2 → 3" in caught.value.plan.rows[0].details
    session.rollback()
    assert group(session) == [("De Brug", 2, 1, [])]


def test_the_export_imports_without_a_change(session: Session) -> None:
    practice = create_practice(session, "=1+1", address="-2", contact_name="'=x")
    for name, function in (("@Zoë <b>", "gp"), ("O'Brien", "poh_other"), ("'s-Graaf", "other")):
        create_person(session, practice, name, function=function)
    create_person(session, practice, 'Ann; "A"', function="poh_somatic", email="")
    create_practice(session, "’t Hof", contact_email="", gps=0, practice_nurses=0)
    content = group_list(practices_of(session, create_neighbourhood(session)))
    assert not [line for line in content.decode("utf-8-sig").splitlines() if line[:1] in "=+-@"]
    plan = bring_in(session, content)
    assert fates(plan) == ["unchanged"] * 6


def test_the_example_imports_as_it_is(session: Session) -> None:
    assert fates(bring_in(session, example_list())) == ["new"] * 5
