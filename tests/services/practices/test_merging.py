"""What becomes of each row of a list."""

import pytest
from sqlalchemy.orm import Session

from tests.services.group_files import bring_in, fates, group, preview
from tests.worlds import create_person, create_practice

HEAD = "praktijk,huisartsen,poh,naam,functie,email\n"


def test_a_row_twice_counts_once(session: Session) -> None:
    row = "De Brug,1,0,Anna,huisarts,anna@brug.nl\n"
    plan = bring_in(session, HEAD + row + row)
    assert fates(plan) == ["new", "unchanged"]
    assert plan.rows[1].details == ("Staat ook in rij 2.",)
    assert group(session) == [("De Brug", 1, 0, [("Anna", "gp", "anna@brug.nl")])]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("De Brug,1,0,Jan,huisarts,\nDe Brug,,,jan,POH,\n", "dezelfde naam"),
        ("De Brug,1,0,Jan,huisarts,a@b.nl\nDe Brug,,,Jan,huisarts,c@b.nl\n", "dezelfde naam"),
        ("De Brug,1,0,Jan,huisarts,a@b.nl\nDe Brug,,,Eva,huisarts,A@b.nl\n", "(rij 2) ook"),
        ("De Brug,1,0,,,\nDe Brug,2,,,,\n", "Rij 2 zegt bij huisartsen: 1. Deze rij zegt: 2."),
        ("De Brug,1,0,,,\nDe Brug,,,Eva,,\n", "Vul de functie in"),
        ("De Brug,1,0,,,\nDe Haven,,,Eva,assistent,\n", "Deze praktijk is nieuw."),
        ("De Brug,1,0,,,\nDe Haven,0,0,,,\n", "Deze praktijk is nieuw."),
    ],
)
def test_a_row_that_cannot_be_is_told_what_to_do(session: Session, rows: str, fault: str) -> None:
    plan = preview(session, HEAD + rows)
    assert fates(plan) == ["new", "fault"]
    assert fault in plan.rows[1].details[0]


def test_the_address_of_somebody_else_is_refused(session: Session) -> None:
    practice = create_practice(session, "De Haven")
    create_person(session, practice, "Eva", email="eva@haven.nl")
    session.commit()
    plan = preview(session, f"{HEAD}De Brug,1,0,Jan,huisarts,eva@haven.nl\n")
    assert "Eva (De Haven) ook" in plan.rows[0].details[0]


def test_somebody_may_work_at_two_practices(session: Session) -> None:
    rows = "De Brug,1,1,Eva,POH-GGZ,eva@poh.nl\nDe Haven,1,1,Eva,POH-GGZ,eva@poh.nl\n"
    assert fates(bring_in(session, HEAD + rows)) == ["new", "new"]


def test_two_people_may_swap_addresses(session: Session) -> None:
    rows = "De Brug,1,0,Jan,huisarts,{}\nDe Brug,,,Eva,huisarts,{}\n"
    bring_in(session, HEAD + rows.format("a@b.nl", "c@b.nl"))
    plan = bring_in(session, HEAD + rows.format("c@b.nl", "a@b.nl"))
    assert fates(plan) == ["changed", "changed"]


def test_a_new_practice_may_be_known_by_its_people_alone(session: Session) -> None:
    bring_in(session, "praktijk,naam,functie\nDe Brug,Ann,assistent\nDe Brug,Jan,huisarts\n")
    assert [name for name, *_ in group(session)[0][3]] == ["Ann", "Jan"]


def test_a_row_at_fault_changes_nothing_of_what_the_others_change(session: Session) -> None:
    create_practice(session, "De Brug", gps=1)
    session.commit()
    plan = bring_in(session, f"{HEAD}De Brug,2,,Jan,kok,\nDe Brug,3,,,,\n")
    assert fates(plan) == ["fault", "changed"]
    assert group(session)[0][1] == 3
