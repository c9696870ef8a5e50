"""Reading a list of practices and people."""

import pytest

from wijksafari.config import PROJECT
from wijksafari.errors import InputError
from wijksafari.planning.functions import FUNCTIONS
from wijksafari.services.practices.people_csv import COLUMNS, SPELLINGS, GroupRow, read_group


def only(content: str | bytes) -> GroupRow:
    """The one row of a list."""
    return read_group(content if isinstance(content, bytes) else content.encode()).rows[0]


def test_dutch_and_english_columns_are_read_in_any_order() -> None:
    dutch = only("functie;naam;praktijk;e-mail\nPOH-S;Jo;De Brug;jo@brug.nl\n")
    english = only("email,function,practice,name\njo@brug.nl,POH-S,De Brug,Jo\n")
    assert dutch == english
    assert (dutch.practice, dutch.person, dutch.function) == ("De Brug", "Jo", "poh_somatic")


def test_a_list_of_practices_may_call_them_by_name() -> None:
    row = only("name,address,gps,practice_nurses\nDe Brug,Dorpsstraat 1,3,2\n")
    assert (row.practice, row.person, row.gps, row.practice_nurses) == ("De Brug", "", 3, 2)


def test_every_column_has_one_meaning() -> None:
    spellings = [each for names in SPELLINGS.values() for each in names]
    assert len(spellings) == len(set(spellings))
    assert set(SPELLINGS) <= set(spellings)
    assert len(COLUMNS) == len(SPELLINGS)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";Jo;huisarts;;", "Vul de praktijk in"),
        ("De Brug;;huisarts;;", "Vul de naam in"),
        ("De Brug;;;jo@brug.nl;", "Vul de naam in"),
        ("De Brug;Jo;tandarts;;", "Kolom functie: verwacht huisarts"),
        ("De Brug;Jo;huisarts;jo@;", "Kolom email: verwacht een e-mailadres"),
        ("De Brug;Jo;huisarts;jos\u00e9@brug.nl;", "Kolom email"),
        ("De Brug;Jo;huisarts;jo@brug.nl;drie", "Kolom huisartsen: verwacht een heel getal"),
        ("De Brug;Jo;huisarts;;100", "Kolom huisartsen: verwacht een heel getal"),
        (f"De Brug;{'x' * 300};huisarts;;", "Kolom naam: verwacht hoogstens 120 tekens"),
        ("De Brug;J\u202eo;huisarts;;", "zonder onzichtbare tekens"),
        ("De Brug;Jo;huisarts;;1;te veel", "Verwacht 5 kolommen, gevonden 6"),
        ("De Brug;Jo", "Houdt op na kolom naam"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_the_row(row: str, sentence: str) -> None:
    read = only(f"praktijk;naam;functie;email;huisartsen\n{row}\n")
    assert len(read.problems) == 1
    assert sentence in read.problems[0]


def test_a_pasted_row_may_end_early() -> None:
    row = only("praktijk\tnaam\tfunctie\temail\nDe Brug\tJo\thuisarts\n")
    assert not row.problems
    assert row.function == "gp"


@pytest.mark.parametrize(
    "name", ["=1+1", "O'Brien", "<b>vet</b>", "’t Hart", "Łukasz Ζωή", "'s-Graaf"]
)
def test_odd_names_are_names(name: str) -> None:
    assert only(f"praktijk;naam;functie\nDe Brug;{name};huisarts\n").person == name


def test_an_address_in_odd_letters_is_read_as_mail_is_sent() -> None:
    row = only("praktijk;naam;email\nDe Brug;Jo;jo@b\u00fccher.nl\n")
    assert row.email == "jo@xn--bcher-kva.nl"


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(InputError, match="praktijk en practice zeggen hetzelfde"):
        read_group(b"praktijk;practice\na;b\n")


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(InputError, match=r"meer dan 1\.000 rijen"):
        read_group(b"praktijk\n" + b"a\n" * 1001)


def test_the_demo_people_are_read() -> None:
    people = read_group((PROJECT / "data" / "demo" / "people.csv").read_bytes()).rows
    assert len(people) == 17
    assert not [problem for row in people for problem in row.problems]
    assert {row.function for row in people} == set(FUNCTIONS)
    assert not all(row.email for row in people)
