"""Practices and their people from one list: a row per person, per practice, or both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wijksafari.errors import InputError
from wijksafari.planning.functions import Function
from wijksafari.planning.words import grouped
from wijksafari.services.practices.function_words import EXPECTED, read_function
from wijksafari.services.texts.csv_cells import Cells
from wijksafari.services.texts.csv_rows import Row, Table, read_table
from wijksafari.services.texts.names import tidy
from wijksafari.services.texts.spreadsheet_cells import text_of

MAX_BYTES = 200_000
MAX_ROWS = 1_000

# The first spelling is the one we write ourselves.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "practice": ("praktijk", "practice", "praktijknaam", "naam praktijk", "huisartsenpraktijk"),
    "address": ("adres", "address", "praktijkadres"),
    "contact_name": ("contactpersoon", "contact_name", "contact", "contact persoon"),
    "contact_email": (
        *("contact_email", "contact e-mail", "contact email", "contact-email", "contact mail"),
        *("e-mail praktijk", "email praktijk", "praktijk e-mail"),
    ),
    "gps": ("huisartsen", "gps", "aantal huisartsen"),
    "practice_nurses": (
        *("poh", "poh's", "poh’s", "pohs", "practice_nurses", "aantal poh", "aantal poh's"),
        *("aantal poh’s", "praktijkondersteuners", "practice nurses"),
    ),
    "person": ("naam", "name", "persoon", "medewerker", "person"),
    "function": ("functie", "function", "rol", "beroep"),
    "email": ("email", "e-mail", "mail", "e-mailadres", "emailadres", "mailadres"),
}
COLUMNS = tuple(spellings[0] for spellings in SPELLINGS.values())
_KNOWN = tuple(spelling for spellings in SPELLINGS.values() for spelling in spellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One row as it was read; what it leaves open is empty or None, and changes nothing.

    ``problems`` are sentences; a row that has any is not to be used.
    """

    number: int
    practice: str
    address: str
    contact_name: str
    contact_email: str
    gps: int | None
    practice_nurses: int | None
    person: str
    function: Function | None
    email: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupFile:
    """The rows of a list, and in sentences what of it was left out."""

    rows: tuple[GroupRow, ...]
    notices: tuple[str, ...]


def read_group(content: bytes) -> GroupFile:
    """Read a list of practices and people: the columns SPELLINGS, in any order.

    A list that has no column for the practice but one for a name, and nothing
    else about people, is a list of practices. Raises InputError where the list
    as a whole cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise InputError(f"De lijst is groter dan {grouped(MAX_BYTES // 1000)} kB; splits haar.")
    table = read_table(content, _KNOWN)
    _check_whole(table)
    names = _headings(table)
    return GroupFile(tuple(_row(row, names) for row in table.rows), table.notices)


def _check_whole(table: Table) -> None:
    """What is wrong with single rows is told with the row."""
    of_rows = {row.problem for row in table.rows}
    problems = [each for each in table.problems if each not in of_rows]
    if problems:
        raise InputError(problems)
    if not table.rows:
        raise InputError("De lijst heeft geen rijen onder de rij met kolomnamen.")
    if len(table.rows) > MAX_ROWS:
        raise InputError(f"De lijst heeft meer dan {grouped(MAX_ROWS)} rijen; splits haar.")


def _headings(table: Table) -> dict[str, str]:
    """By our name of a column what it is called in this list."""
    found: dict[str, str] = {}
    for field, spellings in SPELLINGS.items():
        used = [each for each in table.columns if each in spellings]
        if len(used) > 1:
            raise InputError(f"De kolommen {' en '.join(used)} zeggen hetzelfde. Haal er één weg.")
        found.update((field, each) for each in used)
    if "practice" not in found and "person" in found and "function" not in found:
        found["practice"] = found.pop("person")
    if "practice" not in found:
        raise InputError(
            "In de eerste rij ontbreekt de kolom praktijk. Begin met een rij kolomnamen:"
            f" {', '.join(COLUMNS)}. Alleen praktijk moet; de andere mogen ontbreken."
        )
    return found


def _row(row: Row, headings: Mapping[str, str]) -> GroupRow:
    tidied = Row(row.number, {name: tidy(text_of(cell)) for name, cell in row.cells.items()})
    # A column that is not there reads as an empty one.
    names = {field: headings.get(field, field) for field in SPELLINGS}
    problems = [row.problem] if row.problem else []
    read = _read(Cells(tidied, problems), names)
    if not problems:
        problems.extend(_incomplete(read))
    return replace(read, problems=tuple(_bare(each, row.number) for each in problems))


def _read(cells: Cells, names: Mapping[str, str]) -> GroupRow:
    return GroupRow(
        number=cells.number,
        practice=cells.text(names["practice"], 120),
        address=cells.text(names["address"], 200),
        contact_name=cells.text(names["contact_name"], 120),
        contact_email=cells.email(names["contact_email"]),
        gps=cells.whole(names["gps"], 0, 99),
        practice_nurses=cells.whole(names["practice_nurses"], 0, 99),
        person=cells.text(names["person"], 120),
        function=_function(cells, names["function"]),
        email=cells.email(names["email"]),
    )


def _function(cells: Cells, column: str) -> Function | None:
    text = cells.text(column, 120)
    function = read_function(text)
    if text and function is None:
        cells.wrong(column, EXPECTED)
    return function


def _incomplete(read: GroupRow) -> Iterator[str]:
    if not read.practice:
        yield "Vul de praktijk in; dat moet in iedere rij."
    if (read.function or read.email) and not read.person:
        yield "Vul de naam in van wie deze functie of dit e-mailadres heeft."


def _bare(sentence: str, number: int) -> str:
    """The sentence without the row's number, which stands beside it."""
    bare = sentence.removeprefix(f"Rij {number}: ").removeprefix(f"Rij {number}, ")
    return f"{bare[:1].upper()}{bare[1:]}"
