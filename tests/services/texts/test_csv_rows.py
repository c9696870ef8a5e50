import pytest

from wijksafari.errors import InputError
from wijksafari.services.texts.csv_rows import MAX_BYTES, MAX_ROWS, read_table

KNOWN = ("id", "name")


def cells(content: bytes) -> list[dict[str, str]]:
    return [row.cells for row in read_table(content, KNOWN).rows]


@pytest.mark.parametrize(
    "content",
    [
        "id,name\n1,Café Één\n".encode(),
        "id,name\n1,Café Één\n".encode("utf-8-sig"),
        "id\tname\r\n1\tCafé Één\r\n".encode("utf-16"),
        "id,name\r\n1,Café Één\r\n".encode("cp1252"),
        "id;name\n1;Café Één".encode(),
        'sep=;\r\n"ID"; Name \r\n"1";" Café   Één"\r\n'.encode(),
        "\n,\nid,name,,\n\n1,Café Één,,\n\n".encode(),
    ],
)
def test_reads_what_spreadsheets_write(content: bytes) -> None:
    assert cells(content) == [{"id": "1", "name": "Café Één"}]


def test_numbers_rows_as_a_spreadsheet_does() -> None:
    table = read_table(b'id,name\n\n1,"two\nlines"\n2,b\n', KNOWN)
    assert [(row.number, row.cells["name"]) for row in table.rows] == [(3, "two lines"), (4, "b")]


def test_leaves_unknown_columns_out_and_says_so() -> None:
    table = read_table(b"id,wijkcode,name,kleur\n1,x,a,rood\n", KNOWN)
    assert table.rows[0].cells == {"id": "1", "name": "a"}
    assert table.notices == ("Overgeslagen, want onbekend: kolom wijkcode, kleur.",)


def test_names_the_row_that_is_half_written_and_where_it_stops() -> None:
    table = read_table(b"id,name\n1,a\n2\n3,c\n", KNOWN)
    assert table.problems == ("Rij 3: houdt op na kolom id; verwacht 2 kolommen, gevonden 1.",)


def test_names_the_row_with_a_delimiter_too_many() -> None:
    table = read_table(b"id,name\n1,De Linde, Nootdorp\n", KNOWN)
    assert len(table.problems) == 1
    assert table.problems[0].startswith("Rij 2: verwacht 2 kolommen, gevonden 3.")


def test_an_unclosed_quote_is_a_problem_and_earlier_rows_remain() -> None:
    table = read_table(b'id,name\n1,a\n2,"half', KNOWN)
    assert [row.number for row in table.rows] == [2]
    assert table.problems[0].startswith("Na rij 2: een aanhalingsteken is niet gesloten")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"),
        (b"\n\n  \n", "leeg"),
        (b"PK\x03\x04....", "Excel"),
        ("id,name\n1,a\n".encode("utf-16-le"), "geen CSV"),
        ("id,name\n1,a\n".encode("utf-16")[:-1], "geen CSV"),
        (b"id,name\n1,\x81\x8d\n", "onleesbare tekens"),
        (b"id,name,id\n1,a,2\n", "Kolom id staat twee keer"),
        (b"a," * 200 + b"\n", "meer dan 100 kolommen"),
        (b"id,name\n" + b"x" * MAX_BYTES, "groter dan 2 MB"),
    ],
)
def test_says_why_nothing_can_be_read(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_table(content, KNOWN)


def test_stops_after_the_largest_number_of_rows() -> None:
    table = read_table(b"id,name\n" + b"1,a\n" * (MAX_ROWS + 5), KNOWN)
    assert len(table.rows) == MAX_ROWS
    assert table.problems == ("Het bestand heeft meer dan 5.000 rijen; splits het.",)


def test_a_missing_file_and_a_folder_are_named(tmp_path) -> None:
    with pytest.raises(InputError, match=r"weg\.csv bestaat niet"):
        read_table(tmp_path / "weg.csv", KNOWN)
    with pytest.raises(InputError, match="kan niet worden gelezen"):
        read_table(tmp_path, KNOWN)


def test_names_in_the_header_cannot_steer_a_terminal() -> None:
    table = read_table(b"id,\x1b[2Jname\x07\nx,y\n", ("id",))
    assert table.notices == ("Overgeslagen, want onbekend: kolom �[2jname�.",)


def test_a_name_broken_over_two_lines_is_one_name() -> None:
    assert read_table(b'id,"first\n date"\nx,y\n', ("id",)).columns == ("id", "first date")
