"""A CSV file as rows of named cells, whatever program wrote it."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from wijksafari.errors import InputError
from wijksafari.planning.words import grouped

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_PROBLEMS = 1_000

Source = Path | bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row. ``number`` is the row a spreadsheet shows, the header being 1.

    ``problem`` says what is wrong with its shape; the table's problems hold it too.
    """

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, what could not be read of it, and what was left out.

    ``columns`` are the names in the header, the unknown ones too. ``problems``
    and ``notices`` are Dutch sentences. A table with problems may still hold
    rows, so that their cells can be checked in the same go.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[str, ...]
    notices: tuple[str, ...]


def read_table(source: Source, known: Sequence[str]) -> Table:
    """Read a CSV file with a header row.

    Understands comma, semicolon and tab, UTF-8 with and without byte order mark,
    UTF-16 with one, Windows-1252, quoted cells and blank rows. Columns outside ``known`` are
    left out with a notice. Raises InputError where nothing can be read at all.
    """
    text = _text(_content(source))
    delimiter = _delimiter(text, known)
    numbered = _numbered_rows(text, delimiter)
    problems: list[str] = []
    header: list[str] | None = None
    rows: list[Row] = []
    try:
        for number, cells in numbered:
            if header is None:
                header = _header(cells)
            elif len(rows) >= MAX_ROWS:
                problems.append(
                    f"Het bestand heeft meer dan {grouped(MAX_ROWS)} rijen; splits het."
                )
                break
            else:
                rows.append(_row(number, header, cells, ragged=delimiter == "\t"))
                problems.extend(filter(None, [rows[-1].problem]))
    except csv.Error:
        problems.append(
            f"Na rij {rows[-1].number if rows else 1}: een aanhalingsteken is niet gesloten "
            "of staat op een verkeerde plaats. Is het bestand half geschreven?"
        )
    if header is None:
        raise InputError(problems or "Het bestand is leeg; begin met een rij kolomnamen.")
    known_rows = tuple(
        Row(row.number, {name: row.cells.get(name, "") for name in known}, row.problem)
        for row in rows
    )
    return Table(tuple(header), known_rows, tuple(problems), tuple(_notices(header, known, rows)))


def require_columns(table: Table, *alternatives: Sequence[str]) -> None:
    """Raise InputError unless all columns of one of the ``alternatives`` are there."""
    if any(set(names) <= set(table.columns) for names in alternatives):
        return
    nearest = min(alternatives, key=lambda names: len(set(names) - set(table.columns)))
    listed = ", ".join(name for name in nearest if name not in table.columns)
    wanted = " of ".join(", ".join(names) for names in alternatives)
    found = ", ".join(name[:40] for name in table.columns if name)
    raise InputError(
        [
            f"De eerste rij mist kolom {listed}. Nodig: {wanted}. Gevonden: {found}.",
            *table.problems,
        ]
    )


def raise_problems(problems: Sequence[str]) -> None:
    """Raise InputError where there are ``problems``, with all that anybody would read."""
    if not problems:
        return
    rest = len(problems) - MAX_PROBLEMS
    more = [f"En nog {grouped(rest)} andere meldingen."] if rest > 0 else []
    raise InputError([*problems[:MAX_PROBLEMS], *more])


def _content(source: Source) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with source.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            raise InputError(f"Het bestand {source} bestaat niet.") from None
        except (OSError, ValueError):
            raise InputError(f"Het bestand {source} kan niet worden gelezen.") from None
    if len(content) > MAX_BYTES:
        raise InputError("Het bestand is groter dan 2 MB; splits het.")
    return content


def _text(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError("Dit is een Excel-bestand. Bewaar het als 'CSV UTF-8' en probeer opnieuw.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # What Excel saves as "Unicode-tekst".
        with suppress(UnicodeDecodeError):
            content = content.decode("utf-16").encode()
    if b"\x00" in content:
        raise InputError("Dit is geen CSV-bestand in UTF-8. Bewaar het als 'CSV UTF-8'.")
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise InputError("Het bestand bevat onleesbare tekens. Bewaar het als 'CSV UTF-8'.")


def _delimiter(text: str, known: Sequence[str]) -> str:
    """The delimiter that makes most known column names of the header row."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.strip().lower() in ("sep=;", "sep=,"):
        return first.strip()[-1]

    def score(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"').lower() for cell in first.split(delimiter)]
        return len(set(cells) & set(known)), len(cells)

    return max((",", ";", "\t"), key=score)


def _numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader, start=1):
        hint = number == 1 and delimiter.join(cells).strip().lower().startswith("sep=")
        if any(cell.strip() for cell in cells) and not hint:
            yield number, cells


def _header(cells: list[str]) -> list[str]:
    # Names are told back to people, whatever a file that is no CSV holds.
    names = [_printable(" ".join(cell.split())).lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise InputError(f"Het bestand heeft meer dan {MAX_COLUMNS} kolommen.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise InputError(f"Kolom {', '.join(twice)} staat twee keer in de eerste rij.")
    return names


def _row(number: int, header: list[str], cells: list[str], *, ragged: bool) -> Row:
    """The row; a ``ragged`` one may end early, as text does that was copied from a spreadsheet."""
    problem = ""
    if any(cell.strip() for cell in cells[len(header) :]):
        problem = (
            f"Rij {number}: verwacht {len(header)} kolommen, gevonden {len(cells)}. "
            "Zet een tekst waar het scheidingsteken in voorkomt tussen aanhalingstekens."
        )
    elif len(cells) < len(header) and not ragged:
        problem = (
            f"Rij {number}: houdt op na kolom {header[len(cells) - 1]}; verwacht "
            f"{len(header)} kolommen, gevonden {len(cells)}."
        )
    tidy = (" ".join(cell.split()) for cell in cells)
    return Row(number, dict(zip(header, tidy, strict=False)), problem)


def _notices(header: list[str], known: Sequence[str], rows: list[Row]) -> Iterator[str]:
    unknown = [name for name in header if name and name not in known]
    if unknown:
        names = ", ".join(name[:40] for name in unknown)
        yield f"Overgeslagen, want onbekend: kolom {names}."
    if "" in header and any(row.cells.get("") for row in rows):
        yield "Een kolom zonder naam is overgeslagen."


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in text)
